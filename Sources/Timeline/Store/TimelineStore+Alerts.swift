package import Foundation
internal import GRDB

extension TimelineReader {
    /// All feeds that are dead, or of whose recovery their owner does not know yet.
    package func alerts() async throws -> [FeedAlert] {
        try await read { db in
            try db.rows("SELECT \(FeedAlert.columns) FROM \(FeedAlert.tables)") { FeedAlert(&$0) }
        }
    }

    /// Those whose turn it is to be told, the oldest first. Of a feed that the owner took out or paused no death is told.
    package func dueAlerts(at now: Date, limit: Int) async throws -> [FeedAlert] {
        try await read { db in
            try db.rows(
                """
                SELECT \(FeedAlert.columns) FROM \(FeedAlert.tables)
                WHERE feed_alert.next_at <= ? AND (feed_alert.ended_at IS NOT NULL
                  OR (feed.is_declared = 1 AND feed.state <> 'paused'))
                ORDER BY feed_alert.next_at LIMIT ?
                """,
                [now.milliseconds, limit]
            ) { FeedAlert(&$0) }
        }
    }
}

extension TimelineStore {
    /// Keeps what was told; an alert that is over, and of which there is nothing more to tell, is forgotten.
    package func settle(_ alert: FeedAlert) async throws {
        try await write { db in
            // Where the feed recovered meanwhile, that is still to be told.
            let update = try DirectStatement(
                db,
                """
                UPDATE feed_alert SET command_told = ?, webhook_told = ?, attempts = ?, problem = ?,
                  next_at = CASE WHEN ended_at IS ? THEN ? ELSE next_at END
                WHERE feed_id = ? AND raised_at = ?
                """
            )
            try update.run([
                .int(alert.command.rawValue), .int(alert.webhook.rawValue), .int(alert.attempts), .text(alert.problem),
                .time(alert.endedAt), .time(alert.nextAt), .int(alert.feedID), .time(alert.raisedAt),
            ])
            try DirectStatement(db, "DELETE FROM feed_alert WHERE ended_at IS NOT NULL AND next_at IS NULL").run([])
        }
    }
}

extension Refresh {
    /// The feed is dead. That it was found so before, and is not back since, changes nothing.
    func raiseAlert(of failure: FeedFailure, _ db: Database) throws {
        let raise = try DirectStatement(
            db,
            """
            INSERT INTO feed_alert (feed_id, failing_since, raised_at, next_at) VALUES (?1, ?2, ?3, ?3)
            ON CONFLICT (feed_id) DO UPDATE SET failing_since = ?2, raised_at = ?3, ended_at = NULL,
              command_told = command_told % 2, webhook_told = webhook_told % 2, attempts = 0, next_at = ?3, problem = NULL
            WHERE ended_at IS NOT NULL
            """
        )
        try raise.run([.int(feedID), .time(failure.since), .time(at)])
    }

    /// The feed was read: if it was dead, it is back.
    func endAlert(_ db: Database) throws {
        let end = try DirectStatement(
            db,
            """
            UPDATE feed_alert SET ended_at = ?1, attempts = 0, next_at = ?1, problem = NULL
            WHERE feed_id = ?2 AND ended_at IS NULL
            """
        )
        try end.run([.time(at), .int(feedID)])
    }
}
