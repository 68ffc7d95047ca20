import TestSupport
import Testing
import Transfer

@Suite struct LimitTests {
    let loop = TransferLoop.loopback()

    // MARK: - Size

    @Test func stopsACompressedBomb() async throws {
        let bomb = Gzip.zeros(8 << 20)
        #expect(bomb.count < 64 << 10)
        let server = try LoopbackServer { _ in LoopbackReply(200, headers: [("Content-Encoding", "gzip")], body: bomb) }
        let error = await loop.failure(server.url("/"), limits: TransferLimits { $0.body = 1 << 20 })
        #expect(error == TransferError(kind: .tooLarge, detail: "the answer is larger than 1 MB"))
    }

    @Test func stopsAnEndlessBody() async throws {
        let chunk = "1000\r\n" + String(repeating: "x", count: 0x1000) + "\r\n"
        let server = try LoopbackServer { _ in
            LoopbackReply(.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), .forever(Array(chunk.utf8)))
        }
        #expect(await loop.failure(server.url("/"))?.kind == .tooLarge)
    }

    @Test func stopsTheEndlessBodyOfARedirect() async throws {
        let chunk = "1000\r\n" + String(repeating: "x", count: 0x1000) + "\r\n"
        let server = try LoopbackServer { _ in
            LoopbackReply(
                .send("HTTP/1.1 302 Found\r\nLocation: /next\r\nTransfer-Encoding: chunked\r\n\r\n"),
                .forever(Array(chunk.utf8))
            )
        }
        #expect(await loop.failure(server.url("/"))?.kind == .tooLarge)
    }

    @Test func stopsAtALengthThatIsAnnouncedTooLarge() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(.send("HTTP/1.1 200 OK\r\nContent-Length: 5242881\r\n\r\n"), .silence)
        }
        #expect(await loop.failure(server.url("/"))?.kind == .tooLarge)
    }

    @Test func takesABodyOfExactlyTheLimit() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(200, String(repeating: "x", count: 1_000)) }
        let limits = TransferLimits { $0.body = 1_000 }
        #expect(try await loop.get(server.url("/"), limits: limits).body.count == 1_000)
        #expect(await loop.failure(server.url("/"), limits: TransferLimits { $0.body = 999 })?.kind == .tooLarge)
    }

    @Test func mindsNoLengthOfWhatHasNoBody() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(304, headers: [("Content-Length", "99999999")]) }
        #expect(try await loop.get(server.url("/")).status == 304)
    }

    @Test func stopsAFloodOfHeaders() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(
                .send("HTTP/1.1 200 OK\r\n"),
                .forever(Array("X-Flood: \(String(repeating: "x", count: 99))\r\n".utf8))
            )
        }
        #expect(await loop.failure(server.url("/"))?.kind == .tooLarge)
    }

    @Test func stopsALineOfHeadersThatNeverEnds() async throws {
        let server = try LoopbackServer { _ in
            LoopbackReply(.send("HTTP/1.1 200 OK\r\nX-Flood: "), .forever(Array(repeating: 0x78, count: 1_000)))
        }
        #expect(await loop.failure(server.url("/"), limits: TransferLimits { $0.headers = 9 << 20 })?.kind == .tooLarge)
    }

    @Test func countsTheHeadersOfAllHops() async throws {
        let filler = ("X-Filler", String(repeating: "x", count: 900))
        let server = try LoopbackServer { request in
            request.path == "/3"
                ? LoopbackReply(200, headers: [filler])
                : LoopbackReply(302, headers: [filler, ("Location", request.path == "/" ? "/2" : "/3")])
        }
        #expect(await loop.failure(server.url("/"), limits: TransferLimits { $0.headers = 2_000 })?.kind == .tooLarge)
        #expect(try await loop.get(server.url("/"), limits: TransferLimits { $0.headers = 4_000 }).status == 200)
    }

    // MARK: - Time

    @Test func givesUpOnAServerThatDoesNotAnswer() async throws {
        let server = try LoopbackServer { _ in .never }
        let error = await loop.failure(server.url("/"), limits: TransferLimits { $0.whole = .milliseconds(200) })
        #expect(error?.kind == .timedOut)
        #expect(error?.detail == "127.0.0.1 did not answer in full within 0.2 s")
    }

    @Test func givesUpOnAServerThatDripsHeaders() async throws {
        let drip = [LoopbackReply.Step](repeating: .send("X: y\r\n"), count: 40)
        var reply = LoopbackReply(.send("HTTP/1.1 200 OK\r\n"))
        for step in drip { reply.steps += [step, .pause(.milliseconds(100))] }
        let server = try LoopbackServer { [reply] _ in reply }
        let error = await loop.failure(server.url("/"), limits: TransferLimits { $0.stall = .seconds(1) })
        #expect(error?.kind == .timedOut)
        #expect(error?.detail.contains("less than 100 bytes a second") == true)
    }

    @Test func givesUpOnAConnectionThatIsNotSecuredInTime() async throws {
        let server = try LoopbackServer { _ in .never }
        let error = await loop.failure(
            "https://127.0.0.1:\(server.port)/",
            limits: TransferLimits { $0.connect = .milliseconds(200) }
        )
        #expect(error?.kind == .timedOut)
        #expect(error?.detail == "no connection to 127.0.0.1 came about in time (0.2 s)")
    }
}
