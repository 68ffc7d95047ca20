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
                waiting: try count(db, "SELECT count(*) FROM item WHERE decision IN ('capped', 'held')"),
                overdue: try count(db, Self.overdueSQL, [now.milliseconds]),
                deliveriesByState: try deliveries(db),
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
