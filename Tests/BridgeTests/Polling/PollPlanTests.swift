import Feeds
import Foundation
import Testing

@testable import Bridge

@Suite struct PollPlanTests {
    /// Thursday, 2026-11-19 12:00:00 UTC.
    private let noon = Date(timeIntervalSince1970: 1_795_089_600)
    private let hourly = PollPlan(every: .seconds(3_600), dice: 0)

    private func hints(ttl: Duration? = nil, hours: Set<Int> = [], days: Set<Int> = []) -> PollingHints {
        var hints = PollingHints()
        hints.ttl = ttl
        hints.skipHours = hours
        hints.skipDays = days
        return hints
    }

    private func next(
        _ plan: PollPlan,
        freshFor: Duration? = nil,
        hints: PollingHints = PollingHints()
    ) -> TimeInterval {
        plan.afterSuccess(at: noon, interval: plan.interval(for: hints), freshFor: freshFor, hints: hints)
            .timeIntervalSince(noon)
    }

    @Test func asksAgainAfterTheConfiguredInterval() {
        #expect(next(hourly) == 3_600)
    }

    @Test func spreadsPollsAndNeverAsksEarly() {
        let late = next(PollPlan(every: .seconds(3_600), dice: 0.999))
        #expect(late > 3_900 && late < 3_960)
    }

    @Test func waitsAsLongAsThePublisherAsks() {
        #expect(next(hourly, hints: hints(ttl: .seconds(7_200))) == 7_200)
        #expect(next(hourly, freshFor: .seconds(10_800)) == 10_800)
    }

    @Test func doesNotAskMoreOftenBecauseThePublisherAllowsIt() {
        #expect(next(hourly, freshFor: .seconds(60), hints: hints(ttl: .seconds(60))) == 3_600)
    }

    @Test func letsNoPublisherHoldAFeedBackForMoreThanADay() {
        #expect(next(hourly, freshFor: .seconds(16 * 365 * 86_400)) == 86_400)
    }

    @Test func skipsTheHoursThatTheFeedNames() {
        #expect(next(hourly, hints: hints(hours: [13, 14])) == 3 * 3_600)
    }

    @Test func skipsTheDaysThatTheFeedNames() {
        // Thursday and Friday: on to the first hour of Saturday.
        #expect(next(hourly, hints: hints(days: [5, 6])) == 36 * 3_600)
    }

    @Test func ignoresAFeedThatSkipsAllHours() {
        #expect(next(hourly, hints: hints(hours: Set(0..<24))) == 3_600)
    }

    @Test func backsOffTwiceAsFarEachTimeAndNeverForMoreThanADay() {
        let waits = (1...8).map { count in
            PollPlan(every: .seconds(3_600), dice: 0.5)
                .afterFailure(at: noon, count: count, isRefusal: false, retryAfter: nil).timeIntervalSince(noon) / 3_600
        }
        #expect(waits == [1, 2, 4, 8, 16, 24, 24, 24])
    }

    @Test func asksForAMissingPageOnceADayAfterTheThirdTime() {
        let third = PollPlan(every: .seconds(900), dice: 0.5)
            .afterFailure(at: noon, count: 3, isRefusal: true, retryAfter: nil)
        #expect(third.timeIntervalSince(noon) == 86_400)
    }

    @Test func waitsAsLongAsTheServerAsks() {
        let next = hourly.afterFailure(at: noon, count: 1, isRefusal: false, retryAfter: .seconds(7_200))
        #expect(next.timeIntervalSince(noon) == 7_200)
    }

    @Test func honoursNoForgedRetryAfterForMoreThanAWeek() {
        let next = hourly.afterFailure(at: noon, count: 1, isRefusal: false, retryAfter: .seconds(31_536_000))
        #expect(next.timeIntervalSince(noon) == 7 * 86_400)
    }
}
