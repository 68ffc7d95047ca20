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

    package func counts(at now: Date) async throws -> StoreCounts {
        let file = DatabaseFile(path: path)
        return try await read { db in
            var states: [FeedRecord.State: Int] = [:]
            var failing = 0
            let feeds = try db.cachedStatement(
                sql: "SELECT state, count(*), count(failure_kind) FROM feed WHERE is_declared = 1 GROUP BY state"
            )
            for row in try Row.fetchAll(feeds) {
                var columns = Columns(row)
                let state: FeedRecord.State = try columns.nextWord()
                states[state] = columns.next()
                if state == .active { failing = columns.next() }
            }
            return StoreCounts(
                posts: try count(db, "SELECT count(*) FROM post"),
                // Ids are given one after the other and no item is ever deleted; counting rows would read them all.
                items: try count(db, "SELECT coalesce(max(id), 0) FROM item"),
                feeds: states.values.reduce(0, +),
                feedsByState: states,
                failing: failing,
                waiting: try count(db, "SELECT count(*) FROM item WHERE decision IN ('capped', 'held')"),
                overdue: try count(
                    db,
                    "SELECT count(*) FROM feed WHERE state = 'active' AND is_declared = 1 AND next_poll_at < ?",
                    [now.milliseconds]
                ),
                deliveriesByState: try deliveries(db),
                databaseBytes: file.bytes,
                walBytes: file.walBytes
            )
        }
    }
}

private func count(_ db: Database, _ sql: String, _ arguments: StatementArguments = []) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) ?? 0
}

private func deliveries(_ db: Database) throws -> [String: Int] {
    let statement = try db.cachedStatement(sql: "SELECT state, count(*) FROM delivery GROUP BY state")
    return Dictionary(uniqueKeysWithValues: try Row.fetchAll(statement).map { ($0[0], $0[1]) })
}

extension FeedStatus {
    fileprivate static func all(
        _ db: Database,
        where condition: String,
        _ arguments: StatementArguments = []
    ) throws -> [FeedStatus] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(FeedRecord.columns), profile.name, coalesce(said.posts, 0),
                  (SELECT count(*) FROM item WHERE item.feed_id = feed.id AND item.decision IN ('capped', 'held'))
                FROM feed JOIN profile ON profile.id = feed.profile_id
                LEFT JOIN (SELECT item.feed_id, count(*) AS posts FROM post JOIN item ON item.id = post.item_id
                  GROUP BY item.feed_id) AS said ON said.feed_id = feed.id
                WHERE \(condition) ORDER BY feed.url
                """
        )
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            var columns = Columns(row)
            return FeedStatus(
                feed: try FeedRecord(&columns),
                profileName: columns.next(),
                posts: columns.next(),
                waiting: columns.next()
            )
        }
    }
}
