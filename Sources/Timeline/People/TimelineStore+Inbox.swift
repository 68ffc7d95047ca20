package import Foundation
internal import GRDB

/// What a profile does with what was brought to it.
extension TimelineStore {
    package func dismissNotification(_ id: Int64, of profileID: Int64) async throws {
        try await write { db in
            try DirectStatement(db, "DELETE FROM notification WHERE id = ? AND profile_id = ?")
                .run([.int(id), .int(profileID)])
        }
        events.send(.touched)
    }

    package func dismissNotifications(of profileID: Int64) async throws {
        try await write { db in
            try DirectStatement(db, "DELETE FROM notification WHERE profile_id = ?").run([.int(profileID)])
        }
        events.send(.touched)
    }

    /// - Throws: `Refusal` if the profile has no such conversation.
    package func markConversation(_ id: Int64, isUnread: Bool, of profileID: Int64) async throws {
        try await attempt { db in
            try DirectStatement(db, "UPDATE conversation SET is_unread = ? WHERE id = ? AND profile_id = ?")
                .run([.flag(isUnread), .int(id), .int(profileID)])
            guard db.changesCount > 0 else { throw Refusal(.notFound, "there is no such conversation") }
        }
        events.send(.touched)
    }

    /// Takes a conversation from sight until there is a new message in it.
    ///
    /// - Throws: `Refusal` if the profile has no such conversation.
    package func removeConversation(_ id: Int64, of profileID: Int64) async throws {
        try await attempt { db in
            try DirectStatement(db, "DELETE FROM conversation WHERE id = ? AND profile_id = ?")
                .run([.int(id), .int(profileID)])
            guard db.changesCount > 0 else { throw Refusal(.notFound, "there is no such conversation") }
        }
        events.send(.touched)
    }

    /// Remembers how far a timeline was read.
    ///
    /// - Returns: the marker as it is now.
    package func mark(
        _ timeline: MarkerRecord.Timeline,
        readUpTo id: Int64,
        by profileID: Int64,
        at now: Date
    ) async throws -> MarkerRecord {
        let version = try await write { db in
            try DirectStatement(
                db,
                """
                INSERT INTO marker (profile_id, timeline, last_read_id, version, updated_at) VALUES (?1, ?2, ?3, 1, ?4)
                ON CONFLICT (profile_id, timeline) DO UPDATE SET last_read_id = ?3, version = version + 1, updated_at = ?4
                """
            ).run([.int(profileID), .text(timeline.rawValue), .int(id), .time(now)])
            return try DirectStatement(db, "SELECT version FROM marker WHERE profile_id = ? AND timeline = ?")
                .number([.int(profileID), .text(timeline.rawValue)]) ?? 1
        }
        events.send(.touched)
        return MarkerRecord(timeline: timeline, lastReadID: id, version: Int(version), updatedAt: now)
    }
}

/// How far somebody has read.
package struct MarkerRecord: Sendable, Equatable {
    package enum Timeline: String, Sendable, CaseIterable {
        case home
        case notifications
    }

    package var timeline: Timeline
    package var lastReadID: Int64
    package var version: Int
    package var updatedAt: Date
}
