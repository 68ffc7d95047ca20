package import Foundation
internal import GRDB

extension TimelineStore {
    /// Spreads the feeds that fell due long ago over the time ahead, so that they do not all come at once.
    ///
    /// A feed that was never asked keeps its place: somebody waits for it.
    ///
    /// - Parameter dice: in 0..<1.
    /// - Returns: how many feeds that were.
    @discardableResult
    package func spreadOverdue(
        at now: Date,
        within window: Duration,
        dice: @escaping @Sendable () -> Double
    ) async throws -> Int {
        try await write { db in
            let overdue = try Int64.fetchAll(
                db,
                sql: """
                    SELECT id FROM feed INDEXED BY feed_due
                    WHERE state = 'active' AND is_declared = 1 AND next_poll_at < ? AND last_attempt_at > 0
                    """,
                arguments: [now.milliseconds]
            )
            let move = try db.cachedStatement(sql: "UPDATE feed SET next_poll_at = ? WHERE id = ?")
            for id in overdue {
                let delay = Int64(Double(window.milliseconds) * dice())
                try move.execute(arguments: [now.milliseconds + delay, id])
            }
            return overdue.count
        }
    }

    /// Undoes what a clock that was ahead has written: nothing waits longer than its interval and `cap`.
    package func clampFuture(at now: Date, cap: Duration) async throws {
        try await write { db in
            let arguments: StatementArguments = [now.milliseconds, cap.milliseconds]
            try db.execute(
                sql: "UPDATE feed SET next_poll_at = ?1 + interval WHERE next_poll_at > ?1 + interval + ?2",
                arguments: arguments
            )
            try db.execute(sql: "UPDATE host SET hold_until = ?1 + ?2 WHERE hold_until > ?1 + ?2", arguments: arguments)
            try db.execute(sql: "UPDATE host SET next_slot = ?1 WHERE next_slot > ?1 + ?2", arguments: arguments)
            try db.execute(
                sql: "UPDATE feed SET last_attempt_at = ?1 WHERE last_attempt_at > ?1",
                arguments: [now.milliseconds]
            )
        }
    }
}
