/// Which timeline to read; each shows to a viewer only what that one may read.
package enum TimelineSource: Sendable, Equatable {
    /// What the viewer and those whom it follows say, and posts with the tags that it follows.
    case home
    /// What everybody says to everybody; no answers and no boosts.
    case everybody
    /// Posts to everybody with a tag, in any spelling.
    case tag(String)
    /// What the members of one of the viewer's lists say.
    case list(Int64)
    case profile(Int64, ProfileFilter = ProfileFilter())
    case favourites
    case bookmarks

    /// What to leave out of a profile's own timeline.
    package struct ProfileFilter: Sendable, Equatable {
        package var withoutReplies = false
        package var withoutBoosts = false
        package var onlyMedia = false
        package var onlyPinned = false
        package var tag: String?
        /// Only what this feed brought, as the configuration names it.
        package var feedURL: String?

        package init() {}
    }
}

/// A part of a list that has its newest end first, by the numbers of its entries.
package struct PageQuery: Sendable, Equatable {
    package var olderThan: Int64?
    package var newerThan: Int64?
    /// With `newerThan`: of more than `limit`, those nearest to it, and not the newest.
    package var isAdjacent: Bool
    package var limit: Int

    package init(olderThan: Int64? = nil, newerThan: Int64? = nil, isAdjacent: Bool = false, limit: Int = 20) {
        self.olderThan = olderThan
        self.newerThan = newerThan
        self.isAdjacent = isAdjacent && newerThan != nil
        self.limit = limit
    }

    /// The entry with this number alone.
    package init(only id: Int64) {
        // Clients ask for any number; none there is at either end.
        self.init(olderThan: id == .max ? nil : id + 1, newerThan: id == .min ? nil : id - 1, limit: 1)
    }
}
