package import Foundation

/// Everything that one poll of one feed changes, recorded in one transaction.
package struct Refresh: Sendable {
    package var feedID: Int64
    package var at: Date
    package var nextPollAt: Date
    package var outcome: Outcome
    /// It failed for so long that the feed's owner is to be told.
    package var isDead = false
    /// Items seen for the first time, in the order in which they shall be posted.
    package var newItems: [NewItem] = []
    /// Further identities of items that were known already.
    package var newAliases: [(itemID: Int64, alias: ItemAlias)] = []
    /// Waiting items that are decided now, in the order in which they shall be posted.
    package var settled: [SettledItem] = []
    /// Posts whose items say something else now.
    package var edits: [PostEdit] = []
    /// Replaces what the feed says of itself; nil keeps it.
    package var description: FeedDescription?
    /// nil keeps it.
    package var pace: FeedPace?
    /// nil: no permanent redirect was seen, and a suspected one is forgotten.
    package var move: FeedMove?
    /// A proven new address.
    package var fetchURL: String?
    /// Whom the gap between requests to `fetchURL` is kept for; nil keeps it.
    package var host: String?

    package enum Outcome: Sendable, Equatable {
        /// A 304 or an equal body: the validators to keep from now on.
        case unchanged(PollValidators)
        /// A document was taken in; nil keeps the validators, as for a truncated one.
        case changed(PollValidators?)
        case failed(FeedFailure)
        /// 410: stop asking.
        case gone(FeedFailure)
    }

    package init(feedID: Int64, at: Date, nextPollAt: Date, outcome: Outcome) {
        self.feedID = feedID
        self.at = at
        self.nextPollAt = nextPollAt
        self.outcome = outcome
    }
}

/// What a feed says of itself.
package struct FeedDescription: Sendable, Equatable {
    package var title: String?
    package var siteURL: String?
    package var language: String?

    package init(title: String? = nil, siteURL: String? = nil, language: String? = nil) {
        self.title = title
        self.siteURL = siteURL
        self.language = language
    }
}
