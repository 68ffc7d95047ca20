package import Foundation
internal import GRDB

extension TimelineStore {
    /// Pauses a feed, or lets it go on: then it is asked within its interval, whatever it had been waiting for.
    ///
    /// - Returns: whether the configuration names such a feed.
    package func setState(_ state: FeedRecord.State, feedURL: String, at now: Date) async throws -> Bool {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE feed SET state = ?, next_poll_at = min(next_poll_at, ? + interval)
                    WHERE url = ? AND is_declared = 1
                    """,
                arguments: [state.rawValue, now.milliseconds, feedURL]
            )
            return db.changesCount > 0
        }
    }

    /// Makes a feed due, or with nil every feed, unless it is paused: its failures are forgotten, its host is asked
    /// again, and if it was gone it is given another chance.
    ///
    /// - Returns: how many feeds are due now.
    package func pollNow(feedURL: String?, at now: Date) async throws -> Int {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE host SET hold_until = 0
                    WHERE name IN (SELECT host FROM feed WHERE is_declared = 1 AND (?1 IS NULL OR url = ?1))
                    """,
                arguments: [feedURL]
            )
            try db.execute(
                sql: """
                    UPDATE feed SET next_poll_at = ?2, state = 'active',
                      failure_kind = NULL, failure_detail = NULL, failure_count = NULL, failure_since = NULL
                    WHERE is_declared = 1 AND state <> 'paused' AND (?1 IS NULL OR url = ?1)
                    """,
                arguments: [feedURL, now.milliseconds]
            )
            return db.changesCount
        }
    }

    /// Lets the items of a feed go that wait for somebody to look at them: they wait their turn from then on.
    ///
    /// - Returns: how many items that were.
    package func releaseHeld(feedURL: String, at now: Date) async throws -> Int {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE item SET decision = 'capped', due_at = ?1, decided_at = ?1, reason = 'released; it waits its turn'
                    WHERE decision = 'held' AND decision IN ('capped', 'held') AND due_at IS NULL AND feed_id = (SELECT id FROM feed WHERE url = ?2)
                    """,
                arguments: [now.milliseconds, feedURL]
            )
            let count = db.changesCount
            if count > 0 {
                // A server that is in trouble, or has asked for time, is not asked because of this.
                try db.execute(
                    sql: """
                        UPDATE feed SET next_poll_at = min(next_poll_at, ?) WHERE url = ? AND failure_kind IS NULL
                        """,
                    arguments: [now.milliseconds, feedURL]
                )
            }
            return count
        }
    }

    /// Keeps the file tidy; nothing that an item is known by, and no decision, is ever removed.
    package func maintain(at now: Date) async throws {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM host WHERE hold_until < ?1 AND next_slot < ?1",
                arguments: [now.milliseconds]
            )
        }
        let log = DatabaseFile(path: path).walBytes
        try await writeAlone { db in
            try db.execute(sql: "PRAGMA optimize")
            // Readers may be in the way; then the next time will do.
            if log > Self.largeLog { _ = try? db.checkpoint(.truncate) }
        }
    }

    /// In bytes; four times what the automatic checkpoints let it grow to.
    private static let largeLog = 16 * 1_024 * 1_024

    /// Returns when the writer has answered.
    package func proveAlive() async throws {
        try await write { db in _ = try Int.fetchOne(db.cachedStatement(sql: "SELECT 1")) }
    }
}
