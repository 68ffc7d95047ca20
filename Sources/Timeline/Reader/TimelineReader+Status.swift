package import Foundation
internal import GRDB

extension TimelineReader {
    /// All feeds, those that left the configuration too; by address.
    package func feeds() async throws -> [FeedStatus] {
        try await read { db in try FeedStatus.all(db, where: "TRUE") }
    }

    package func feed(url: String) async throws -> FeedStatus? {
        try await read { db in try FeedStatus.all(db, where: "feed.url = ?", [url]).first }
    }

    /// Since when the feed that waits the longest for its poll could have been polled; nil if none waits. One whose server
    /// is left alone for a while does not.
    package func dueSince(at now: Date) async throws -> Date? {
        try await read { db in try longestDue(db, now) }
    }

    /// Of a million feeds only those are read that rest, fail or are late.
    package func counts(at now: Date) async throws -> StoreCounts {
        let file = DatabaseFile(path: path)
        return try await read { db in
            let feeds = try count(db, "SELECT feed_count FROM declaration")
            let resting = try db.rows(Self.restingSQL) { columns -> (FeedRecord.State, Int) in
                (try columns.nextWord(), columns.next())
            }
            var states = Dictionary(uniqueKeysWithValues: resting)
            let active = feeds - states.values.reduce(0, +)
            if active > 0 { states[.active] = active }
            return StoreCounts(
                posts: try count(db, "SELECT count(*) FROM post"),
                openPosts: try count(db, "SELECT coalesce(sum(post_count), 0) FROM profile"),
                profiles: try count(db, "SELECT count(*) FROM profile"),
                // Ids are given one after the other and no item is ever deleted; counting rows would read them all.
                items: try count(db, "SELECT coalesce(max(id), 0) FROM item"),
                feeds: feeds,
                feedsByState: states,
                failing: try count(db, Self.failingSQL),
                dead: try count(
                    db,
                    """
                    SELECT count(*) FROM feed_alert JOIN feed ON feed.id = feed_alert.feed_id
                    WHERE feed_alert.ended_at IS NULL AND feed.is_declared = 1
                    """
                ),
                untold: try count(db, "SELECT count(*) FROM feed_alert WHERE next_at IS NOT NULL"),
                waiting: try count(db, "SELECT count(*) FROM item WHERE decision IN ('capped', 'held')"),
                held: try count(
                    db,
                    "SELECT count(*) FROM item WHERE decision IN ('capped', 'held') AND due_at IS NULL"
                ),
                waitingSince: try moment(
                    db,
                    "SELECT min(first_seen_at) FROM item WHERE decision IN ('capped', 'held')"
                ),
                overdue: try count(db, Self.overdueSQL, [now.milliseconds]),
                dueSince: try longestDue(db, now),
                deliveriesByState: try deliveries(db),
                undeliveredSince: try moment(
                    db,
                    """
                    SELECT min(post.created_at) FROM delivery JOIN post ON post.id = delivery.post_id
                    WHERE delivery.state IN ('pending', 'in-flight')
                    """
                ),
                databaseBytes: file.bytes,
                walBytes: file.walBytes
            )
        }
    }

    static let restingSQL = """
        SELECT state, count(*) FROM feed INDEXED BY feed_resting
        WHERE (state <> 'active' OR is_declared = 0) AND is_declared = 1 GROUP BY state
        """
    static let failingSQL = """
        SELECT count(*) FROM feed INDEXED BY feed_failing
        WHERE failure_kind IS NOT NULL AND state = 'active' AND is_declared = 1
        """
    static let overdueSQL = """
        SELECT count(*) FROM feed INDEXED BY feed_due
        WHERE state = 'active' AND is_declared = 1 AND next_poll_at < ?
        """
}

private func count(_ db: Database, _ sql: String, _ arguments: StatementArguments = []) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) ?? 0
}

private func moment(_ db: Database, _ sql: String, _ arguments: StatementArguments = []) throws -> Date? {
    try Int64.fetchOne(db.cachedStatement(sql: sql), arguments: arguments).map(Date.init(milliseconds:))
}

private func longestDue(_ db: Database, _ now: Date) throws -> Date? {
    try moment(
        db,
        """
        SELECT min(max(feed.next_poll_at, coalesce(host.hold_until, 0), coalesce(host.next_slot, 0))) AS since
        FROM feed LEFT JOIN host ON host.name = feed.host
        WHERE feed.state = 'active' AND feed.is_declared = 1 AND feed.next_poll_at < ?1
          AND coalesce(host.hold_until, 0) < ?1 AND coalesce(host.next_slot, 0) < ?1
        """,
        [now.milliseconds]
    )
}

private func deliveries(_ db: Database) throws -> [String: Int] {
    let counts = try db.rows("SELECT state, count(*) FROM delivery GROUP BY state") { columns -> (String, Int) in
        (columns.next(), columns.next())
    }
    return Dictionary(uniqueKeysWithValues: counts)
}

extension FeedStatus {
    fileprivate static func all(
        _ db: Database,
        where condition: StaticString,
        _ arguments: StatementArguments = []
    ) throws -> [FeedStatus] {
        try db.rows(
            """
            SELECT \(FeedRecord.columns), profile.name, coalesce(said.posts, 0),
              (SELECT count(*) FROM item WHERE item.feed_id = feed.id AND item.decision IN ('capped', 'held')),
              (SELECT count(*) FROM item WHERE item.feed_id = feed.id AND item.decision IN ('capped', 'held')
                AND due_at IS NULL)
            FROM feed JOIN profile ON profile.id = feed.profile_id
            LEFT JOIN (SELECT item.feed_id, count(*) AS posts FROM post JOIN item ON item.id = post.item_id
              GROUP BY item.feed_id) AS said ON said.feed_id = feed.id
            WHERE \(condition) ORDER BY feed.url
            """,
            arguments
        ) { columns in
            FeedStatus(
                feed: try FeedRecord(&columns),
                profileName: columns.next(),
                posts: columns.next(),
                waiting: columns.next(),
                held: columns.next()
            )
        }
    }
}
