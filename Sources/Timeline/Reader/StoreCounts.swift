/// How much there is of everything, for status lines and metrics.
package struct StoreCounts: Sendable, Equatable {
    package var posts: Int
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

/// What every page depends on; a page that was made when it was the same is still right.
package struct LatestChange: Sendable, Hashable {
    /// 0 if there is no post.
    package var postID: Int64
    /// When the configuration last changed a profile, in milliseconds since 1970.
    package var profilesChangedAt: Int64
    /// When a post was last edited or taken back, in milliseconds since 1970; 0 if none was.
    package var postsChangedAt: Int64

    package init(postID: Int64, profilesChangedAt: Int64, postsChangedAt: Int64) {
        self.postID = postID
        self.profilesChangedAt = profilesChangedAt
        self.postsChangedAt = postsChangedAt
    }
}
