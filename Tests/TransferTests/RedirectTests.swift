import TestSupport
import Testing
import Transfer

@Suite struct RedirectTests {
    let loop = TransferLoop.loopback()

    @Test func reportsEveryHopAndTheHeadersOfTheLast() async throws {
        let server = try LoopbackServer { request in
            switch request.path {
            case "/1": LoopbackReply(301, headers: [("Location", "/2?token=a"), ("ETag", "\"1\""), ("X-First", "yes")])
            case "/2?token=a": .redirect(to: "3", 308)
            case "/3": .redirect(to: "/4", 307)
            default: LoopbackReply(200, headers: [("ETag", "\"4\"")], "there")
            }
        }
        let response = try await loop.get(server.url("/1"))
        #expect(
            response.redirects == [
                Redirect(url: server.url("/1"), status: 301), Redirect(url: server.url("/2?token=a"), status: 308),
                Redirect(url: server.url("/3"), status: 307),
            ]
        )
        #expect(response.redirects.map(\.isPermanent) == [true, true, false])
        #expect(response.url == server.url("/4"))
        #expect(response.headers["etag"] == "\"4\"")
        #expect(response.headers["x-first"] == nil)
        #expect(response.text == "there")
    }

    @Test func takesARedirectToNowhereAsTheAnswer() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(302, "moved") }
        let response = try await loop.get(server.url("/"))
        #expect(response.status == 302)
        #expect(response.redirects.isEmpty)
    }

    @Test func endsALoop() async throws {
        let server = try LoopbackServer { _ in .redirect(to: "/again?token=secret") }
        let error = await loop.failure(server.url("/"))
        #expect(error?.kind == .redirectLoop)
        #expect(error?.detail.contains("secret") == false)
        #expect(server.requests.count == 6)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x", "javascript:alert(1)"])
    func doesNotLeaveTheWeb(location: String) async throws {
        let server = try LoopbackServer { request in
            request.path == "/" ? .redirect(to: location) : LoopbackReply(200, "followed")
        }
        #expect(await loop.failure(server.url("/"))?.kind == .addressRefused)
        #expect(server.requests.map(\.path) == ["/"])
    }

    @Test func doesNotFollowToARefusedAddress() async throws {
        let inner = try LoopbackServer(host: "127.0.0.2") { _ in LoopbackReply(200, "secret") }
        let outer = try LoopbackServer { _ in .redirect(to: inner.url("/")) }
        let error = await TransferLoop(allowing: "127.0.0.1").failure(outer.url("/"))
        #expect(error?.kind == .addressRefused)
        #expect(error?.detail.contains("127.0.0.2") == true)
        #expect(outer.requests.count == 1)
        #expect(inner.connectionCount == 0)
    }

    @Test func sendsCredentialsToNoOtherHost() async throws {
        let other = try LoopbackServer(host: "127.0.0.2") { _ in LoopbackReply(200) }
        let server = try LoopbackServer { _ in .redirect(to: other.url("/")) }
        _ = try await loop.get(
            "http://ann:secret@127.0.0.1:\(server.port)/",
            headers: [("Authorization", "Bearer secret")]
        )
        #expect(server.requests.first?["Authorization"] == "Bearer secret")
        #expect(other.requests.count == 1)
        #expect(other.requests.first?["Authorization"] == nil)
    }

    @Test func followsNoRedirectOfAPost() async throws {
        let server = try LoopbackServer { _ in .redirect(to: "/next", 307) }
        var request = TransferRequest(url: server.url("/"))
        request.method = "POST"
        request.body = Array("x".utf8)
        #expect(try await loop.perform(request).status == 307)
        #expect(server.requests.count == 1)
    }
}
