package import Foundation

/// Asks for the feeds whose turn it is.
package struct ClaimRequest: Sendable {
    package var now: Date
    /// Takes only what was due by then; nil means `now`.
    package var dueBy: Date?
    package var limit: Int
    /// A poll of one of their feeds is under way.
    package var busyHosts: Set<String>
    package var hostGap: Duration
    /// Takes each feed that was not attempted since, whether it is due or not.
    package var onlyIfNotAttemptedSince: Date?

    package init(
        now: Date,
        dueBy: Date? = nil,
        limit: Int,
        busyHosts: Set<String> = [],
        hostGap: Duration = .zero,
        onlyIfNotAttemptedSince: Date? = nil
    ) {
        self.now = now
        self.dueBy = dueBy
        self.limit = limit
        self.busyHosts = busyHosts
        self.hostGap = hostGap
        self.onlyIfNotAttemptedSince = onlyIfNotAttemptedSince
    }
}

/// Feeds that are the caller's to poll now.
package struct DueFeeds: Sendable, Equatable {
    /// As they were before the claim, the longest due first.
    package var feeds: [FeedRecord]
    /// Claiming earlier brings nothing; nil: nothing of what was asked for is there but what waits for a busy host.
    package var nextAt: Date?

    package init(feeds: [FeedRecord], nextAt: Date?) {
        self.feeds = feeds
        self.nextAt = nextAt
    }
}
