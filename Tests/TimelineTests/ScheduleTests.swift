import Foundation
import Testing

@testable import Timeline

@Suite struct ScheduleTests {
    private let workshop: Workshop
    private let noon = Workshop.noon

    init() throws { workshop = try Workshop() }

    private func poll(_ url: String, next: Date) async throws {
        let due = try await workshop.store.claimDue(ClaimRequest(now: noon, limit: 100))
        for feed in due.feeds {
            _ = try await workshop.store.record(
                Refresh(feedID: feed.id, at: noon, nextPollAt: next, outcome: .changed(nil))
            )
        }
    }

    @Test func longOverdueFeedsAreSpreadOverTheWindow() async throws {
        let urls = (0..<100).map { "https://host\($0).org/feed" }
        try await workshop.store.declare(.news(urls), at: noon)
        try await poll("", next: noon + 3_600)
        try await workshop.store.declare(.news(urls + ["https://new.org/feed"]), at: noon + 9_000)
        let now = noon + 10_000
        let dice = Locked(0.0)
        let roll = { @Sendable in
            dice.withLock { dice in
                defer { dice += 0.01 }
                return dice
            }
        }
        var signs = 0
        let count = try await workshop.store.spreadOverdue(at: now, within: .seconds(600), dice: roll) { signs += 1 }
        #expect(count == 100 && signs == 1)
        let times = try await workshop.reader.feeds().filter { $0.feed.host != "new.org" }.map(\.feed.nextPollAt)
        #expect(times.min() == now)
        #expect(times.allSatisfy { $0 >= now && $0 < now + 600 })
        #expect(Set(times).count == 100)
        #expect(try await workshop.feed("https://new.org/feed").nextPollAt == noon + 9_000)
    }

    @Test func clockThatWasAheadHoldsNothingBack() async throws {
        let year = 365.0 * 86_400
        try await workshop.declare("https://a.org/feed")
        let ahead = noon + year
        _ = try await workshop.store.claimDue(ClaimRequest(now: ahead, limit: 1, hostGap: .seconds(2)))
        try await workshop.store.hold(host: "a.org", until: ahead + 60)
        try await workshop.store.clampFuture(at: noon, cap: .seconds(7 * 86_400))
        let feed = try await workshop.feed("https://a.org/feed")
        #expect(feed.nextPollAt == noon + 3_600)
        #expect(feed.lastAttemptAt == noon)
        let due = try await workshop.store.claimDue(ClaimRequest(now: noon + 7 * 86_400, limit: 1))
        #expect(due.feeds.count == 1)
    }

    @Test func clampLeavesOrdinaryTimesAlone() async throws {
        try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        try await poll("", next: noon + 6 * 86_400)
        try await workshop.store.clampFuture(at: noon, cap: .seconds(7 * 86_400))
        #expect(try await workshop.feed("https://a.org/feed").nextPollAt == noon + 6 * 86_400)
    }

    @Test func pollNowForgivesAndRevives() async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed", "https://c.org/feed")
        let failure = FeedFailure(kind: "http-429", detail: "too often", count: 2, since: noon)
        _ = try await workshop.store.record(
            Refresh(feedID: ids[0], at: noon, nextPollAt: noon + 99_999, outcome: .failed(failure))
        )
        try await workshop.store.hold(host: "a.org", until: noon + 99_999)
        _ = try await workshop.store.record(
            Refresh(feedID: ids[1], at: noon, nextPollAt: noon, outcome: .gone(failure))
        )
        _ = try await workshop.store.setState(.paused, feedURL: "https://c.org/feed", at: noon)

        #expect(try await workshop.store.pollNow(feedURL: "https://b.org/feed", at: noon + 60) == 1)
        #expect(try await workshop.feed("https://b.org/feed").state == .active)
        #expect(try await workshop.store.pollNow(feedURL: nil, at: noon + 60) == 2)
        #expect(try await workshop.store.pollNow(feedURL: "https://nowhere.org", at: noon + 60) == 0)
        let due = try await workshop.store.claimDue(ClaimRequest(now: noon + 60, limit: 10))
        #expect(Set(due.feeds.map(\.id)) == [ids[0], ids[1]])
        #expect(due.feeds.allSatisfy { $0.failure == nil })
    }

    @Test func releasedItemsAreDueAtOnce() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record(
            [NewItem(1, .held(until: nil)), NewItem(2, .held(until: nil)), NewItem(3, .held(until: noon + 999))],
            of: id
        )
        #expect(try await workshop.store.releaseHeld(feedURL: "https://a.org/feed", at: noon + 60) == 2)
        #expect(try await workshop.store.releaseHeld(feedURL: "https://a.org/feed", at: noon + 60) == 0)
        #expect(try await workshop.reader.waitingItems(feedID: id).map(\.dueAt) == [noon + 60, noon + 60, noon + 999])
        #expect(try await workshop.feed("https://a.org/feed").nextPollAt == noon + 60)
    }

    @Test func unknownFeedCannotBePaused() async throws {
        #expect(try await !workshop.store.setState(.paused, feedURL: "https://nowhere.org", at: noon))
    }

    @Test func upkeepForgetsHostsThatRestNoMoreAndNothingElse() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1), NewItem(2, .baseline), NewItem(3, .held(until: nil))], of: id)
        try await workshop.store.hold(host: "past.org", until: noon)
        try await workshop.store.hold(host: "future.org", until: noon + 999)
        let tables = ["feed", "item", "item_alias", "post", "profile"]
        var before: [[[String]]] = []
        for table in tables { before.append(try await workshop.ask("SELECT * FROM \(table)")) }
        try await workshop.store.maintain(at: noon + 60)
        #expect(try await workshop.ask("SELECT name FROM host") == [["\"future.org\""]])
        for (table, rows) in zip(tables, before) {
            #expect(try await workshop.ask("SELECT * FROM \(table)") == rows)
        }
    }

    @Test func upkeepCutsALogThatGrewLarge() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        // A reader that does not end keeps the log from starting over.
        let gate = DispatchSemaphore(value: 0)
        let reader = workshop.reader
        async let view: Void = reader.read { db in
            _ = try ItemIndex(db, feedID: id).items(for: [.guid(1)])
            gate.wait()
        }
        let draft = Data(repeating: 1, count: 1 << 20)
        let held = Verdict(.held, reason: "large", draft: draft)
        for number in 0..<20 { try await workshop.record([NewItem(UInt64(number), held)], of: id) }
        gate.signal()
        try await view
        #expect(try await reader.counts(at: noon).walBytes > 16 << 20)
        try await workshop.store.maintain(at: noon)
        #expect(try await reader.counts(at: noon).walBytes == 0)
    }

    @Test func writerProvesThatItAnswers() async throws {
        try await workshop.store.proveAlive()
    }
}
