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
    /// Items that are still to be decided.
    package var waiting: Int
    /// Feeds whose next poll lies in the past.
    package var overdue: Int
    package var deliveriesByState: [String: Int]
    package var databaseBytes: Int
    package var walBytes: Int
}
