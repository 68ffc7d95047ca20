package import Foundation

/// How much there is of everything, for status lines and metrics.
package struct StoreCounts: Sendable, Equatable {
    package var posts: Int
    /// Of them, those that everybody may read.
    package var openPosts: Int
    package var profiles: Int
    package var items: Int
    /// Declared ones.
    package var feeds: Int
    /// Of the declared ones.
    package var feedsByState: [FeedRecord.State: Int]
    /// Active and declared feeds whose last poll brought nothing.
    package var failing: Int
    /// Of the declared ones: those that failed for so long that their owner is told.
    package var dead: Int
    /// What owners are still to be told.
    package var untold: Int
    /// Items that are still to be decided.
    package var waiting: Int
    /// Of the waiting ones: until an operator lets them go.
    package var held: Int
    /// When the oldest of the waiting ones was first seen.
    package var waitingSince: Date?
    /// Feeds whose next poll lies in the past.
    package var overdue: Int
    /// As `TimelineReader.dueSince` says.
    package var dueSince: Date?
    package var deliveriesByState: [String: Int]
    /// When the oldest post was made that is still to be delivered somewhere.
    package var undeliveredSince: Date?
    package var databaseBytes: Int
    package var walBytes: Int
}
