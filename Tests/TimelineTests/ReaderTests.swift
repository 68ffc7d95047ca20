import Foundation
import GRDB
import TestSupport
import Testing

@testable import Timeline

@Suite struct ReaderTests {
    private let workshop: Workshop
    private let noon = Workshop.noon

    init() throws { workshop = try Workshop() }

    @Test func pagesThroughPostsBothWays() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        let ids = try await workshop.record((1...10).map { NewItem.posted($0) }, of: id).map(\.id)
        let first = try await workshop.reader.posts(PostQuery(limit: 4))
        #expect(first.map(\.id) == ids.reversed().prefix(4).map { $0 })
        let older = try await workshop.reader.posts(PostQuery(profileID: 1, olderThan: first.last?.id, limit: 4))
        #expect(older.map(\.text) == ["Text 6", "Text 5", "Text 4", "Text 3"])
        let newer = try await workshop.reader.posts(PostQuery(newerThan: older.first?.id, limit: 2))
        #expect(newer.map(\.text) == ["Text 8", "Text 7"])
        #expect(try await workshop.reader.posts(PostQuery(profileID: 99)).isEmpty)
    }

    @Test func showsOnlyWhatIsPublicUnlessAsked() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record(
            [.posted(1), .posted(2, audience: .followers), .posted(3, audience: .direct)],
            of: id
        )
        #expect(try await workshop.reader.posts(PostQuery()).map(\.text) == ["Text 1"])
        #expect(try await workshop.reader.posts(PostQuery(audience: .followers)).map(\.text) == ["Text 2"])
        #expect(try await workshop.reader.posts(PostQuery(audience: nil)).count == 2)
    }

    @Test func postCarriesWhereItCameFrom() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        let item = NewItem(1, .post("Text"), publishedAt: noon - 60)
        let posted = try #require(try await workshop.record([item], of: id).first)
        let post = try #require(try await workshop.reader.post(id: posted.id))
        #expect(post == posted)
        #expect(post.feedURL == "https://a.org/feed" && post.itemGUID == "guid-1" && post.profileName == "news")
        #expect(post.publishedAt == noon - 60 && post.createdAt == noon && post.itemID == 1)
        #expect(try await workshop.reader.post(id: 1) == nil)
    }

    @Test func summarisesProfilesAndFeeds() async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        try await workshop.record([.posted(1), NewItem(2, .baseline)], of: ids[0])
        try await workshop.record([NewItem(3, .held(until: nil))], of: ids[1], at: noon + 60)
        let failure = FeedFailure(kind: "dns", detail: "unknown host", count: 1, since: noon)
        _ = try await workshop.store.record(
            Refresh(feedID: ids[1], at: noon, nextPollAt: noon - 1, outcome: .failed(failure))
        )
        let profile = try #require(try await workshop.reader.profiles().first)
        #expect(profile.postCount == 1 && profile.lastPostAt == noon)
        let feeds = try await workshop.reader.feeds()
        #expect(feeds.map(\.posts) == [1, 0] && feeds.map(\.waiting) == [0, 1])
        #expect(feeds.map(\.profileName) == ["news", "news"])
        let counts = try await workshop.reader.counts(at: noon)
        #expect(counts.posts == 1 && counts.items == 3 && counts.feeds == 2 && counts.failing == 1)
        #expect(counts.waiting == 1 && counts.overdue == 1 && counts.feedsByState == [.active: 2])
        #expect(counts.databaseBytes > 0 && counts.walBytes > 0 && counts.deliveriesByState.isEmpty)
    }

    @Test func countsFeedsThatRest() async throws {
        try await workshop.declare("https://a.org/feed", "https://b.org/feed", "https://c.org/feed")
        _ = try await workshop.store.setState(.paused, feedURL: "https://b.org/feed", at: noon)
        try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        let counts = try await workshop.reader.counts(at: noon)
        #expect(counts.feeds == 2 && counts.feedsByState == [.active: 1, .paused: 1])
    }

    @Test(arguments: [
        (TimelineReader.restingSQL, "feed USING COVERING INDEX feed_resting"),
        (TimelineReader.failingSQL, "feed USING INDEX feed_failing (state=? AND is_declared=?)"),
        (TimelineReader.overdueSQL, "feed USING COVERING INDEX feed_due (next_poll_at<?)"),
        (TimelineStore.longOverdueSQL, "feed USING INDEX feed_due (next_poll_at<?)"),
        (TimelineStore.clampNextSQL[0], "feed USING INDEX feed_due (next_poll_at>?)"),
        (TimelineStore.clampNextSQL[1], "feed USING INDEX feed_resting"),
        (TimelineStore.clampLastSQL[0], "feed USING INDEX feed_attempt (last_attempt_at>?)"),
        (TimelineStore.clampLastSQL[1], "feed USING INDEX feed_resting"),
    ])
    func looksAtNoMoreFeedsThanItHasTo(sql: String, access: String) async throws {
        let plan = try await workshop.plan(of: sql)
        #expect(plan.contains(access))
        #expect(!plan.contains("TEMP B-TREE"))
    }

    @Test func explainsAnItemByEverythingThatPeopleNameItBy() async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        try await workshop.record([NewItem(5, .baseline)], of: ids[0])
        let post = try #require(
            try await workshop.record([NewItem(9, .post("Nine"), title: "Über 100%_ Öl")], of: ids[1]).first
        )
        for query in [
            ItemQuery(text: "https://example.org/9"), ItemQuery(text: "guid-9"), ItemQuery(text: "Über 100%_ Öl"),
            ItemQuery(text: "100%_"), ItemQuery(text: "?", linkHash: ItemAlias.link(9).hash),
            ItemQuery(text: "?", postID: post.id),
        ] {
            let found = try await workshop.reader.history(of: query)
            #expect(found.map(\.item.guid) == ["guid-9"], "\(query)")
            #expect(found.first?.post == post && found.first?.feedURL == "https://b.org/feed")
            #expect(found.first?.aliasKinds == [.guid, .link] && found.first?.profileName == "news")
        }
        #expect(try await workshop.reader.history(of: ItemQuery(text: "10%")).isEmpty)
    }

    @Test func explainsADuplicateByThePostThatItRepeats() async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        let link = ItemAlias.link(9).hash
        let post = try #require(try await workshop.record([.posted(9, linkHash: link)], of: ids[0]).first)
        try await workshop.record([.posted(9, linkHash: link)], of: ids[1])
        let histories = try await workshop.reader.history(of: ItemQuery(text: "?", linkHash: link))
        #expect(histories.map(\.item.decision) == [.duplicate, .posted])
        #expect(histories.map(\.post) == [post, post])
    }

    @Test func readingLeavesNoTrace() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1)], of: id)
        // As after a crash: a database and the log that nobody has folded into it.
        let place = try TemporaryDirectory()
        let copy = place.path("copy.sqlite")
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: workshop.path + suffix, toPath: copy + suffix)
        }
        func state() throws -> [[FileAttributeKey: String]] {
            try ["", "-wal"].map { suffix in
                let attributes = try FileManager.default.attributesOfItem(atPath: copy + suffix)
                let keys: [FileAttributeKey] = [.size, .modificationDate, .systemFileNumber]
                return Dictionary(uniqueKeysWithValues: keys.map { ($0, "\(attributes[$0] as Any)") })
            }
        }
        let before = try state()
        do {
            let reader = try TimelineReader(path: copy)
            #expect(try await reader.posts(PostQuery()).map(\.text) == ["Text 1"])
            await #expect(throws: TimelineError.self) {
                try await reader.read { db in try db.execute(sql: "DELETE FROM host") }
            }
            await #expect(throws: TimelineError.self) {
                try await reader.read { db in
                    _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                    try db.checkpoint(.full)
                }
            }
            reader.close()
        }
        #expect(try state() == before)
    }

    @Test func seesWhatIsCommittedWhileTheWriterGoesOn() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        let reader = try TimelineReader(path: workshop.path)
        for number in 1...5 {
            try await workshop.record([.posted(UInt64(number))], of: id)
            #expect(try await reader.counts(at: noon).posts == number)
        }
    }

    @Test func cancelledReadIsCancelled() async throws {
        let reader = workshop.reader
        let task = Task {
            while true { _ = try await reader.feeds() }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }
}
