package import Foundation
internal import GRDB

/// What the store knows of pictures; their files lie beside it.
extension TimelineStore {
    /// - Parameter media: its `id` is given by the store.
    package func addMedia(_ media: MediaRecord, at now: Date) async throws -> MediaRecord {
        var stored = media
        stored.id = try await write { db in
            let last = try DirectStatement(db, "SELECT max(id) FROM media").number() ?? 0
            let id = PostID.next(after: last, at: now)
            try DirectStatement(
                db,
                """
                INSERT INTO media (id, profile_id, name, type, width, height, bytes, description, focus_x, focus_y,
                  created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
            ).run([
                .int(id), .int(media.profileID), .text(media.name), .text(media.type), .int(media.width),
                .int(media.height), .int(media.bytes), .text(media.description), media.focus.x.databaseValue,
                media.focus.y.databaseValue, .time(now),
            ])
            return id
        }
        return stored
    }

    /// - Parameters:
    ///   - description: nil keeps it.
    ///   - focus: nil keeps it.
    /// - Throws: `Refusal` unless it is the profile's.
    package func describeMedia(
        _ id: Int64,
        description: String?,
        focus: (x: Double, y: Double)?,
        by profileID: Int64
    ) async throws {
        try await attempt { db in
            try DirectStatement(
                db,
                """
                UPDATE media SET description = coalesce(?, description), focus_x = coalesce(?, focus_x),
                  focus_y = coalesce(?, focus_y) WHERE id = ? AND profile_id = ?
                """
            ).run([
                .text(description.map { String($0.prefix(1_500)) }), focus?.x.databaseValue ?? .null,
                focus?.y.databaseValue ?? .null, .int(id), .int(profileID),
            ])
            guard db.changesCount > 0 else { throw Refusal(.notFound, "there is no such picture") }
        }
        events.send(.touched)
    }

    /// Forgets pictures that no post holds a day after they came.
    ///
    /// - Returns: the names of files that nothing refers to any more.
    package func forgetLooseMedia(at now: Date) async throws -> [String] {
        try await write { db in
            let names = Set(
                try db.rows(
                    "SELECT name FROM media WHERE post_id IS NULL AND created_at < ?",
                    [(now - 86_400).milliseconds]
                ) { columns -> String in columns.next() }
            )
            try DirectStatement(db, "DELETE FROM media WHERE post_id IS NULL AND created_at < ?")
                .run([.time(now - 86_400)])
            return try names.filter { name in
                try DirectStatement(
                    db,
                    """
                    SELECT 1 WHERE EXISTS (SELECT 1 FROM media WHERE name = ?1)
                      OR EXISTS (SELECT 1 FROM profile WHERE avatar = ?1 OR header = ?1)
                    """
                ).number([.text(name)]) == nil
            }
        }
    }
}

extension TimelineReader {
    /// One of the profile's own pictures.
    package func media(_ id: Int64, of profileID: Int64) async throws -> MediaRecord? {
        try await read { db in
            try db.row(
                "SELECT \(MediaRecord.columns) FROM media WHERE id = ? AND profile_id = ?",
                [id, profileID]
            ) { columns in MediaRecord(&columns) }
        }
    }

    /// What a stored picture is, if the viewer may look at it: as a part of a post that they may read, as their own, or as
    /// the face of a profile.
    package func mediaType(ofFile name: String, for viewer: Viewer) async throws -> String? {
        try await read { db in
            try db.row(
                """
                SELECT media.type FROM media LEFT JOIN post ON post.id = media.post_id
                WHERE media.name = :name AND (media.profile_id = :viewer OR (post.id IS NOT NULL AND \(Visibility.post))
                  OR EXISTS (SELECT 1 FROM profile WHERE avatar = :name OR header = :name))
                LIMIT 1
                """,
                ["name": name, "viewer": viewer.id]
            ) { columns in columns.next() }
        }
    }
}
