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

    package func counts(at now: Date) async throws -> StoreCounts {
        let file = DatabaseFile(path: path)
        return try await read { db in
            let feeds = try db.rows(
                """
                SELECT state, count(*), count(failure_kind), max(last_success_at) FROM feed
                WHERE is_declared = 1 GROUP BY state
                """
            ) { columns -> (state: FeedRecord.State, count: Int, failing: Int, success: Date?) in
                (try columns.nextWord(), columns.next(), columns.next(), columns.nextDateIfAny())
            }
            return StoreCounts(
                posts: try count(db, "SELECT count(*) FROM post"),
                openPosts: try count(db, "SELECT coalesce(sum(post_count), 0) FROM profile"),
                profiles: try count(db, "SELECT count(*) FROM profile"),
                // Ids are given one after the other and no item is ever deleted; counting rows would read them all.
                items: try count(db, "SELECT coalesce(max(id), 0) FROM item"),
                feeds: feeds.map(\.count).reduce(0, +),
                feedsByState: Dictionary(uniqueKeysWithValues: feeds.map { ($0.state, $0.count) }),
                failing: feeds.first { $0.state == .active }?.failing ?? 0,
                lastSuccessAt: feeds.compactMap(\.success).max(),
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
                overdue: try count(
                    db,
                    "SELECT count(*) FROM feed WHERE state = 'active' AND is_declared = 1 AND next_poll_at < ?",
                    [now.milliseconds]
                ),
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
