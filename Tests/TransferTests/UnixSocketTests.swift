import TestSupport
import Testing
import Transfer

@Suite struct UnixSocketTests {
    let folder: TemporaryDirectory
    let path: String
    /// Allows no private address: a socket that was named needs none.
    let loop = TransferLoop()

    init() throws {
        folder = try TemporaryDirectory()
        path = folder.path("control")
    }

    @Test func sendsACommandAndReadsTheReply() async throws {
        let server = try LoopbackServer(unixSocket: path) { request in LoopbackReply(409, body: request.body.reversed())
        }
        var request = TransferRequest(url: "http://localhost/pause", headers: [("Content-Type", "application/json")])
        request.method = "POST"
        request.body = [1, 0, 2]
        request.unixSocket = path
        let response = try await loop.perform(request)
        #expect(response.status == 409)
        #expect(response.body == [2, 0, 1])
        let sent = try #require(server.requests.first)
        #expect(sent.method == "POST")
        #expect(sent.path == "/pause")
        #expect(sent["Content-Type"] == "application/json")
        #expect(sent.body == [1, 0, 2])
    }

    @Test func followsNoRedirect() async throws {
        let server = try LoopbackServer(unixSocket: path) { _ in .redirect(to: "http://127.0.0.1/") }
        var request = TransferRequest(url: server.url("/"))
        request.unixSocket = path
        #expect(try await loop.perform(request).status == 302)
    }

    @Test func saysThatNobodyListens() async throws {
        var request = TransferRequest(url: "http://localhost/")
        request.unixSocket = path
        #expect(await loop.failure(request)?.kind == .refused)
    }
}
