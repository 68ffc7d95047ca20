package import Foundation

/// A source and what is known about asking it.
package struct FeedRecord: Sendable, Equatable {
    package enum State: String, Sendable, CaseIterable {
        case active
        /// By the operator.
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
    /// Named by the configuration as last applied; a feed that is not is never polled, and keeps its history.
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
    package var pace: FeedPace
    /// The longer one of what the configuration and what the publisher want, before jitter.
    package var interval: Duration
    /// Items of it are still to be decided.
    package var hasWaitingItems: Bool
    /// What the configuration says of it beside its address; opaque here. nil until it was declared with it.
    package var rules: String?

    package init(
        id: Int64,
        profileID: Int64,
        url: String,
        fetchURL: String,
        host: String,
        state: State = .active,
        isDeclared: Bool = true,
        title: String? = nil,
        siteURL: String? = nil,
        language: String? = nil,
        validators: PollValidators = PollValidators(),
        isPrimed: Bool = false,
        nextPollAt: Date,
        lastAttemptAt: Date? = nil,
        lastSuccessAt: Date? = nil,
        lastNewItemAt: Date? = nil,
        failure: FeedFailure? = nil,
        move: FeedMove? = nil,
        pace: FeedPace = FeedPace(),
        interval: Duration,
        hasWaitingItems: Bool = false,
        rules: String? = nil
    ) {
        self.id = id
        self.profileID = profileID
        self.url = url
        self.fetchURL = fetchURL
        self.host = host
        self.state = state
        self.isDeclared = isDeclared
        self.title = title
        self.siteURL = siteURL
        self.language = language
        self.validators = validators
        self.isPrimed = isPrimed
        self.nextPollAt = nextPollAt
        self.lastAttemptAt = lastAttemptAt
        self.lastSuccessAt = lastSuccessAt
        self.lastNewItemAt = lastNewItemAt
        self.failure = failure
        self.move = move
        self.pace = pace
        self.interval = interval
        self.hasWaitingItems = hasWaitingItems
        self.rules = rules
    }
}

extension FeedRecord {
    static let columns = """
        feed.id, feed.profile_id, feed.url, feed.fetch_url, feed.host, feed.state, feed.is_declared, \
        feed.title, feed.site_url, feed.language, feed.etag, feed.last_modified, feed.body_hash, feed.renewed_at, \
        feed.is_primed, feed.next_poll_at, feed.last_attempt_at, feed.last_success_at, feed.last_new_item_at, \
        feed.failure_kind, feed.failure_detail, feed.failure_count, feed.failure_since, \
        feed.move_target, feed.move_since, feed.move_count, \
        feed.asked_interval, feed.skip_hours, feed.skip_days, feed.interval, \
        EXISTS (SELECT 1 FROM item WHERE item.feed_id = feed.id AND item.decision IN ('capped', 'held')), \
        (SELECT text FROM feed_rules WHERE feed_rules.id = feed.rules_id)
        """

    init(_ columns: inout Columns) throws {
        id = columns.next()
        profileID = columns.next()
        url = columns.next()
        fetchURL = columns.next()
        host = columns.next()
        state = try columns.nextWord()
        isDeclared = columns.next()
        title = columns.next()
        siteURL = columns.next()
        language = columns.next()
        validators = PollValidators(
            etag: columns.next(),
            lastModified: columns.next(),
            bodyHash: columns.next(),
            renewedAt: columns.nextDateIfAny()
        )
        isPrimed = columns.next()
        nextPollAt = columns.nextDate()
        let attempt: Int64 = columns.next()
        lastAttemptAt = attempt == 0 ? nil : Date(milliseconds: attempt)
        lastSuccessAt = columns.nextDateIfAny()
        lastNewItemAt = columns.nextDateIfAny()
        failure = FeedFailure(&columns)
        move = FeedMove(&columns)
        pace = FeedPace(&columns)
        interval = .milliseconds(columns.next() as Int64)
        hasWaitingItems = columns.next()
        rules = columns.next()
    }
}

/// A feed and what came of it.
package struct FeedStatus: Sendable, Equatable {
    package var feed: FeedRecord
    package var profileName: String
    package var posts: Int
    package var waiting: Int
    /// Of the waiting ones: until an operator lets them go.
    package var held: Int

    package init(feed: FeedRecord, profileName: String, posts: Int, waiting: Int, held: Int = 0) {
        self.feed = feed
        self.profileName = profileName
        self.posts = posts
        self.waiting = waiting
        self.held = held
    }
}
