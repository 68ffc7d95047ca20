import Foundation
import Testing

@testable import Timeline

@Suite struct ClaimTests {
    private let workshop: Workshop
    private let noon = Workshop.noon

    init() throws { workshop = try Workshop() }

    private func claim(
        at now: Date,
        limit: Int = 10,
        busy: Set<String> = [],
        gap: Duration = .seconds(2)
    ) async throws -> DueFeeds {
        try await workshop.store.claimDue(ClaimRequest(now: now, limit: limit, busyHosts: busy, hostGap: gap))
    }

    @Test func claimMovesTheNextPollBeforeTheRequestIsSent() async throws {
        try await workshop.declare("https://a.org/feed")
        let due = try await claim(at: noon + 5)
        #expect(due.feeds.map(\.nextPollAt) == [noon])
        #expect(due.feeds.map(\.lastAttemptAt) == [nil])
        let feed = try await workshop.feed("https://a.org/feed")
        #expect(feed.lastAttemptAt == noon + 5)
        #expect(feed.nextPollAt == noon + 5 + 3_600)
    }

    @Test func restartPollsNothingEarly() async throws {
        try await workshop.declare("https://a.org/feed")
        #expect(try await claim(at: noon).feeds.count == 1)
        await workshop.store.close()
        for restart in 1...20 {
            let now = noon + Double(restart) * 3
            let store = try TimelineStore(path: workshop.path, now: now)
            try await store.declare(.news(["https://a.org/feed"]), at: now)
            let due = try await store.claimDue(ClaimRequest(now: now, limit: 10))
            #expect(due.feeds.isEmpty)
            #expect(due.nextAt == noon + 3_600)
            await store.close()
        }
    }

    @Test func takesOneFeedAHostAndTellsWhenTheNextMayCome() async throws {
        try await workshop.declare("https://a.org/1", "https://a.org/2", "https://b.org/1")
        let first = try await claim(at: noon)
        #expect(Set(first.feeds.map(\.host)) == ["a.org", "b.org"])
        let second = try await claim(at: noon + 1)
        #expect(second.feeds.isEmpty)
        #expect(second.nextAt == noon + 2)
        #expect(try await claim(at: noon + 2).feeds.map(\.url) == ["https://a.org/2"])
    }

    @Test func leavesBusyHostsAlone() async throws {
        try await workshop.declare("https://a.org/1", "https://b.org/1")
        #expect(try await claim(at: noon, busy: ["a.org"]).feeds.map(\.host) == ["b.org"])
    }

    @Test func filesHaveNoHostToSpare() async throws {
        try await workshop.declare("/srv/one.xml", "/srv/two.xml")
        #expect(try await claim(at: noon).feeds.count == 2)
    }

    @Test func heldHostRestsUntilTheLatestMomentNamed() async throws {
        try await workshop.declare("https://a.org/1", "https://b.org/1")
        try await workshop.store.hold(host: "a.org", until: noon + 900)
        try await workshop.store.hold(host: "a.org", until: noon + 60)
        let due = try await claim(at: noon + 100)
        #expect(due.feeds.map(\.host) == ["b.org"])
        #expect(due.nextAt == noon + 900)
        #expect(try await claim(at: noon + 900).feeds.map(\.host) == ["a.org"])
    }

    @Test func longestDueComesFirstAndTheLimitHolds() async throws {
        try await workshop.declare("https://a.org/1", at: noon + 30)
        try await workshop.declare("https://a.org/1", "https://b.org/1", at: noon + 20)
        try await workshop.declare("https://a.org/1", "https://b.org/1", "https://c.org/1", at: noon + 10)
        let due = try await claim(at: noon + 60, limit: 2)
        #expect(due.feeds.map(\.host) == ["c.org", "b.org"])
        #expect(due.nextAt == noon + 60)
    }

    @Test func nothingScheduledMeansNoNextMoment() async throws {
        let due = try await claim(at: noon)
        #expect(due == DueFeeds(feeds: [], nextAt: nil))
    }

    @Test func takesEachFeedOnceWhetherDueOrNot() async throws {
        try await workshop.declare("https://a.org/1", "https://a.org/2", "https://b.org/1")
        _ = try await claim(at: noon)
        let start = noon + 60
        var request = ClaimRequest(now: start, limit: 10, hostGap: .seconds(2))
        request.onlyIfNotAttemptedSince = start
        var seen: [String] = []
        var end: Date?
        for second in 0..<10 {
            request.now = start + Double(second)
            let due = try await workshop.store.claimDue(request)
            seen += due.feeds.map(\.url)
            end = due.nextAt
        }
        #expect(seen.sorted() == ["https://a.org/1", "https://a.org/2", "https://b.org/1"])
        #expect(end == nil)
    }

    @Test func pausedAndGoneFeedsAreLeftAlone() async throws {
        let ids = try await workshop.declare("https://a.org/1", "https://b.org/1")
        _ = try await workshop.store.setState(.paused, feedURL: "https://a.org/1", at: noon)
        let gone = FeedFailure(kind: "gone", detail: "taken down", count: 1, since: noon)
        _ = try await workshop.store.record(
            Refresh(feedID: ids[1], at: noon, nextPollAt: noon, outcome: .gone(gone))
        )
        #expect(try await claim(at: noon + 86_400) == DueFeeds(feeds: [], nextAt: nil))
    }

    @Test(arguments: [
        (Claim.dueSQL, "feed USING COVERING INDEX feed_due (next_poll_at<?)"),
        (Claim.notAttemptedSQL, "feed USING COVERING INDEX feed_attempt (last_attempt_at<?)"),
        (Claim.nextSQL, "feed USING COVERING INDEX feed_due (next_poll_at>?)"),
    ])
    func claimReadsOnlyWhatIsDue(sql: String, search: String) async throws {
        let plan = try await workshop.plan(of: sql)
        #expect(plan.contains("SEARCH \(search)"))
        #expect(!plan.contains("SCAN"))
        #expect(!plan.contains("TEMP B-TREE"))
    }
}
