package import Foundation

/// Everything that one poll of one feed changes, recorded in one transaction.
package struct Refresh: Sendable {
    package var feedID: Int64
    package var at: Date
    package var nextPollAt: Date
    package var outcome: Outcome
    /// Items seen for the first time, in the order in which they shall be posted.
    package var newItems: [NewItem] = []
    /// Further identities of items that were known already.
    package var newAliases: [(itemID: Int64, alias: ItemAlias)] = []
    /// Waiting items that are decided now, in the order in which they shall be posted.
    package var settled: [SettledItem] = []
    /// Replaces what the feed says of itself; nil keeps it.
    package var description: FeedDescription?
    package var interval: Duration?
    /// nil: no permanent redirect was seen, and a suspected one is forgotten.
    package var move: FeedMove?
    /// A proven new address.
    package var fetchURL: String?

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

/// One of the marks by which an item is known again. Never pruned.
package struct ItemAlias: Sendable, Hashable {
    package enum Kind: Int, Sendable, CaseIterable {
        case guid = 1
        /// The guid without scheme and host.
        case guidPath = 2
        case link = 3
        case titleAndDate = 4
        case content = 5
    }

    package var kind: Kind
    /// The first 16 bytes of a SHA-256, big-endian halves.
    package var hash: Hash

    package struct Hash: Sendable, Hashable {
        package var high: UInt64
        package var low: UInt64

        package init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }
    }

    package init(kind: Kind, hash: Hash) {
        self.kind = kind
        self.hash = hash
    }
}

package struct NewItem: Sendable {
    package var guid: String?
    package var url: String?
    package var title: String?
    package var publishedAt: Date?
    package var aliases: [ItemAlias]
    package var verdict: Verdict

    package init(
        guid: String?,
        url: String?,
        title: String?,
        publishedAt: Date?,
        aliases: [ItemAlias],
        verdict: Verdict
    ) {
        self.guid = guid
        self.url = url
        self.title = title
        self.publishedAt = publishedAt
        self.aliases = aliases
        self.verdict = verdict
    }
}

package struct SettledItem: Sendable {
    package var itemID: Int64
    package var verdict: Verdict

    package init(itemID: Int64, verdict: Verdict) {
        self.itemID = itemID
        self.verdict = verdict
    }
}

/// A decision with all that follows from it.
package struct Verdict: Sendable {
    package var decision: Decision
    package var reason: String
    /// For `posted` only.
    package var post: NewPost?
    /// For a waiting decision only.
    package var dueAt: Date?
    package var draft: Data?

    package init(_ decision: Decision, reason: String, post: NewPost? = nil, dueAt: Date? = nil, draft: Data? = nil) {
        self.decision = decision
        self.reason = reason
        self.post = post
        self.dueAt = dueAt
        self.draft = draft
    }
}

/// A post to be; the store gives it its id and time.
package struct NewPost: Sendable, Equatable {
    package var text: String
    package var link: String?
    /// By which the profile's other feeds know that this was said; nil where several items share a link.
    package var linkHash: ItemAlias.Hash?
    package var title: String?
    package var language: String?
    package var audience: String

    package init(
        text: String,
        link: String?,
        linkHash: ItemAlias.Hash? = nil,
        title: String?,
        language: String?,
        audience: String = "public"
    ) {
        self.text = text
        self.link = link
        self.linkHash = linkHash
        self.title = title
        self.language = language
        self.audience = audience
    }
}
