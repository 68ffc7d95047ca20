internal import Feeds
package import Foundation
internal import Timeline

/// Decides when a feed is asked again. Pure: the clock and the dice come in.
///
/// What the operator asked for is stretched by what the publisher asks for, never shortened.
struct PollPlan: Sendable {
    /// As configured.
    let every: Duration
    /// As the publisher wants it.
    let pace: FeedPace
    /// In 0..<1; spreads polls so that feeds with one interval do not stay in step.
    let dice: Double

    /// No publisher holds a feed back for longer. Sixteen years have been seen in `max-age`.
    static let longest = Duration.seconds(86_400)
    /// Nor a server by `Retry-After`: forged ones have been seen.
    static let longestHold = Duration.seconds(7 * 86_400)

    init(every: Duration, pace: FeedPace = FeedPace(), dice: Double) {
        self.every = every
        self.pace = pace
        self.dice = dice
    }

    private var interval: Duration { max(every, min(pace.interval, Self.longest)) }
    /// Nobody's second look at an item comes sooner, except at a source that may be asked more often anyway.
    private var floor: Duration { min(every, FeedRules.floor) }

    /// After an answer. The server's caching headers are a lower bound (RFC 9111 section 5.2.2.1).
    ///
    /// - Parameter wanted: when an item that waits wants to be read again; it is, as soon as the server may be asked.
    func afterSuccess(at now: Date, freshFor: Duration?, wanted: Date? = nil) -> Date {
        let fresh = min(freshFor ?? .zero, Self.longest)
        let regular = (now + jittered(max(interval, fresh))).skipping(pace)
        guard let wanted else { return regular }
        return min(regular, max(wanted, now + max(floor, fresh).timeInterval))
    }

    /// After a poll that brought nothing: twice as long each time, up to a day, and never for good. A server that names
    /// a time is not asked before it.
    ///
    /// - Parameter count: failures in a row, this one included.
    func afterFailure(at now: Date, count: Int, isRefusal: Bool = false, retryAfter: Duration? = nil) -> Date {
        let day = Self.longest.timeInterval
        let usual = interval.timeInterval
        // A page that is missing or forbidden three times will not be there in an hour either.
        let doubled = isRefusal && count >= 3 ? day : min(usual * Self.power(count), day)
        let next = now + max(usual, doubled * (0.9 + dice * 0.2))
        return retryAfter.map { max(next, now + jittered(min($0, Self.longestHold))) } ?? next
    }

    /// How long nothing on a host is asked that said 429, if it said no time: an hour, and twice as long each time.
    func hold(at now: Date, count: Int, retryAfter: Duration?) -> Date {
        let asked = retryAfter.map { min($0, Self.longestHold) }
        let usual = Duration.seconds(min(3_600 * Self.power(count), Self.longest.timeInterval))
        return now + jittered(asked ?? usual)
    }

    private func jittered(_ wait: Duration) -> TimeInterval { wait.timeInterval * (1 + dice * 0.1) }

    private static func power(_ count: Int) -> Double { Double(1 << min(max(count, 1) - 1, 16)) }
}

extension FeedConfiguration {
    /// How long after `now` the feed is asked again, as far as that is ours to say.
    ///
    /// Where nobody said how often, a feed is asked an hour later for every day without news, and twice a day at least:
    /// a blog that posts once a week is announced within seven hours, and one that fell asleep costs its server little.
    /// One that has to send its document whole each time is asked every two hours at most.
    func interval(quietSince news: Date?, validators: PollValidators, at now: Date) -> Duration {
        guard adapts, !isFile, validators.renewedAt != nil else { return every }
        let quiet = news.map { now.timeIntervalSince($0) / 24 } ?? 0
        return max(every, .seconds(max(min(quiet, 12 * 3_600), validators.areConditional ? 0 : 7_200)))
    }
}

extension PollValidators {
    fileprivate var areConditional: Bool { etag != nil || lastModified != nil }
}

extension FeedPace {
    /// What a document says (`ttl`, the syndication module's `updatePeriod` and `updateFrequency`, `skipHours` and
    /// `skipDays`). A feed that skips every hour or every day means nothing by it.
    init(_ hints: PollingHints) {
        self.init(
            interval: min(max(hints.ttl ?? .zero, hints.updateEvery ?? .zero), PollPlan.longest),
            skipHours: hints.skipHours.count < 24 ? hints.skipHours : [],
            skipDays: hints.skipDays.count < 7 ? hints.skipDays : []
        )
    }
}

extension Duration {
    /// In seconds.
    package var timeInterval: TimeInterval {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}

extension Date {
    /// The first moment from here on that the publisher allows.
    fileprivate func skipping(_ pace: FeedPace) -> Date {
        guard !pace.skipHours.isEmpty || !pace.skipDays.isEmpty else { return self }
        var moment = self
        for _ in 0..<(7 * 24) {
            let hour = Int(floor(moment.timeIntervalSince1970 / 3_600))
            // 1970 began on a Thursday, the fifth day when Sunday is the first.
            let day = ((hour / 24 + 4) % 7 + 7) % 7 + 1
            if !pace.skipHours.contains(((hour % 24) + 24) % 24), !pace.skipDays.contains(day) { return moment }
            moment = Date(timeIntervalSince1970: Double(hour + 1) * 3_600)
        }
        return self
    }
}
