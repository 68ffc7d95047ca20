import Foundation
import TestSupport
import Testing

@testable import Timeline

@Suite struct RetentionTests {
    private let workshop: Workshop
    private let noon = Workshop.noon
    private static let day: TimeInterval = 86_400

    init() throws { workshop = try Workshop() }

    private func days(_ count: Int) -> Date { noon + TimeInterval(count) * Self.day }

    @Test func readNotificationsGoAfterHalfAYearAndOthersAfterTwo() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        var people: [Int64] = []
        for name in ["ana", "ben", "cam"] {
            try await workshop.store.addAccount(name, profiles: [], password: nil, at: noon)
            people.append(try #require(try await workshop.reader.profile(named: name)).id)
        }
        // Two are told of two posts each, half a year apart; one of them has read of the first.
        let feed = try #require(try await workshop.reader.profile(named: "news")).id
        for reader in people.prefix(2) {
            try await workshop.store.follow(feed, by: reader, notifies: true, at: noon)
        }
        try await workshop.record([.posted(1)], of: id)
        let first = try #require(
            try await workshop.ask("SELECT max(id) FROM notification WHERE profile_id = \(people[0])").first?.first
        )
        _ = try await workshop.store.mark(
            .notifications,
            readUpTo: try #require(Int64(first)),
            by: people[0],
            at: noon
        )
        try await workshop.record([.posted(2)], of: id, at: days(100))
        func told() async throws -> [[String]] {
            try await workshop.ask(
                "SELECT count(*) FROM notification WHERE kind = 'status' GROUP BY profile_id ORDER BY profile_id"
            )
        }
        let all = try await told()
        try await workshop.store.forgetOld(at: days(179))
        #expect(try await told() == all)
        #expect(try await workshop.store.forgetOld(at: days(181)) == 1)
        #expect(try await told() == [["1"], ["2"]])
        try await workshop.store.forgetOld(at: days(731))
        #expect(try await told() == [["1"], ["1"]])
        try await workshop.store.forgetOld(at: days(900))
        #expect(try await told().isEmpty)
    }

    @Test func oldClicksBecomeOneFigureForFourWeeksAndNoneIsLost() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        let link = ShortLink(to: "https://example.org/1", by: "news")
        var item = NewItem.posted(1)
        item.verdict.post?.shortLink = link
        let post = try #require(try await workshop.record([item], of: id).first)
        let today = Day(noon)
        let clicks = (0..<700).map { day in
            DailyClicks(code: link.code, day: today.before(day), clicks: Clicks(people: 2, bots: 1))
        }
        try await workshop.store.add(clicks)
        let before = try await workshop.reader.clicks(ofPosts: [post.id])
        #expect(try await workshop.store.forgetOld(at: noon) > 250)
        #expect(try await workshop.reader.clicks(ofPosts: [post.id]) == before)
        let days = try await workshop.reader.clicks(byDayOf: link.code)
        #expect(days.suffix(401).map(\.day) == (0...400).map(today.before).reversed())
        #expect(days.count < 401 + 12)
        #expect(try await workshop.store.forgetOld(at: noon) == 0)
    }

    @Test func whatAnItemIsKnownByIsKeptForEver() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1), NewItem(2, .baseline)], of: id)
        try await workshop.store.forgetOld(at: days(10_000))
        try await workshop.store.maintain(at: days(10_000))
        #expect(try await workshop.record([.posted(1), .posted(2)], of: id, at: days(10_000)).isEmpty)
    }
}
