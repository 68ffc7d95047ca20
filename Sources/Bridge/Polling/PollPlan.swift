internal import Feeds
package import Foundation
internal import Transfer

/// Decides when a feed is asked again. Pure: the clock and the dice come in.
///
/// What the operator asked for is stretched by what the publisher asks for, never shortened.
struct PollPlan: Sendable {
    /// As configured.
    let every: Duration
    /// In 0..<1; spreads polls so that feeds with one interval do not stay in step.
    let dice: Double

    /// No publisher holds a feed back for longer. Sixteen years have been seen in `max-age`.
    static let longest = Duration.seconds(86_400)
    /// Nor a server by `Retry-After`: forged ones have been seen.
    static let longestHold = Duration.seconds(7 * 86_400)

    /// The interval in force: the configured one, or the longer one that the document asks for
    /// (`ttl`, and the syndication module's `updatePeriod` and `updateFrequency`).
    func interval(for hints: PollingHints) -> Duration {
        max(every, min(max(hints.ttl ?? .zero, hints.updateEvery ?? .zero), Self.longest))
    }

    /// After an answer. The server's caching headers are a lower bound (RFC 9111 section 5.2.2.1).
    func afterSuccess(at now: Date, interval: Duration, freshFor: Duration?, hints: PollingHints?) -> Date {
        let wait = max(interval, min(freshFor ?? .zero, Self.longest))
        let next = now + wait.timeInterval * (1 + dice * 0.1)
        return hints.map { next.skipping($0) } ?? next
    }

    /// After a poll that brought nothing: twice as long each time, up to a day, and never for good.
    ///
    /// - Parameter count: failures in a row, this one included.
    func afterFailure(at now: Date, count: Int, isRefusal: Bool, retryAfter: Duration?) -> Date {
        if let retryAfter {
            let hold = max(every, min(retryAfter, Self.longestHold))
            return now + hold.timeInterval * (1 + dice * 0.1)
        }
        // A page that is missing or forbidden three times will not be there in an hour either.
        let doubled = every.timeInterval * Double(1 << min(max(count, 1) - 1, 16))
        let day = Self.longest.timeInterval
        let wait = isRefusal && count >= 3 ? day : max(every.timeInterval, min(doubled, day))
        return now + wait * (0.9 + dice * 0.2)
    }
}

extension Duration {
    /// In seconds.
    package var timeInterval: TimeInterval {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}

extension Date {
    /// The first moment from here on that the feed's `skipHours` and `skipDays` allow (RSS 2.0; both in GMT).
    ///
    /// A feed that lists every hour or every day means nothing by it.
    fileprivate func skipping(_ hints: PollingHints) -> Date {
        let hours = hints.skipHours.count < 24 ? hints.skipHours : []
        let days = hints.skipDays.count < 7 ? hints.skipDays : []
        guard !hours.isEmpty || !days.isEmpty else { return self }
        var moment = self
        for _ in 0..<(7 * 24) {
            let hour = Int(floor(moment.timeIntervalSince1970 / 3_600))
            // 1970 began on a Thursday, the fifth day when Sunday is the first.
            let day = ((hour / 24 + 4) % 7 + 7) % 7 + 1
            if !hours.contains(((hour % 24) + 24) % 24), !days.contains(day) { return moment }
            moment = Date(timeIntervalSince1970: Double(hour + 1) * 3_600)
        }
        return self
    }
}
