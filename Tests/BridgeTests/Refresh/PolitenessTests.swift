import Foundation
import TestSupport
import Testing
import Timeline

@testable import Bridge

/// What a server sees of us: each test is one promise of docs/fetching.md.
@Suite struct PolitenessTests {
    /// Polls every quarter of an hour, and returns when requests came, in hours since the first.
    private func hoursOfRequests(_ server: LoopbackServer, _ room: Newsroom, hours: Double) async throws -> [Double] {
        var seen = server.requests.count
        var moments: [Double] = []
        for quarter in 1...Int(hours * 4) {
            room.clock.advance(by: 900)
            try await room.pollDue()
            if server.requests.count > seen { moments.append(Double(quarter) / 4) }
            seen = server.requests.count
        }
        return moments
    }

    private func room(
        _ headers: [(String, String)] = [],
        channel: String = "",
        hasValidators: Bool = true
    ) async throws -> (feed: GrowingFeed, room: Newsroom) {
        let feed = try GrowingFeed("One")
        feed.change {
            $0.headers = headers
            $0.channel = channel
            $0.hasValidators = hasValidators
        }
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        return (feed, room)
    }

    @Test func aNewFeedIsAskedOnceAndWithoutConditions() async throws {
        let (feed, room) = try await room()
        #expect(feed.server.requests.count == 1)
        #expect(feed.server.requests[0]["If-None-Match"] == nil && feed.server.requests[0]["A-IM"] == nil)
        await room.close()
    }

    @Test func requestsSayWhoAsksAndForWhatAndNothingElse() async throws {
        let (feed, room) = try await room([("Set-Cookie", "id=1")])
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        let request = try #require(feed.server.requests.last)
        #expect(request["User-Agent"]?.hasPrefix("Feedline") == true)
        #expect(request["Accept"]?.contains("application/atom+xml") == true)
        #expect(request["Accept-Encoding"]?.contains("gzip") == true)
        #expect(request["A-IM"] == "feed")
        #expect(request["Cookie"] == nil && request["Referer"] == nil && request["From"] == nil)
        #expect(request.path == "/feed")
        await room.close()
    }

    // MARK: - Validators

