package import Foundation

/// An account on the owned timeline, e.g. `@croixrouge`.
package struct ProfileRecord: Sendable, Equatable {
    package var id: Int64
    /// Unique without regard to case.
    package var name: String
    package var displayName: String
    package var bio: String
    /// BCP 47; what its posts are written in unless a post says otherwise.
    package var language: String?
    package var url: String?
    package var createdAt: Date
}

/// A source and what is known about asking it.
package struct FeedRecord: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        case active
        /// By the operator, or because it left the configuration.
        case paused
        /// The server said 410.
        case gone
    }

    package var id: Int64
    package var profileID: Int64
    /// As the configuration names it.
    package var url: String
    /// Where it is asked: `url`, or the address it has proven to have moved to.
    package var fetchURL: String
    /// Whom the gap between requests is kept for: host and port, or empty for a file.
    package var host: String
    package var state: State
    /// Named by the configuration as last applied.
    package var isDeclared: Bool
    package var title: String?
    package var siteURL: String?
    package var language: String?
    package var validators: PollValidators
    /// The first document was recorded, so what is new from now on is news.
    package var isPrimed: Bool
    package var nextPollAt: Date
    package var lastAttemptAt: Date?
    package var lastSuccessAt: Date?
    /// The last poll that brought a new item.
    package var lastNewItemAt: Date?
    package var failure: FeedFailure?
    package var move: FeedMove?
    /// The hub-less polling interval in force, before jitter.
    package var interval: Duration
}

/// What makes the next request conditional (RFC 9110 section 13).
package struct PollValidators: Sendable, Equatable {
    /// Byte for byte as received, one scalar a byte.
    package var etag: String?
    package var lastModified: String?
    /// SHA-256 of the last document that was taken in.
    package var bodyHash: Data?
    /// When an unconditional answer last renewed them.
    package var renewedAt: Date?

    package init(etag: String? = nil, lastModified: String? = nil, bodyHash: Data? = nil, renewedAt: Date? = nil) {
        self.etag = etag
        self.lastModified = lastModified
        self.bodyHash = bodyHash
        self.renewedAt = renewedAt
    }
}

/// A run of polls that brought nothing.
package struct FeedFailure: Sendable, Equatable {
    /// A closed set of words, fit for a metric label.
    package var kind: String
    /// For the owner.
    package var detail: String
    package var count: Int
    package var since: Date

    package init(kind: String, detail: String, count: Int, since: Date) {
        self.kind = kind
        self.detail = detail
        self.count = count
        self.since = since
    }
}

/// A permanent redirect that has not been proven yet.
package struct FeedMove: Sendable, Equatable {
    package var target: String
    package var since: Date
    package var count: Int

    package init(target: String, since: Date, count: Int) {
        self.target = target
        self.since = since
        self.count = count
    }
}

/// Why an item became a post or did not. Exactly one stands for each item.
package enum Decision: String, Sendable, CaseIterable {
    case posted
    /// Seen on the first poll of its feed.
    case baseline
    /// Another feed of the profile already announced it.
    case duplicate
    case filtered
    /// Over `maxPerPoll`; waits its turn.
    case capped
    /// Waits: its grace period, its date, or an operator after a burst.
    case held
    case tooOld = "too-old"
    /// Nothing that fits a post can be made of it.
    case refused

    /// The item is still to be decided.
    package var isWaiting: Bool { self == .capped || self == .held }
}

/// An item as it was recorded.
package struct ItemRecord: Sendable, Equatable {
    package var id: Int64
    package var feedID: Int64
    package var guid: String?
    package var url: String?
    package var title: String?
    package var publishedAt: Date?
    package var firstSeenAt: Date
    package var decision: Decision
    /// In words an owner understands: which filter, which post it repeats, what it waits for.
    package var reason: String
    package var decidedAt: Date
    /// When a waiting item may be posted.
    package var dueAt: Date?
    /// What a waiting item will be composed from; opaque here.
    package var draft: Data?
    package var postID: Int64?
}

/// What a profile said.
package struct PostRecord: Sendable, Equatable {
    /// Time-ordered and unique: milliseconds since 1970, times 65,536, plus a sequence.
    package var id: Int64
    package var profileID: Int64
    package var profileName: String
    package var itemID: Int64?
    package var text: String
    /// The article's address, which `text` contains.
    package var link: String?
    /// The article's title, for feeds and page titles.
    package var title: String?
    package var language: String?
    package var audience: String
    package var createdAt: Date
    /// The feed that brought it, as the configuration names it.
    package var feedURL: String?
    /// The guid, or whatever the feed identifies the item by.
    package var itemGUID: String?
}
