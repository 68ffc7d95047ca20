import TestSupport
import Testing
import Transfer

@Suite struct TransferLoopTests {
    let loop = TransferLoop.loopback()

    @Test func bringsStatusHeadersAndBody() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(404, headers: [("X-Who", "me")], "not here") }
        let response = try await loop.get(server.url("/feed"))
        #expect(response.status == 404)
        #expect(response.headers["x-who"] == "me")
        #expect(response.text == "not here")
        #expect(response.url == server.url("/feed"))
        #expect(response.redirects.isEmpty)
    }

    @Test func sendsItsOwnHeadersAndNoOthers() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(200) }
        _ = try await loop.get(server.url("/"), headers: [("Accept", "text/xml"), ("A-IM", "feed"), ("X-Empty", "")])
        let headers = try #require(server.requests.first).headers
        #expect(Set(headers.map(\.name)) == ["Host", "User-Agent", "Accept-Encoding", "Accept", "A-IM", "X-Empty"])
        #expect(server.requests.first?["User-Agent"] == "Feedline")
        #expect(server.requests.first?["X-Empty"] == "")
        #expect(server.requests.first?["Accept-Encoding"]?.hasPrefix("gzip, deflate") == true)
    }

    @Test func sendsNoCookieBackAndNoReferer() async throws {
        let server = try LoopbackServer { request in
            request.path == "/"
                ? LoopbackReply(302, headers: [("Set-Cookie", "a=b; Path=/"), ("Location", "/next")])
                : LoopbackReply(200)
        }
        _ = try await loop.get(server.url("/"))
        _ = try await loop.get(server.url("/"))
        #expect(server.requests.count == 4)
        #expect(server.requests.allSatisfy { $0["Cookie"] == nil && $0["Referer"] == nil })
    }

    @Test func returnsAValidatorByteForByte() async throws {
        let etag = "W/\"caf\u{E9}\u{80}\u{FF}'"
        let server = try LoopbackServer { request in
            request["If-None-Match"] == nil ? LoopbackReply(200, headers: [("ETag", etag)], "x") : LoopbackReply(304)
        }
        let first = try await loop.get(server.url("/"))
        let stored = try #require(first.headers["etag"])
        let second = try await loop.get(server.url("/"), headers: [("If-None-Match", stored)])
        #expect(second.status == 304)
        #expect(server.requests.last?["If-None-Match"] == etag)
    }

    @Test func usesOneConnectionAgainAndAgain() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(200, "x") }
        for _ in 0..<20 { _ = try await loop.get(server.url("/")) }
        #expect(server.requests.count == 20)
        #expect(server.connectionCount == 1)
    }

    @Test func hasHundredsOfTransfersUnderWayAtOnce() async throws {
        let count = 300
        let loop = TransferLoop(
            options: TransferOptions(
                addresses: AddressPolicy(allowing: [IPNetwork("127.0.0.0/8")!]),
                maximumConnectionsPerHost: count
            )
        )
        // Nobody is answered before all have asked.
        let room = WaitingRoom(for: count)
        let server = try LoopbackServer { request in
            room.wait()
            return LoopbackReply(200, request.path)
        }
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<count { group.addTask { try await loop.get(server.url("/\(number)")).text } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(texts == Set((0..<count).map { "/\($0)" }))
    }

    @Test func letsTransfersWaitForRoom() async throws {
        let loop = TransferLoop(
            options: TransferOptions(
                addresses: AddressPolicy(allowing: [IPNetwork("127.0.0.0/8")!]),
                maximumConnections: 2,
                maximumConnectionsPerHost: 8
            )
        )
        let server = try LoopbackServer { _ in LoopbackReply(200, "x") }
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<40 { group.addTask { try await loop.get(server.url("/")).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == Array(repeating: 200, count: 40))
        #expect(server.connectionCount <= 2)
    }

    @Test func decodesWhatItAsksFor() async throws {
        let server = try LoopbackServer { request in
            let encoding = String(request.path.dropFirst())
            let bodies = ["gzip": Gzip.stored("hello"), "br": Samples.brotliHello, "zstd": Samples.zstdHello]
            return LoopbackReply(200, headers: [("Content-Encoding", encoding)], body: bodies[encoding] ?? [])
        }
        let offered = try await loop.get(server.url("/gzip")).text
        #expect(offered == "hello")
        let accepted = try #require(server.requests.first?["Accept-Encoding"])
        for encoding in ["br", "zstd"] where accepted.contains(encoding) {
            #expect(try await loop.get(server.url("/\(encoding)")).text == "hello")
        }
    }

    @Test func readsInternationalHostsAndPaths() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(200) }
        let response = try await loop.get("http://b\u{FC}cher.localhost:\(server.port)/\u{E9}conomie?q=\u{E9}")
        #expect(response.status == 200)
        #expect(server.requests.first?["Host"] == "xn--bcher-kva.localhost:\(server.port)")
        #expect(server.requests.first?.path == "/%C3%A9conomie?q=%C3%A9")
    }

    @Test func keepsThePasswordOfAnAddressToItself() async throws {
        let server = try LoopbackServer { request in
            request.path == "/" ? .redirect(to: "/next") : LoopbackReply(200)
        }
        let response = try await loop.get("http://ann:secret@127.0.0.1:\(server.port)/")
        #expect(server.requests.map { $0["Authorization"] } == ["Basic YW5uOnNlY3JldA==", "Basic YW5uOnNlY3JldA=="])
        #expect(response.url == server.url("/next"))
        #expect(response.redirects == [Redirect(url: server.url("/"), status: 302)])
    }

    @Test func turnsWhileATransferHangs() async throws {
        let server = try LoopbackServer { _ in .never }
        async let hanging = loop.failure(server.url("/"))
        #expect(await loop.turned())
        await loop.shutDown()
        #expect(await hanging?.kind == .shutDown)
        #expect(await !loop.turned())
    }

    @Test func refusesWhatComesAfterShutdown() async throws {
        await loop.shutDown()
        await loop.shutDown()
        #expect(await loop.failure("http://127.0.0.1/")?.kind == .shutDown)
    }

    @Test func shutsDownWhenItsServiceIsCancelled() async throws {
        let service = Task { [loop] in try await loop.run() }
        #expect(await loop.turned())
        service.cancel()
        try await service.value
        #expect(await loop.failure("http://127.0.0.1/")?.kind == .shutDown)
    }
}
