package import Foundation
internal import GRDB

extension TimelineStore {
    /// Spreads the feeds that fell due long ago over the time ahead, so that they do not all come at once.
    ///
    /// A feed that was never asked keeps its place: somebody waits for it.
    ///
    /// - Parameters:
    ///   - dice: in 0..<1.
    ///   - onProgress: called after each transaction; of a million feeds it takes a minute, and somebody may think that
    ///     the daemon hangs.
    /// - Returns: how many feeds that were.
    @discardableResult
    package func spreadOverdue(
        at now: Date,
        within window: Duration,
        dice: @escaping @Sendable () -> Double,
        onProgress: () -> Void = {}
    ) async throws -> Int {
        var count = 0
        var moved: Int
        repeat {
            moved = try await write { db in
                let overdue = try Int64.fetchAll(db, sql: Self.longOverdueSQL, arguments: [now.milliseconds])
                let move = try DirectStatement(db, "UPDATE feed SET next_poll_at = ? WHERE id = ?")
                for id in overdue {
                    let delay = Int64(Double(window.milliseconds) * dice())
                    try move.run([.int(now.milliseconds + delay), .int(id)])
                }
                return overdue.count
            }
            count += moved
            onProgress()
        } while moved == Self.movedAtOnce
        return count
    }

    /// So that others get their turn to write.
    private static let movedAtOnce = 5_000
    static let longOverdueSQL = """
        SELECT id FROM feed INDEXED BY feed_due
        WHERE state = 'active' AND is_declared = 1 AND next_poll_at < ? AND last_attempt_at > 0
        ORDER BY next_poll_at LIMIT \(movedAtOnce)
        """

    /// Undoes what a clock that was ahead has written: nothing waits longer than its interval and `cap`.
    package func clampFuture(at now: Date, cap: Duration) async throws {
        try await write { db in
            let arguments: StatementArguments = [now.milliseconds, cap.milliseconds]
            for sql in Self.clampNextSQL { try db.execute(sql: sql, arguments: arguments) }
            for sql in Self.clampLastSQL { try db.execute(sql: sql, arguments: [now.milliseconds]) }
            try db.execute(sql: "UPDATE host SET hold_until = ?1 + ?2 WHERE hold_until > ?1 + ?2", arguments: arguments)
            try db.execute(sql: "UPDATE host SET next_slot = ?1 WHERE next_slot > ?1 + ?2", arguments: arguments)
        }
    }

    /// Those that are polled by the index of their times, the few others by that of those who rest. The first comparison
    /// of times is what the index can answer.
    static let clampNextSQL = [
        """
        UPDATE feed INDEXED BY feed_due SET next_poll_at = ?1 + interval WHERE state = 'active' AND is_declared = 1
          AND next_poll_at > ?1 + ?2 AND next_poll_at > ?1 + interval + ?2
        """,
        """
        UPDATE feed INDEXED BY feed_resting SET next_poll_at = ?1 + interval
        WHERE (state <> 'active' OR is_declared = 0) AND next_poll_at > ?1 + interval + ?2
        """,
    ]
    static let clampLastSQL = [
        """
        UPDATE feed INDEXED BY feed_attempt SET last_attempt_at = ?1
        WHERE state = 'active' AND is_declared = 1 AND last_attempt_at > ?1
        """,
        """
        UPDATE feed INDEXED BY feed_resting SET last_attempt_at = ?1
        WHERE (state <> 'active' OR is_declared = 0) AND last_attempt_at > ?1
        """,
    ]
}
