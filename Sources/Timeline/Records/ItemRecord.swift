package import Foundation

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
    /// What its feed identifies it by: the guid, or else the address.
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

    package init(
        id: Int64,
        feedID: Int64,
        guid: String? = nil,
        url: String? = nil,
        title: String? = nil,
        publishedAt: Date? = nil,
        firstSeenAt: Date,
        decision: Decision,
        reason: String,
        decidedAt: Date,
        dueAt: Date? = nil,
        draft: Data? = nil,
        postID: Int64? = nil
    ) {
        self.id = id
        self.feedID = feedID
        self.guid = guid
        self.url = url
        self.title = title
        self.publishedAt = publishedAt
        self.firstSeenAt = firstSeenAt
        self.decision = decision
        self.reason = reason
        self.decidedAt = decidedAt
        self.dueAt = dueAt
        self.draft = draft
        self.postID = postID
    }
}

extension ItemRecord {
    static let columns = """
        item.id, item.feed_id, coalesce(item.guid, item.url), item.url, item.title, item.published_at, item.first_seen_at, item.decision, \
        item.reason, coalesce(item.decided_at, item.first_seen_at), item.due_at, item.draft, item.post_id
        """

    init(_ columns: inout Columns) throws {
        id = columns.next()
        feedID = columns.next()
        guid = columns.next()
        url = columns.next()
        title = columns.next()
        publishedAt = columns.nextDateIfAny()
        firstSeenAt = columns.nextDate()
        decision = try columns.nextWord()
        reason = columns.next()
        decidedAt = columns.nextDate()
        dueAt = columns.nextDateIfAny()
        draft = columns.next()
        postID = columns.next()
    }
}
