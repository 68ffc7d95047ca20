import Foundation
import MetricsTestKit
import TestSupport
import Testing

@testable import Bridge

@Suite struct PollMetricsTests {
    @Test func aPollIsMeasuredFromItsScheduleToTheDisk() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url)
        room.clock.advance(by: 90)
        try await room.pollDue()
        #expect(try room.metrics.expectTimer("feedline_poll_lateness").values == [90_000_000_000])
        for name in ["feedline_transfer_duration", "feedline_parse_duration", "feedline_commit_duration"] {
            #expect(try room.metrics.expectTimer(name).values.count == 1, "\(name)")
        }
        #expect(try room.metrics.expectCounter("feedline_transfer_bytes").totalValue > 100)
        #expect(try room.metrics.expectCounter("feedline_posts_total").totalValue == 1)
        // A 304 is not parsed.
        let success = try room.metrics.expectGauge("feedline_last_successful_poll_timestamp_seconds")
        let readAt = try #require(success.lastValue)
        room.clock.advance(by: 3_600)
        try await room.pollDue()
        #expect(try room.metrics.expectTimer("feedline_transfer_duration").values.count == 2)
        #expect(try room.metrics.expectTimer("feedline_parse_duration").values.count == 1)
        #expect(try #require(success.lastValue) - readAt >= 3_600)
        #expect(try polls("changed", of: room) == 1)
        #expect(try polls("unchanged", of: room) == 1)
        await room.close()
    }

    @Test func pollsThatAreAskedForAheadOfTimeAreNotLate() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url)
        try await room.pollAll()
        try await room.pollAll()
        #expect(try room.metrics.expectTimer("feedline_poll_lateness").values == [1_000_000_000, 0])
        await room.close()
    }

    /// A server that makes up a status for each answer makes no more series than others.
    @Test func failuresAreCountedByReasonAndStatusesByTheirClass() async throws {
        let feed = try GrowingFeed("One")
        let room = try await Newsroom(feeds: feed.url)
        for status in [500, 503, 599, 404] {
            feed.change { $0.reply = LoopbackReply(status) }
            try await room.pollAll()
        }
        feed.change { $0.reply = LoopbackReply(200, "<html></html>") }
        try await room.pollAll()
        #expect(try polls("failed", of: room) == 5)
        #expect(try failures("http-5xx", of: room) == 3)
        #expect(try failures("http-4xx", of: room) == 1)
        await room.close()
    }

    private func polls(_ outcome: String, of room: Newsroom) throws -> Int64 {
        try room.metrics.expectCounter("feedline_polls_total", [("outcome", outcome)]).totalValue
    }

    private func failures(_ reason: String, of room: Newsroom) throws -> Int64 {
        try room.metrics.expectCounter("feedline_poll_failures_total", [("reason", reason)]).totalValue
    }
}
