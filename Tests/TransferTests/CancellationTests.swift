import TestSupport
import Testing
import Transfer

@Suite struct CancellationTests {
    let loop = TransferLoop.loopback()
    /// So that nothing but the cancellation ends a transfer, however busy the machine is.
    private let patient = TransferLimits {
        $0.connect = .seconds(600)
        $0.stall = .seconds(600)
        $0.whole = .seconds(600)
    }

    @Test func endsATransferThatWasCancelledBeforeItBegan() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(200) }
        let task = Task { [loop] in
            withUnsafeCurrentTask { $0?.cancel() }
            return await loop.failure(server.url("/"))
        }
        #expect(await task.value?.kind == .cancelled)
        #expect(server.requests.isEmpty)
    }

    @Test func endsATransferUnderWay() async throws {
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { _ in
            ask.yield()
            return .never
        }
        let task = Task { await loop.failure(server.url("/"), limits: patient) }
        for await _ in asked { break }
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
        #expect(await loop.turned())
    }

    @Test func resumesEveryWaiterOnceHoweverCancellationFalls() async throws {
        let server = try LoopbackServer { _ in LoopbackReply(200, "x") }
        let kinds = await withTaskGroup(of: TransferError.Kind?.self) { group in
            for number in 0..<100 {
                let task = Task { [loop] in await loop.failure(server.url("/"))?.kind }
                group.addTask {
                    for _ in 0..<number { await Task.yield() }
                    task.cancel()
                    return await task.value
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(kinds.count == 100)
        #expect(kinds.allSatisfy { $0 == nil || $0 == .cancelled })
        #expect(try await loop.get(server.url("/")).status == 200)
    }

    @Test func endsTransfersThatWaitForRoom() async throws {
        let loop = TransferLoop(
            options: TransferOptions(
                addresses: AddressPolicy(allowing: [IPNetwork("127.0.0.0/8")!]),
                maximumConnections: 1
            )
        )
        let (asked, ask) = AsyncStream.makeStream(of: Void.self)
        let server = try LoopbackServer { _ in
            ask.yield()
            return .never
        }
        let first = Task { await loop.failure(server.url("/"), limits: patient) }
        for await _ in asked { break }
        let second = Task { await loop.failure(server.url("/"), limits: patient) }
        #expect(await loop.turned())
        second.cancel()
        #expect(await second.value?.kind == .cancelled)
        first.cancel()
        #expect(await first.value?.kind == .cancelled)
        #expect(server.requests.count == 1)
    }
}
