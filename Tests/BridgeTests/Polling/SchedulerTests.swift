import Foundation
import TestSupport
import Testing
import Timeline

@testable import Bridge

@Suite struct SchedulerTests {
    @Test func pollsNothingEarlyHoweverOftenItRestarts() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url)
        for _ in 0..<20 {
            try await room.bridge.declare()
            try await room.pollDue()
            room.clock.advance(by: 3)
        }
        #expect(feed.server.requests.count == 1)
        await room.close()
    }

    @Test func pollsEachFeedOnceWhenAskedForAll() async throws {
        let feeds = try (1...20).map { try GrowingFeed("One", host: "127.0.1.\($0)") }
        let room = try await Newsroom(
            Configuration(
                profiles: ["news": ProfileConfiguration(name: "news")],
                feeds: try feeds.map { feed in
                    FeedConfiguration(
                        url: feed.url,
                        profile: "news",
                        template: try Template.parse("{title}"),
                        filter: try Filter(include: [], exclude: [])
                    )
                },
                polling: PollingConfiguration(hostGap: .zero),
                databasePath: "/unused"
            )
        )
        try await room.pollAll()
        try await room.pollAll()
        #expect(feeds.map { $0.server.requests.count } == [Int](repeating: 2, count: 20))
        await room.close()
    }

    @Test func asksAHostForOneFeedAtATime() async throws {
        let busy = Shared((now: 0, most: 0))
        let server = try LoopbackServer { _ in
            busy.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
            }
            Thread.sleep(forTimeInterval: 0.01)
            busy.withLock { $0.now -= 1 }
            return LoopbackReply(200, "<rss><channel><title>t</title></channel></rss>")
        }
        let room = try await Newsroom(feeds: server.url("/a"), server.url("/b"), server.url("/c"), server.url("/d"))
        try await room.pollAll()
        #expect(server.requests.count == 4)
        #expect(busy.value.most == 1)
        await room.close()
    }

    @Test func slowServersMakeRoomForOthers() async throws {
        let order = Shared<[String]>([])
        let clock = Shared<TestClock?>(nil)
        let empty = LoopbackReply(200, "<rss><channel><title>t</title></channel></rss>")
        let slow = try LoopbackServer(host: "127.0.1.1") { _ in
            order.withLock { $0.append("slow") }
            clock.value?.advance(by: 4)
            for _ in 0..<3_000 where order.value == ["slow"] { Thread.sleep(forTimeInterval: 0.02) }
            order.withLock { $0.append("slow ends") }
            return empty
        }
        let quick = try LoopbackServer(host: "127.0.1.2") { _ in
            order.withLock { $0.append("quick") }
            return empty
        }
        let room = try await Newsroom(
            Configuration(
                profiles: ["news": ProfileConfiguration(name: "news")],
                feeds: try [slow, quick].map { server in
                    FeedConfiguration(
                        url: server.url("/feed"),
                        profile: "news",
                        template: try Template.parse("{title}"),
                        filter: try Filter(include: [], exclude: [])
                    )
                },
                polling: PollingConfiguration(maximumConcurrent: 1, hostGap: .zero),
                databasePath: "/unused"
            )
        )
        clock.withLock { $0 = room.clock }
        try await room.pollAll()
        #expect(order.value == ["slow", "quick", "slow ends"])
        await room.close()
    }

    @Test func oneBrokenFeedDoesNotStopTheOthers() async throws {
        let broken = try GrowingFeed("One", host: "127.0.0.2")
        broken.change { $0.reply = LoopbackReply(500) }
        let good = try GrowingFeed("Two", host: "127.0.0.3")
        let room = try await Newsroom(feeds: broken.url, good.url, "/nowhere/feed.xml")
        try await room.pollAll()
        #expect(try await room.posts() == ["Two http://example.org/Two"])
        #expect(try await room.store.reader.counts(at: room.clock.date).failing == 2)
        await room.close()
    }

    @Test func feedWithANewAddressGoesOnWhereItWas() async throws {
        let feed = try GrowingFeed("One", "Two")
        let room = try await Newsroom(feeds: feed.url) { $0.maxPerPoll = 1 }
        try await room.pollAll()
        feed.change { $0.titles += ["Three", "Four"] }
        try await room.pollAll()
        var moved = room.bridge.configuration
        moved.feeds[0].url = feed.server.url("/elsewhere")
        try await room.bridge.reload(moved)
        feed.change { $0.titles.append("Five") }
        for _ in 0..<3 { try await room.pollAll() }
        // What waited under the old address is posted, and what came meanwhile.
        #expect(try await room.posts().map { $0.prefix(3) } == ["Two", "Thr", "Fou", "Fiv"])
        var back = moved
        back.feeds[0].url = feed.url
        try await room.bridge.reload(back)
        try await room.pollAll()
        #expect(try await room.posts().count == 4)
        await room.close()
    }

    @Test func anotherFeedInItsPlaceIsNewAndPostsItsNewestItemOnly() async throws {
        let (feed, other) = (try GrowingFeed("One", "Two"), try GrowingFeed("Red", "Green", "Blue", host: "127.0.1.9"))
        other.change { $0.base = "http://example.com" }
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        var changed = room.bridge.configuration
        changed.feeds[0].url = other.url
        try await room.bridge.reload(changed)
        try await room.pollAll()
        #expect(try await room.posts().map { $0.prefix(3) } == ["Two", "Blu"])
        await room.close()
    }

    @Test func doesNotPollWhatLeftTheConfigurationAndKnowsItAgainWhenItReturns() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url)
        let with = room.bridge.configuration
        try await room.pollAll()
        var without = with
        without.feeds = []
        try await room.bridge.reload(without)
        room.clock.advance(by: 40_000)
        try await room.pollAll()
        #expect(feed.server.requests.count == 1)
        feed.change { $0.titles.append("Two") }
        try await room.bridge.reload(with)
        try await room.pollAll()
        #expect(try await room.posts().map { $0.prefix(3) } == ["One", "Two"])
        await room.close()
    }
}