    @Test func eachValidatorIsReplacedByItselfAndDroppedWhenItStaysAway() async throws {
        let (feed, room) = try await room(
            [("ETag", "\"1\""), ("Last-Modified", "Sun, 22 Nov 2026 09:00:00 GMT")],
            hasValidators: false
        )
        feed.change {
            $0.headers = [("ETag", "\"2\"")]
            $0.titles.append("Two")
        }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.feed().validators.etag == "\"2\"")
        #expect(try await room.feed().validators.lastModified == nil)
        await room.close()
    }

    @Test func unchangedAnswerRenewsTheValidatorsThatItNames() async throws {
        let (feed, room) = try await room(
            [("ETag", "\"1\""), ("Last-Modified", "Sun, 22 Nov 2026 09:00:00 GMT")],
            hasValidators: false
        )
        feed.change { $0.reply = LoopbackReply(304, headers: [("ETag", "\"2\"")]) }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.feed().validators.etag == "\"2\"")
        #expect(try await room.feed().validators.lastModified == "Sun, 22 Nov 2026 09:00:00 GMT")
        await room.close()
    }

    @Test func sameValidatorHidesNoNewDocument() async throws {
        let (feed, room) = try await room([("ETag", "\"same\"")], hasValidators: false)
        feed.change { $0.titles.append("Two") }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.posts().count == 2)
        await room.close()
    }

    @Test func deltaAnswerIsReadLikeAWholeDocument() async throws {
        let (feed, room) = try await room()
        feed.change {
            $0.reply = LoopbackReply(
                226,
                headers: [("IM", "feed"), ("ETag", "\"delta\"")],
                "<rss><channel><item><title>Two</title><guid>g-Two</guid></item></channel></rss>"
            )
        }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(try await room.posts().last == "Two")
        await room.close()
    }

    // MARK: - When

    @Test(arguments: [
        ([("Cache-Control", "public, MAX-AGE = \"14400\"")], "", 4), ([("Cache-Control", "max-age=99999999")], "", 24),
        ([("Cache-Control", "no-cache, max-age=14400")], "", 1), ([("Cache-Control", "max-age=60")], "", 1),
        ([], "<ttl>360</ttl>", 6), ([], "<ttl>999999</ttl>", 24), ([], "<ttl>5</ttl>", 1),
    ])
    func publisherCanAskForMorePatienceAndNotForLess(
        headers: [(String, String)],
        channel: String,
        hours: Double
    ) async throws {
        let (feed, room) = try await room(headers, channel: channel)
        // Twice: what the document or a 304 said holds on.
        let moments = try await hoursOfRequests(feed.server, room, hours: hours * 2 + 1)
        #expect(moments.first == hours)
        #expect(moments.dropFirst().first == hours * 2 || hours == 1)
        await room.close()
    }

    @Test func skippedHoursAreKeptWhenNothingChangesToo() async throws {
        // The clock of these tests starts at noon.
        let skipped = (13...22).map { "<hour>\($0)</hour>" }.joined()
        let (feed, room) = try await room(channel: "<skipHours>\(skipped)</skipHours>")
        let hours = try await hoursOfRequests(feed.server, room, hours: 60).map { (12 + Int($0)) % 24 }
        #expect(hours.count > 10)
        #expect(hours.allSatisfy { !(13...22).contains($0) }, "\(hours)")
        await room.close()
    }

    @Test func overloadedServerHoldsThatAddressOnly() async throws {
        let server = try LoopbackServer { request in
            request.path == "/busy"
                ? LoopbackReply(503, headers: [("Retry-After", "86400")])
                : LoopbackReply(200, "<rss><channel><item><title>One</title></item></channel></rss>")
        }
        let room = try await Newsroom(feeds: server.url("/busy"), server.url("/fine"))
        try await room.pollAll()
        _ = try await hoursOfRequests(server, room, hours: 20)
        #expect(server.requests.count { $0.path == "/busy" } == 1)
        #expect(server.requests.count { $0.path == "/fine" } > 10)
        await room.close()
    }

    @Test func retryAfterMayBeADate() async throws {
        let (feed, room) = try await room()
        let form = Date.VerbatimFormatStyle(
            format:
                "\(weekday: .abbreviated), \(day: .twoDigits) \(month: .abbreviated) \(year: .defaultDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits):\(second: .twoDigits) GMT",
            locale: Locale(identifier: "en_US_POSIX"),
            timeZone: .gmt,
            calendar: Calendar(identifier: .gregorian)
        )
        let date = (room.clock.date + 40_000).formatted(form)
        feed.change { $0.reply = LoopbackReply(429, headers: [("Retry-After", date)]) }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        let moments = try await hoursOfRequests(feed.server, room, hours: 12)
        #expect(moments.first.map { $0 >= 10 && $0 <= 11 } == true)
        await room.close()
    }

    @Test func hostThatNamesNoTimeRestsLongerEachTime() async throws {
        let (feed, room) = try await room()
        feed.change { $0.reply = LoopbackReply(429) }
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        let moments = try await hoursOfRequests(feed.server, room, hours: 16)
        let waits = zip([0] + moments, moments).map { $1 - $0 }
        #expect(waits.count >= 3 && zip(waits, waits.dropFirst()).allSatisfy { $1 > $0 })
        await room.close()
    }

    @Test func brokenServerIsAskedEverMoreRarelyAndNeverGivenUp() async throws {
        let (feed, room) = try await room()
        feed.change { $0.reply = LoopbackReply(500) }
        let moments = try await hoursOfRequests(feed.server, room, hours: 20 * 24)
        #expect(moments.count < 30)
        #expect(moments.suffix(2).reduce(0) { $1 - $0 } <= 27)
        feed.change { $0.reply = nil }
        _ = try await hoursOfRequests(feed.server, room, hours: 30)
        #expect(try await room.feed().failure == nil)
        await room.close()
    }
}
