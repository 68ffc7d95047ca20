/// Which posts to read; the newest come first always.
package struct PostQuery: Sendable, Equatable {
    /// nil means every profile.
    package var profileID: Int64?
    package var olderThan: Int64?
    /// With it, the posts nearest to it are taken if there are more than `limit`.
    package var newerThan: Int64?
    package var limit: Int
    /// nil, for those who may see everything, means any but messages between people.
    package var audience: Audience?

    package init(
        profileID: Int64? = nil,
        olderThan: Int64? = nil,
        newerThan: Int64? = nil,
        limit: Int = 20,
        audience: Audience? = .public
    ) {
        self.profileID = profileID
        self.olderThan = olderThan
        self.newerThan = newerThan
        self.limit = limit
        self.audience = audience
    }
}
