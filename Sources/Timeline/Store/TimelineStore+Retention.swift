package import Foundation
internal import GRDB

/// How long is kept what is of no use for ever. What an item is known by, what was decided on it, and what anybody has
/// said is kept for good.
package struct Retention: Sendable {
    /// Of what was read.
    package var notifications: TimeInterval = 180 * 86_400
    /// Of what nobody has looked at: a feed's profile may have nobody who does.
    package var unreadNotifications: TimeInterval = 730 * 86_400
    /// Then one figure stands for four weeks.
    package var daysOfClicks = 400

    package init() {}
}

extension TimelineStore {
    /// Forgets what is too old to be of use, few rows at a time, so that no write waits long.
    ///
    /// - Returns: how many rows are gone.
    @discardableResult
    package func forgetOld(_ retention: Retention = Retention(), at now: Date) async throws -> Int {
        var count = try await write { db in
            try DirectStatement(db, "DELETE FROM mute WHERE expires_at <= ?").run([.time(now)])
            return db.changesCount
        }
        count += try await forgetNotifications(retention, at: now)
        count += try await foldClicks(before: Day(now).before(retention.daysOfClicks))
        return count
    }

    /// Their numbers hold their time.
    private func forgetNotifications(_ retention: Retention, at now: Date) async throws -> Int {
        let read = PostID.next(after: 0, at: now - retention.notifications)
        let unread = PostID.next(after: 0, at: now - retention.unreadNotifications)
        var count = 0
        while true {
            let gone = try await write { db in
                try DirectStatement(
                    db,
                    """
                    DELETE FROM notification WHERE id IN (
                      SELECT notification.id FROM marker CROSS JOIN notification
                        ON notification.profile_id = marker.profile_id
                        AND notification.id <= marker.last_read_id AND notification.id < ?1
                      WHERE marker.timeline = 'notifications'
                      UNION ALL SELECT id FROM notification WHERE id < ?2
                      LIMIT ?3)
                    """
                ).run([.int(read), .int(unread), .int(Self.rowsPerStep)])
                return db.changesCount
            }
            count += gone
            if gone == 0 { return count }
        }
    }

    /// Clicks of many days become those of the first of four weeks; no sum changes.
    private func foldClicks(before day: Day) async throws -> Int {
        var count = 0
        while true {
            let rows = try await reader.read { db in
                try db.rows(
                    "SELECT code, day FROM click_count WHERE day < ? AND day % 28 <> 0 LIMIT ?",
                    [day.number, Self.rowsPerStep]
                ) { columns in (code: columns.next() as String, day: columns.next() as Int) }
            }
            if rows.isEmpty { return count }
            try await write { db in
                let fold = try DirectStatement(
                    db,
                    """
                    INSERT INTO click_count (code, day, people, bots)
                    SELECT code, day - day % 28, people, bots FROM click_count WHERE code = ?1 AND day = ?2
                    ON CONFLICT (code, day) DO UPDATE SET people = people + excluded.people, bots = bots + excluded.bots
                    """
                )
                let forget = try DirectStatement(db, "DELETE FROM click_count WHERE code = ? AND day = ?")
                for row in rows {
                    try fold.run([.text(row.code), .int(row.day)])
                    try forget.run([.text(row.code), .int(row.day)])
                }
            }
            count += rows.count
        }
    }

    private static let rowsPerStep = 500
}
