import Foundation
import GRDB
import Testing

@testable import Timeline

@Suite struct ShortLinkTests {
    private let workshop: Workshop
    private let noon = Workshop.noon
    private let link = ShortLink(code: "0123456789a", target: "https://example.org/a?b=%20")

    init() throws { workshop = try Workshop() }

    private func feed() async throws -> Int64 { try await workshop.declare("https://a.org/feed")[0] }

    /// An item whose post has a short link.
    private func announced(
        _ number: UInt64,
        by link: ShortLink,
        linkHash: ItemAlias.Hash? = nil
    ) -> NewItem {
        let post = NewPost(
            text: "Text \(number) https://news.org/l/\(link.code)",
            link: link.target,
            shortLink: link,
            linkHash: linkHash,
            title: nil,
            language: nil
        )
        return NewItem(number, Verdict(.posted, reason: "it is new", post: post))
    }

    private func click(_ people: Int, _ bots: Int = 0, on day: Day, code: String? = nil) async throws {
        let clicks = Clicks(people: people, bots: bots)
        try await workshop.store.add([DailyClicks(code: code ?? link.code, day: day, clicks: clicks)])
    }

    @Test func aPostAndItsLinkAreStoredTogether() async throws {
        let posts = try await workshop.record([announced(1, by: link), .posted(2)], of: feed())
        #expect(try await workshop.reader.posts(PostQuery()).map(\.shortCode) == [nil, link.code])
        #expect(posts.map(\.shortCode) == [link.code, nil])
        #expect(posts.first?.link == link.target)
        #expect(try await workshop.reader.shortLink(code: link.code) == link)
        #expect(try await workshop.reader.shortLink(code: "0123456789A") == nil)
    }

    @Test func aPostThatIsEditedCountsTheClicksOnItsNewLink() async throws {
        try await workshop.store.addAccount("ana", profiles: [], password: nil, at: noon)
        let ana = Author(profileID: try #require(try await workshop.reader.profile(named: "ana")).id)
        let site = "https://news.org"
        func draft(_ page: String) -> PostDraft {
            PostDraft(text: "Read https://example.org/\(page)/" + String(repeating: "long", count: 40))
        }
        let id = try await workshop.store.publish(draft("a"), as: ana, site: site, at: noon)
        let first = try #require(try await workshop.reader.post(id: id))
        try await workshop.store.edit(id, to: draft("b"), as: ana, site: site, at: noon + 60)
        let second = try #require(try await workshop.reader.post(id: id))
        let code = try #require(second.shortCode)
        #expect(code != first.shortCode && second.text.contains(code))
        #expect(try await workshop.reader.shortLink(code: code)?.target == second.link)
        #expect(second.link?.hasPrefix("https://example.org/b/") == true)
        // Without a link of its own it goes on counting those on the last one.
        try await workshop.store.edit(id, to: PostDraft(text: "Read"), as: ana, site: site, at: noon + 120)
        #expect(try await workshop.reader.post(id: id)?.shortCode == code)
    }

    @Test func aCodeThatLeadsElsewhereRefusesTheItem() async throws {
        let other = ShortLink(code: link.code, target: "https://example.org/other")
        let id = try await feed()
        try await workshop.record([announced(1, by: link)], of: id)
        try await workshop.record([announced(2, by: other), .posted(3)], of: id)
        #expect(
            try await workshop.reader.posts(PostQuery()).map(\.text) == [
                "Text 3", "Text 1 https://news.org/l/0123456789a",
            ]
        )
        #expect(try await workshop.reader.shortLink(code: link.code) == link)
        let refused = try await workshop.reader.history(of: ItemQuery(text: "guid-2")).first?.item
        #expect(refused?.decision == .refused)
        #expect(refused?.reason == "its short link /l/0123456789a leads to another article already")
    }

    @Test func anArticleThatWasAnnouncedBeforeLeavesNoLink() async throws {
        let id = try await feed()
        let hash = ItemAlias.Hash(high: 1, low: 2)
        try await workshop.record([.posted(1, linkHash: hash)], of: id)
        try await workshop.record([announced(2, by: link, linkHash: hash)], of: id)
        #expect(try await workshop.reader.shortLink(code: link.code) == nil)
    }

