import TestSupport
import Testing
import Transfer

@Suite struct ResponseHeadersTests {
    @Test func givesTheLastValueOfAName() {
        let headers = ResponseHeaders([("ETag", "\"1\""), ("Link", "a"), ("etag", "\"2\"")])
        #expect(headers["ETAG"] == "\"2\"")
        #expect(headers.values("Etag") == ["\"1\"", "\"2\""])
        #expect(headers["x"] == nil)
        #expect(headers.values("x").isEmpty)
    }

    @Test func readsWhatServersSend() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(
                .send(
                    "HTTP/1.1 103 Early Hints\r\nX-Early: yes\r\n\r\n"
                        + "HTTP/1.1 200 OK\r\nCONTENT-type:text/xml;  charset=x \r\nX-Folded: a\r\n  b\r\nX-None:\r\n"
                        + "X-Colons: a:b: c\r\nTransfer-Encoding: chunked\r\nTrailer: ETag\r\nETag: \"head\"\r\n\r\n"
                        + "1\r\nx\r\n0\r\nETag: \"trailer\"\r\n\r\n"
                )
            )
        }
        let headers = try await TransferLoop.loopback().get(server.url("/")).headers
        #expect(headers["content-type"] == "text/xml;  charset=x")
        #expect(headers["x-folded"] == "a b")
        #expect(headers["x-none"] == "")
        #expect(headers["x-colons"] == "a:b: c")
        #expect(headers["etag"] == "\"head\"")
        #expect(headers["x-early"] == nil)
    }
}
