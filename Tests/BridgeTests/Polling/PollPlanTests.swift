import Feeds
import Foundation
import Testing
import Timeline

@testable import Bridge

@Suite struct PollPlanTests {
    /// Thursday, 2026-11-19 12:00:00 UTC.
    private let noon = Date(timeIntervalSince1970: 1_795_089_600)
    private let hourly = PollPlan(every: .seconds(3_600), dice: 0)

    private func next(
        _ pace: FeedPace = FeedPace(),
        freshFor: Duration? = nil,
        wanted: TimeInterval? = nil
    ) -> TimeInterval {
        PollPlan(every: .seconds(3_600), pace: pace, dice: 0)
            .afterSuccess(at: noon, freshFor: freshFor, wanted: wanted.map { noon + $0 }).timeIntervalSince(noon)
    }

    @Test func asksAgainAfterTheConfiguredInterval() {
        #expect(next() == 3_600)
    }

    @Test func spreadsPollsAndNeverAsksEarly() {
        let late = PollPlan(every: .seconds(3_600), dice: 0.999).afterSuccess(at: noon, freshFor: nil)
            .timeIntervalSince(noon)
        #expect(late > 3_900 && late < 3_960)
    }

    @Test func waitsAsLongAsThePublisherAsks() {
        #expect(next(FeedPace(interval: .seconds(7_200))) == 7_200)
        #expect(next(freshFor: .seconds(10_800)) == 10_800)
    }

    @Test func doesNotAskMoreOftenBecauseThePublisherAllowsIt() {
        #expect(next(FeedPace(interval: .seconds(60)), freshFor: .seconds(60)) == 3_600)
    }

    @Test func letsNoPublisherHoldAFeedBackForMoreThanADay() {
        #expect(next(freshFor: .seconds(16 * 365 * 86_400)) == 86_400)
    }

    @Test func skipsTheHoursThatTheFeedNames() {
        #expect(next(FeedPace(skipHours: [13, 14])) == 3 * 3_600)
    }

    @Test func skipsTheDaysThatTheFeedNames() {
        // Thursday and Friday: on to the first hour of Saturday.
        #expect(next(FeedPace(skipDays: [5, 6])) == 36 * 3_600)
    }

    @Test func ignoresAFeedThatSkipsAllHours() {
        var hints = PollingHints()
        hints.skipHours = Set(0..<24)
        hints.skipDays = Set(1...7)
        #expect(FeedPace(hints) == FeedPace())
    }

    @Test func backsOffTwiceAsFarEachTimeAndNeverForMoreThanADay() {
        let waits = (1...8).map { count in
            PollPlan(every: .seconds(3_600), dice: 0.5)
                .afterFailure(at: noon, count: count).timeIntervalSince(noon) / 3_600
        }
        #expect(waits == [1, 2, 4, 8, 16, 24, 24, 24])
    }

    @Test func asksForAMissingPageOnceADayAfterTheThirdTime() {
        let third = PollPlan(every: .seconds(900), dice: 0.5)
            .afterFailure(at: noon, count: 3, isRefusal: true)
        #expect(third.timeIntervalSince(noon) == 86_400)
    }

    @Test func waitsAsLongAsTheServerAsks() {
        let next = hourly.afterFailure(at: noon, count: 1, retryAfter: .seconds(7_200))
        #expect(next.timeIntervalSince(noon) == 7_200)
    }

    @Test func honoursNoForgedRetryAfterForMoreThanAWeek() {
        let next = hourly.afterFailure(at: noon, count: 1, retryAfter: .seconds(31_536_000))
        #expect(next.timeIntervalSince(noon) == 7 * 86_400)
    }

    @Test func letsNoShortRetryAfterEndTheBackoff() {
        let plan = PollPlan(every: .seconds(3_600), dice: 0.5)
        let next = plan.afterFailure(at: noon, count: 4, retryAfter: .seconds(1))
        #expect(next.timeIntervalSince(noon) == 8 * 3_600)
    }

    @Test func neverShortensWhatTheOperatorOrThePublisherAskedFor() {
        let weekly = PollPlan(every: .seconds(7 * 86_400), dice: 0.5)
        #expect(weekly.afterFailure(at: noon, count: 3, isRefusal: true).timeIntervalSince(noon) == 7 * 86_400)
        let slow = PollPlan(every: .seconds(3_600), pace: FeedPace(interval: .seconds(43_200)), dice: 0.5)
        #expect(slow.afterFailure(at: noon, count: 1).timeIntervalSince(noon) == 43_200)
    }

    @Test func holdsAHostForAsLongAsItAsksOrElseTwiceAsLongEachTime() {
        #expect(hourly.hold(at: noon, count: 1, retryAfter: .seconds(60)).timeIntervalSince(noon) == 60)
        let holds = [1, 2, 6].map { hourly.hold(at: noon, count: $0, retryAfter: nil).timeIntervalSince(noon) / 3_600 }
        #expect(holds == [1, 2, 24])
    }

    @Test func takesASecondLookWhenTheServerMayBeAskedAndNotBefore() {
        #expect(next(wanted: 1_800) == 1_800)
        #expect(next(wanted: 60) == 900)
        #expect(next(freshFor: .seconds(2_400), wanted: 1_800) == 2_400)
        #expect(next(wanted: 7_200) == 3_600)
    }

    @Test func asksAQuietFeedLessOftenUnlessTheOperatorSaidHowOften() throws {
        var rules = FeedConfiguration(
            url: "https://example.org/feed",
            profile: "news",
            template: try Template.parse("{title}"),
            filter: try Filter(include: [], exclude: [])
        )
        var validators = PollValidators(etag: "\"1\"", renewedAt: noon)
        func hours(quietDays: Double) -> Double {
            let interval = rules.interval(quietSince: noon - quietDays * 86_400, validators: validators, at: noon)
            return interval.timeInterval / 3_600
        }
        #expect([0, 7, 400].map(hours) == [1, 1, 1])
        rules.adapts = true
        #expect([0, 0.5, 7, 400].map(hours) == [1, 1, 7, 12])
        // The whole document comes each time.
        validators.etag = nil
        #expect([0, 0.5, 7, 400].map(hours) == [2, 2, 7, 12])
    }
}
