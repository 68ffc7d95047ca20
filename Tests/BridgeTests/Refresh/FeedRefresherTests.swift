import Foundation
import TestSupport
import Testing
import Timeline

@testable import Bridge

/// What polls over time come to, with real requests and a real store.
@Suite struct FeedRefresherTests {
    @Test func postsTheNewestItemAndThenOnlyNews() async throws {
        let feed = try GrowingFeed("One", "Two", "Three")
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        #expect(try await room.posts() == ["Three http://example.org/Three"])
        feed.change { $0.titles += ["Four", "Five"] }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.posts().map { $0.prefix(4) } == ["Thre", "Four", "Five"])
        await room.close()
    }

    @Test func sendsTheValidatorsBackByteForByte() async throws {
        let feed = try GrowingFeed("One")
        feed.change {
            $0.reply = LoopbackReply(
                200,
                headers: [("ETag", "W/\"caf\u{E9}, 1\""), ("Last-Modified", "Sunday, 22-Nov-26 09:00:00 GMT")],
                "<rss><channel><title>t</title></channel></rss>"
            )
        }
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        let second = try #require(feed.server.requests.last)
        #expect(feed.server.requests.count == 2)
        #expect(feed.server.requests[0]["If-None-Match"] == nil)
        #expect(second["If-None-Match"] == "W/\"caf\u{E9}, 1\"")
        #expect(second["If-Modified-Since"] == "Sunday, 22-Nov-26 09:00:00 GMT")
        #expect(second["Cookie"] == nil && second["Referer"] == nil)
        await room.close()
    }

    @Test func doesNotSendBackADateThatLiesAhead() async throws {
        let feed = try GrowingFeed("One")
        feed.change {
            $0.hasValidators = false
            $0.headers = [("Last-Modified", "Tue, 19 Jan 2038 03:14:07 GMT")]
        }
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(feed.server.requests.count == 2)
        #expect(feed.server.requests[1]["If-Modified-Since"] == nil)
        await room.close()
    }

    @Test func asksOnceWithoutValidatorsAfterEightDaysOf304() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url, every: .seconds(86_400))
        try await room.pollAll()
        for _ in 0..<10 {
            room.clock.advance(by: 90_000)
            try await room.pollDue()
        }
        #expect(feed.server.requests.dropFirst().count { $0["If-None-Match"] == nil } == 1)
        #expect(try await room.posts().count == 1)
        await room.close()
    }

    @Test func keepsTheOldValidatorsWhenTheDocumentIsTruncated() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        let before = try await room.feed().validators.etag
        feed.change {
            $0.reply = LoopbackReply(
                200,
                headers: [("ETag", "\"cut\"")],
                "<rss><channel><title>t</title><item><title>Whole</title><guid>w</guid></item><item><title>Ha"
            )
        }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.feed().validators.etag == before)
        #expect(try await room.posts().last == "Whole")
        feed.change {
            $0.reply = nil
            $0.titles.append("Two")
        }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.posts().last == "Two http://example.org/Two")
        await room.close()
    }

    @Test func losesNothingWhenAPageComesInsteadOfTheFeed() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        feed.change {
            $0.reply = LoopbackReply(200, headers: [("ETag", "\"page\"")], "<html><body>Login</body></html>")
        }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        let failing = try await room.feed()
        #expect(failing.failure?.kind == "not-a-feed")
        #expect(failing.validators.etag != "\"page\"")
        feed.change {
            $0.reply = nil
            $0.titles.append("Two")
        }
        room.clock.advance(by: 10_000)
        try await room.pollDue()
        #expect(try await room.feed().failure == nil)
        #expect(try await room.posts().count == 2)
        await room.close()
    }

    @Test func repostsNothingWhenASiteMovesToHTTPS() async throws {
        let feed = try GrowingFeed("One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        feed.change { $0.base = "https://www.example.org" }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        feed.change { $0.guidPrefix = "new-" }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.posts().count == 1)
        #expect(try await room.store.reader.counts(at: room.clock.date).items == 8)
        await room.close()
    }

    @Test func announcesOnceWhatTwoFeedsOfAProfileBring() async throws {
        let all = try GrowingFeed("One", host: "127.0.0.1")
        let aid = try GrowingFeed("One", host: "127.0.0.2")
        let room = try await Newsroom(feeds: all.url, aid.url)
        try await room.pollAll()
        #expect(try await room.posts() == ["One http://example.org/One"])
        await room.close()
    }

    @Test func waitsUntilRetryAfterAndThenAsksAgain() async throws {
        let feed = try GrowingFeed("One")
        feed.change { $0.reply = LoopbackReply(429, headers: [("Retry-After", "7200")]) }
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        for _ in 0..<3 {
            room.clock.advance(by: 2_000)
            try await room.pollDue()
        }
        try await room.pollAll()
        #expect(feed.server.requests.count == 1)
        feed.change { $0.reply = nil }
        room.clock.advance(by: 1_500)
        try await room.pollDue()
        #expect(try await room.posts().count == 1)
        await room.close()
    }

    @Test func stopsAskingForWhatIsGone() async throws {
        let feed = try GrowingFeed("One")
        feed.change { $0.reply = LoopbackReply(410) }
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        room.clock.advance(by: 30 * 86_400)
        try await room.pollDue()
        #expect(feed.server.requests.count == 1)
        #expect(try await room.feed().state == .gone)
        await room.close()
    }

    @Test func believesAPermanentRedirectAfterAWeek() async throws {
        let new = try GrowingFeed("One", host: "127.0.0.2")
        let old = try GrowingFeed("One")
        old.change { $0.reply = .redirect(to: new.url, 301) }
        let room = try await Newsroom(feeds: old.url, every: .seconds(86_400))
        try await room.pollAll()
        for day in 0..<10 {
            // News each day: an unchanged document proves nothing.
            new.change { $0.titles.append("News \(day)") }
            room.clock.advance(by: 90_000)
            try await room.pollDue()
            if day < 5 { #expect(try await room.feed().fetchURL == old.url) }
        }
        #expect(try await room.feed().fetchURL == new.url)
        #expect(try await room.feed().url == old.url)
        #expect(try await room.posts().count == 11)
        await room.close()
    }

    @Test func neverBelievesATemporaryRedirect() async throws {
        let portal = try GrowingFeed("One", host: "127.0.0.2")
        let feed = try GrowingFeed("One")
        feed.change { $0.reply = .redirect(to: portal.url, 302) }
        let room = try await Newsroom(feeds: feed.url, every: .seconds(86_400))
        try await room.pollAll()
        for day in 0..<12 {
            portal.change { $0.titles.append("News \(day)") }
            room.clock.advance(by: 90_000)
            try await room.pollDue()
        }
        #expect(try await room.feed().fetchURL == feed.url)
        await room.close()
    }

    @Test func postsTheOverflowOnLaterPollsEvenIfNothingChanges() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url) { $0.maxPerPoll = 2 }
        try await room.pollAll()
        feed.change { $0.titles += ["Two", "Three", "Four", "Five", "Six"] }
        var counts: [Int] = []
        for _ in 0..<4 {
            room.clock.advance(by: 4_000)
            try await room.pollDue()
            counts.append(try await room.posts().count)
        }
        #expect(counts == [3, 5, 6, 6])
        #expect(try await room.posts().map { $0.prefix(3) } == ["One", "Two", "Thr", "Fou", "Fiv", "Six"])
        await room.close()
    }

    @Test func readsAnItemAgainWhenItsGracePeriodEnds() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url, every: .seconds(300)) { $0.delay = .seconds(300) }
        try await room.pollAll()
        feed.change { $0.titles.append("Twoo") }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.posts().count == 1)
        // The author corrects the title and keeps the guid.
        feed.change { state in
            state.reply = LoopbackReply(
                200,
                "<rss><channel><item><title>Two</title><guid>g-Twoo</guid></item></channel></rss>"
            )
        }
        room.clock.advance(by: 301)
        try await room.pollDue()
        #expect(try await room.posts().last == "Two")
        await room.close()
    }

    @Test func readsAFile() async throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("<rss><channel><item><title>Local</title></item></channel></rss>", to: "feed.xml")
        let room = try await Newsroom(feeds: path)
        try await room.pollAll()
        try await room.pollAll()
        #expect(try await room.posts() == ["Local"])
        await room.close()
    }
}
