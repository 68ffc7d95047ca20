import Bridge
import Foundation
import Logging
import TestSupport
import Testing
import Timeline
import Transfer
import Web

@testable import feedline

/// What the watchdog bites for, and what not.
@Suite struct HealthTests {
    private let clock = TestClock()
    private let folder: TemporaryDirectory
    private let store: TimelineStore
    private let transfer = TransferLoop()
    private let health: Health

    init() throws {
        folder = try TemporaryDirectory()
        store = try TimelineStore(path: folder.path("health.sqlite"), now: clock.date)
        try folder.write(#"{ "profiles": { "news": {} }, "feeds": [] }"#, to: "feeds.json")
        let bridge = FeedBridge(
            configuration: try Configuration.load(path: folder.path("feeds.json")),
            store: store,
            fetch: { [transfer] request throws(TransferError) in try await transfer.perform(request) },
            now: clock.now,
            dice: { 0 },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        health = Health(bridge: bridge, store: store, transfer: transfer)
    }

    private func reason() async -> String? {
        if case .failing(let reason) = await health.life(at: clock.date) { reason } else { nil }
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
