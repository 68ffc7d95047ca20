package import Foundation

/// How often a short link was followed.
package struct Clicks: Sendable, Equatable {
    package var people: Int
    /// Crawlers, link previews, prefetching browsers: requests that brought the article before nobody's eyes.
    package var bots: Int

    package init(people: Int = 0, bots: Int = 0) {
        self.people = people
        self.bots = bots
    }

    package static func += (sum: inout Clicks, clicks: Clicks) {
        sum.people += clicks.people
        sum.bots += clicks.bots
    }
}

/// Clicks on one short link on one day.
package struct DailyClicks: Sendable, Equatable {
    package var code: String
    package var day: Day
    package var clicks: Clicks

    package init(code: String, day: Day, clicks: Clicks) {
        self.code = code
        self.day = day
        self.clicks = clicks
    }
}

/// Clicks on the short links of one feed's posts.
package struct FeedClicks: Sendable, Equatable {
    /// Since the day that was asked for.
    package var recent: Clicks
    package var total: Clicks

    package init(recent: Clicks, total: Clicks) {
        self.recent = recent
        self.total = total
    }
}

/// A day in UTC.
package struct Day: Sendable, Hashable, Comparable {
    /// 0 is 1 January 1970.
    package let number: Int

    package init(_ date: Date) {
        number = Int((Double(date.milliseconds) / 86_400_000).rounded(.down))
    }

    package init(number: Int) { self.number = number }

    package func before(_ days: Int) -> Day { Day(number: number - days) }

    package static func < (one: Day, other: Day) -> Bool { one.number < other.number }
}
