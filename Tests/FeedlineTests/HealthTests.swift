import Foundation
import Logging
import TestSupport
import Testing
import Timeline
import Transfer
import Web

@testable import Bridge
@testable import feedline

/// What the watchdog bites for, and what not.
@Suite struct HealthTests {
    private let clock = TestClock()
    private let folder: TemporaryDirectory
    private let store: TimelineStore
    private let transfer = TransferLoop()
    private let bridge: FeedBridge
    private let health: Health

    init() throws {
        folder = try TemporaryDirectory()
        store = try TimelineStore(path: folder.path("health.sqlite"), now: clock.date)
        try folder.write(
            #"{ "profiles": { "news": {} }, "feeds": [{ "url": "https://feed.example.org/" }] }"#,
            to: "feeds.json"
        )
        let bridge = FeedBridge(
            configuration: try Configuration.load(path: folder.path("feeds.json")),
            store: store,
            fetch: { [transfer] request throws(TransferError) in try await transfer.perform(request) },
            now: clock.now,
            dice: { 0 },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        self.bridge = bridge
        health = Health(bridge: bridge, store: store, transfer: transfer)
    }

    private func reason() async -> String? {
        if case .failing(let reason) = await health.life(at: clock.date) { reason } else { nil }
    }

    /// The scheduler goes round, and polls nothing.
    private func readiness(after seconds: TimeInterval) async throws -> HealthReport {
        clock.advance(by: seconds)
        bridge.scheduler.pulse.beat(at: clock.date)
        return await health.readiness(at: clock.date)
    }

    @Test func pollingThatStallsIsNotReadyButAlive() async throws {
        try await bridge.declare()
        #expect(try await readiness(after: 899) == .ok)
        let report = try await readiness(after: 61)
        #expect(report == .failing("polling stalls: a feed has been due for 16 minutes, and nothing was polled for 16"))
        #expect(await health.judge(at: clock.date) == .ok)
        bridge.scheduler.pulse.poll(at: clock.date)
        #expect(try await readiness(after: 1) == .ok)
        await store.close()
        await transfer.shutDown()
    }

    @Test func serversThatAreLeftAloneAreNoStall() async throws {
        try await bridge.declare()
        try await store.hold(host: "feed.example.org", until: clock.date + 7_200)
        #expect(try await readiness(after: 7_000) == .ok)
        #expect(try await readiness(after: 1_200) != .ok)
        await store.close()
        await transfer.shutDown()
    }

    @Test func feedsThatAreNotDueAreNoStall() async throws {
        #expect(try await readiness(after: 86_400) == .ok)
        await store.close()
        await transfer.shutDown()
    }

    /// 20 seconds, also where somebody has set the clock back meanwhile.
    @Test(arguments: [(19.0, false), (21, true), (-19, false), (-21, true), (-86_400, true)])
    func aSchedulerThatHangsIsDead(seconds: TimeInterval, isDead: Bool) async {
        clock.advance(by: seconds)
        #expect(await reason()?.contains("scheduler") == (isDead ? true : nil))
        await store.close()
        await transfer.shutDown()
    }

    @Test func aTransferLoopThatHasStoppedIsDead() async {
        #expect(await reason() == nil)
        await transfer.shutDown()
        #expect(await reason()?.contains("transfer loop") == true)
        await store.close()
    }

    @Test func aStoreThatTakesNoWritesIsDead() async {
        await store.close()
        #expect(await reason()?.contains("store") == true)
        await transfer.shutDown()
    }
}
