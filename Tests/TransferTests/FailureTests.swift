import TestSupport
import Testing
import Transfer

@Suite struct FailureTests {
    let loop = TransferLoop.loopback()

    @Test func namesAClosedPort() async throws {
        let server = try LoopbackServer { _ in .never }
        let url = server.url("/?token=secret")
        server.stop()
        let detail = "no connection to 127.0.0.1 port \(server.port): Connection refused"
        #expect(await loop.failure(url) == TransferError(kind: .refused, detail: detail))
    }

    @Test func namesAnAnswerThatWasCutShort() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"), .close)
        }
        let error = await loop.failure(server.url("/"))
        #expect(error == TransferError(kind: .reset, detail: "127.0.0.1 broke off in the middle of the answer"))
    }

    @Test func namesAChunkedAnswerThatWasCutShort() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"), .close)
        }
        #expect(await loop.failure(server.url("/"))?.kind == .reset)
    }

    @Test(arguments: [LoopbackReply.Step.close, .reset])
    func namesAConnectionThatEndsWithoutAnAnswer(step: LoopbackReply.Step) async throws {
        let server = try LoopbackServer { _ in LoopbackReply(step) }
        #expect(await loop.failure(server.url("/"))?.kind == .reset)
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.2\r\n", "HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot hexadecimal\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip, gzip, gzip, gzip\r\nContent-Length: 1\r\n\r\nx",
    ])
    func namesWhatIsNoHTTP(answer: String) async throws {
        let server = try LoopbackServer { _ in LoopbackReply(.send(answer), .close) }
        #expect(await loop.failure(server.url("/"))?.kind == .malformed)
    }

    @Test(arguments: [
        "", "feed.xml", "//127.0.0.1/", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://127.0.0.1:99999/",
        "http://127.0.0.1/a b", "http://127.0.0.1/\r\nX: y", "http://127.0.0.1/\0", "http://[::1/",
        " http://127.0.0.1/",
    ])
    func namesAnAddressThatCannotBeAsked(url: String) async {
        #expect(await loop.failure(url)?.kind == .malformed)
    }

    @Test(arguments: ["a\r\nX: y", "a\nb", "a\rb", "a\0b", "a\u{7F}", "\u{1F600}", "\r\n"])
    func sendsNoHeaderThatEndsItsLine(value: String) async throws {
        let server = try LoopbackServer { _ in LoopbackReply(200) }
        let value = TransferRequest(url: server.url("/"), headers: [("If-None-Match", value)])
        let error = await loop.failure(value)
        #expect(error?.kind == .malformed)
        #expect(error?.detail == "the request header If-None-Match holds a character that cannot be sent")
        let name = TransferRequest(url: server.url("/"), headers: [("X: y\r\nZ", "a")])
        #expect(await loop.failure(name)?.kind == .malformed)
        var method = TransferRequest(url: server.url("/"))
        method.method = "GET / HTTP/1.1\r\nX:"
        #expect(await loop.failure(method)?.kind == .malformed)
        #expect(server.connectionCount == 0)
    }

    @Test func namesAHostThatDoesNotExist() async throws {
        // Too long for a label, so no name server is asked.
        let error = await loop.failure("http://\(String(repeating: "x", count: 70)).invalid/?token=secret")
        #expect(error?.kind == .unresolved)
        #expect(error?.detail.contains("secret") == false)
    }
}
