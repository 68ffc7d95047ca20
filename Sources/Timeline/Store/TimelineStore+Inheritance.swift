internal import GRDB

/// A feed that the configuration names by another address than before is a new feed to the store. What its old address
/// brought is handed on to it, so that nothing is said again and nothing between the two is missed.
extension TimelineReader {
    static let retiredSQL = """
        SELECT id FROM feed INDEXED BY feed_retired
        WHERE profile_id = ? AND is_declared = 0 AND is_primed = 1 ORDER BY last_success_at DESC LIMIT 20
        """

    /// Feeds of a profile that were read once and are configured no more: the twenty that were read last.
    package func retiredFeeds(profileID: Int64) async throws -> [FeedRecord] {
        try await read { db in
            try db.rows(
                "SELECT \(FeedRecord.columns) FROM feed WHERE id IN (\(Self.retiredSQL)) ORDER BY last_success_at DESC",
                [profileID]
            ) { columns in try FeedRecord(&columns) }
        }
    }
}

extension TimelineStore {
    /// Makes all items of one feed another's, which counts as read from then on, and the first as never read.
    package func inherit(from old: Int64, to new: Int64) async throws {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE item SET feed_id = ?1 WHERE id IN (SELECT item_id FROM item_alias WHERE feed_id = ?2)
                    """,
                arguments: [new, old]
            )
            try db.execute(
                sql: "UPDATE OR IGNORE item_alias SET feed_id = ?1 WHERE feed_id = ?2",
                arguments: [new, old]
            )
            try db.execute(
                sql: """
                    UPDATE feed SET is_primed = 1, (last_success_at, last_new_item_at) =
                      (SELECT last_success_at, last_new_item_at FROM feed WHERE id = ?2) WHERE id = ?1
                    """,
                arguments: [new, old]
            )
            try db.execute(
                sql: """
                    UPDATE feed SET is_primed = 0, last_success_at = NULL, last_new_item_at = NULL,
                      etag = NULL, last_modified = NULL, body_hash = NULL, renewed_at = NULL WHERE id = ?
                    """,
                arguments: [old]
            )
        }
    }
}
