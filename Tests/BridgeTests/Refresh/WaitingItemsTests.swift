import Foundation
import TestSupport
import Testing
import Timeline

@testable import Bridge

/// Items that wait while their source changes its mind, fails or goes.
@Suite struct WaitingItemsTests {
    /// A feed that was read once, with five items waiting for room.
    private func crowded() async throws -> (feed: GrowingFeed, room: Newsroom) {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url) { $0.maxPerPoll = 1 }
        try await room.pollAll()
        feed.change { $0.titles += ["Two", "Three", "Four", "Five", "Six"] }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        return (feed, room)
    }

    @Test func overflowComesOnePollAtATimeAndNotAllAtOnce() async throws {
        let (feed, room) = try await crowded()
        let asked = feed.server.requests.count
        for _ in 0..<30 {
            room.clock.advance(by: 10)
            try await room.pollDue()
        }
        #expect(feed.server.requests.count == asked)
        #expect(try await room.posts().count == 2)
        await room.close()
    }

    @Test func overflowIsPostedThoughItLeftTheDocument() async throws {
        let (feed, room) = try await crowded()
        feed.change { $0.titles = ["One", "Seven"] }
        for _ in 0..<8 {
            room.clock.advance(by: 4_000)
            try await room.pollDue()
        }
        #expect(try await room.posts().map { $0.prefix(3) } == ["One", "Two", "Thr", "Fou", "Fiv", "Six", "Sev"])
        await room.close()
    }

    @Test func overflowIsPostedThoughItsFeedIsGone() async throws {
        let (feed, room) = try await crowded()
        feed.change { $0.reply = LoopbackReply(410) }
        for _ in 0..<20 {
            room.clock.advance(by: 90_000)
            try await room.pollDue()
        }
        #expect(try await room.posts().count == 6)
        #expect(try await room.feed().state == .gone)
        await room.close()
    }

    @Test func failingFeedIsNotAskedInALoopBecauseAnItemIsDue() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url) { $0.delay = .seconds(600) }
        try await room.pollAll()
        feed.change { $0.titles.append("Two") }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        feed.change { $0.reply = LoopbackReply(500) }
        let asked = feed.server.requests.count
        for _ in 0..<60 {
            room.clock.advance(by: 60)
            try await room.pollDue()
        }
        #expect(feed.server.requests.count == asked + 1)
        // The second failure in a row: its source had its chance.
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.posts().count == 2)
        await room.close()
    }

    @Test func hostThatSaysItIsAskedTooOftenRestsForAsLongAsItSays() async throws {
        let daily = try GrowingFeed("One")
        daily.change { $0.reply = LoopbackReply(429, headers: [("Retry-After", "60")]) }
        let room = try await Newsroom(feeds: daily.url, daily.server.url("/other"), every: .seconds(86_400))
        try await room.pollAll()
        #expect(daily.server.requests.count == 1)
        room.clock.advance(by: 70)
        try await room.pollDue()
        // The feed that was refused waits its day; the other one on the host does not.
        #expect(daily.server.requests.count == 2)
        await room.close()
    }

    @Test func firstDocumentThatBreaksOffPostsNothing() async throws {
        let feed = try GrowingFeed("One", "Two", "Three")
        feed.change {
            $0.reply = LoopbackReply(
                200,
                "<rss><channel><item><title>Three</title><guid>g-Three</guid></item><item><title>Tw"
            )
        }
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        #expect(try await room.posts().isEmpty)
        #expect(try await room.feed().failure?.kind == "truncated")
        feed.change { $0.reply = nil }
        room.clock.advance(by: 8_000)
        try await room.pollDue()
        #expect(try await room.posts() == ["Three http://example.org/Three"])
        await room.close()
    }

    @Test func feedThatAlwaysBreaksOffIsReadAllTheSame() async throws {
        let feed = try GrowingFeed("One")
        feed.change {
            $0.reply = LoopbackReply(200, "<rss><channel><item><title>One</title><guid>1</guid></item><item><ti")
        }
        let room = try await Newsroom(feeds: feed.url)
        for _ in 0..<3 {
            room.clock.advance(by: 8_000)
            try await room.pollDue()
        }
        #expect(try await room.posts() == ["One"])
        await room.close()
    }
}