    @Test func clicksAddUpByDayAndByPostAndOutliveTheProcess() async throws {
        let posts = try await workshop.record([announced(1, by: link), .posted(2)], of: feed())
        let today = Day(noon)
        try await click(2, 1, on: today)
        try await click(3, on: today.before(1))
        try await click(1, 4, on: today)
        await workshop.store.close()
        let store = try TimelineStore(path: workshop.path, now: noon)
        #expect(
            try await store.reader.clicks(ofPosts: posts.map(\.id) + [7]) == [posts[0].id: Clicks(people: 6, bots: 5)]
        )
        #expect(
            try await store.reader.clicks(byDayOf: link.code) == [
                DailyClicks(code: link.code, day: today.before(1), clicks: Clicks(people: 3)),
                DailyClicks(code: link.code, day: today, clicks: Clicks(people: 3, bots: 5)),
            ]
        )
        await store.close()
    }

    @Test func aPostThatNobodyClickedHasNoClicksAndNotNone() async throws {
        let posts = try await workshop.record([announced(1, by: link)], of: feed())
        #expect(try await workshop.reader.clicks(ofPosts: posts.map(\.id)) == [posts[0].id: Clicks()])
        #expect(try await workshop.reader.clicks(byDayOf: link.code).isEmpty)
    }

    @Test func clicksOfAFeedAreThoseOnItsPostsAndEachLinkIsCountedOnce() async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed", "https://c.org/feed")
        let second = ShortLink(code: "abcdefghijk", target: "https://example.org/second")
        let third = ShortLink(code: "ABCDEFGHIJK", target: "https://example.org/third")
        try await workshop.record(
            [announced(1, by: link), announced(2, by: link), announced(3, by: second)],
            of: ids[0]
        )
        try await workshop.record([announced(4, by: third)], of: ids[1])
        try await workshop.record([.posted(5)], of: ids[2])
        let today = Day(noon)
        try await click(1, on: today)
        try await click(10, 2, on: today.before(29))
        try await click(100, on: today.before(30))
        try await click(1_000, on: today, code: second.code)
        #expect(
            try await workshop.reader.clicksByFeed(since: today.before(29)) == [
                ids[0]: FeedClicks(recent: Clicks(people: 1_011, bots: 2), total: Clicks(people: 1_111, bots: 2)),
                ids[1]: FeedClicks(recent: Clicks(), total: Clicks()),
            ]
        )
        #expect(
            try await workshop.plan(of: TimelineReader.clicksByFeedSQL).contains("post USING INDEX post_short_code")
        )
    }

    @Test(
        arguments: [
            (0, 0), (86_399.999, 0), (86_400, 1), (-1, -1), (1_795_000_000, 20_775),
        ] as [(TimeInterval, Int)]
    )
    func aDayBeginsAtMidnightInUTC(seconds: TimeInterval, number: Int) {
        #expect(Day(Date(timeIntervalSince1970: seconds)).number == number)
    }

    /// A redirect relies on it that nothing else is ever stored.
    @Test(arguments: [
        "javascript:alert(1)", "//evil.example", "http://", "ftp://example.org/",
        "https://example.org/\r\nSet-Cookie: a=b",
        "https://example.org/a b", "https://example.org/é", "https://example.org/\u{7F}", " https://example.org/",
    ])
    func onlyAWebAddressOfVisibleASCIICanBeATarget(target: String) async throws {
        let id = try await feed()
        let item = announced(1, by: ShortLink(code: link.code, target: target))
        let error = await #expect(throws: TimelineError.self) { try await workshop.record([item], of: id) }
        #expect(error?.kind == .invalid)
    }

    @Test(arguments: [
        "UPDATE short_link SET code = '0123456789'",
        "UPDATE short_link SET code = '0123456789-'",
        "UPDATE short_link SET profile_id = 9",
        "DELETE FROM short_link",
        "UPDATE post SET short_code = 'abcdefghijk'",
        "INSERT INTO click_count VALUES ('abcdefghijk', 1, 1, 0)",
        "INSERT INTO click_count VALUES ('0123456789a', 1, -1, 0)",
        "INSERT INTO click_count VALUES ('0123456789a', 'today', 1, 0)",
    ])
    func refuses(_ sql: String) async throws {
        try await workshop.record([announced(1, by: link)], of: feed())
        let error = await #expect(throws: TimelineError.self) {
            try await workshop.store.write { db in try db.execute(sql: sql) }
        }
        #expect(error?.kind == .invalid)
    }
}
