import TestSupport
import Testing
import Timeline

@testable import Bridge

/// Short links on their way from a feed into the store.
@Suite struct ShortLinkRefreshTests {
    private static let base = "https://example.org/" + String(repeating: "a", count: 150)

    private func newsroom(
        _ titles: String...,
        change: @escaping (inout FeedConfiguration) -> Void = { _ in }
    ) async throws -> (GrowingFeed, Newsroom) {
        let feed = try GrowingFeed(titles[0])
        feed.change {
            $0.titles = titles
            $0.base = Self.base
        }
        let room = try await Newsroom(feeds: feed.url) {
            $0.site = "https://news.example.org"
            change(&$0)
        }
        try await room.pollAll()
        return (feed, room)
    }

    @Test func aLongLinkIsPostedShortAndLeadsToTheArticle() async throws {
        let (_, room) = try await newsroom("One")
        let post = try #require(try await room.store.reader.posts(PostQuery()).first)
        let code = try #require(post.shortCode)
        #expect(post.text == "One https://news.example.org/l/\(code)")
        #expect(post.link == Self.base + "/One")
        #expect(
            try await room.store.reader.shortLink(code: code) == ShortLink(code: code, target: Self.base + "/One")
        )
        await room.close()
    }

    @Test func anItemThatWaitedIsShortenedByTheRulesOfTheDayOnWhichItIsPosted() async throws {
        let (feed, room) = try await newsroom("One") { $0.delay = .seconds(600) }
        feed.change { $0.titles.append("Two") }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        var configuration = room.bridge.configuration
        configuration.feeds[0].site = "https://actu.example.org"
        try await room.bridge.reload(configuration)
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        let posts = try await room.posts()
        #expect(posts.count == 2)
        #expect(posts.last?.hasPrefix("Two https://actu.example.org/l/") == true)
        await room.close()
    }

    @Test func anItemIsRefusedWithTheReasonWhereNothingCanBeShortened() async throws {
        let (_, room) = try await newsroom("One") { $0.site = nil }
        let item = try #require(try await room.store.reader.history(of: ItemQuery(text: "One")).first?.item)
        #expect(item.decision == .refused)
        #expect(item.reason.hasSuffix(#"and a post has 140; "publicURL" in "web" would let it be shortened"#))
        await room.close()
    }
}
