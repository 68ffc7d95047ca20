package import Foundation
internal import GRDB

/// What the store knows of pictures; their files lie beside it.
extension TimelineStore {
    /// Keeps a picture that somebody sent, without what it says of its maker. Its file comes first, so that what the
    /// database knows is there.
    ///
    /// - Parameter focus: each from -1 to 1.
    /// - Throws: `Refusal` for what is no picture, and for a description that is too long.
    package func keepPicture(
        _ bytes: [UInt8],
        by profileID: Int64,
        description: String = "",
        focus: (x: Double, y: Double) = (0, 0),
        at now: Date
    ) async throws -> MediaRecord {
        let description = try MediaRecord.written(description)
        let picture = try ImageFile(bytes)
        let media = MediaRecord(
            id: 0,
            profileID: profileID,
            name: try await shelf.store(picture),
            type: picture.format.rawValue,
            width: picture.size.width,
            height: picture.size.height,
            bytes: picture.cleaned.count,
            description: description,
            focus: focus
        )
        return try await addMedia(media, at: now)
    }

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
    /// - Throws: `Refusal` unless it is the profile's, and for a description that is too long.
    package func describeMedia(
        _ id: Int64,
        description: String?,
        focus: (x: Double, y: Double)?,
        by profileID: Int64
    ) async throws {
        let description = try description.map(MediaRecord.written)
        try await attempt { db in
            try DirectStatement(
                db,
                """
                UPDATE media SET description = coalesce(?, description), focus_x = coalesce(?, focus_x),
                  focus_y = coalesce(?, focus_y) WHERE id = ? AND profile_id = ?
                """
            ).run([
                .text(description), focus?.x.databaseValue ?? .null,
                focus?.y.databaseValue ?? .null, .int(id), .int(profileID),
            ])
            guard db.changesCount > 0 else { throw Refusal(.notFound, "there is no such picture") }
        }
        events.send(.touched)
    }

    /// Forgets pictures that nothing holds a day after they came, and removes their files.
    package func tidyMedia(at now: Date) async throws {
        try await shelf.remove(forgetLooseMedia(at: now))
    }

    /// Forgets pictures that a day after they came are no part of a post, whether published or scheduled, nor the face of a
    /// profile.
    ///
    /// - Returns: the names of files that nothing refers to any more.
    func forgetLooseMedia(at now: Date) async throws -> [String] {
        try await write { db in
            let scheduled = """
                SELECT value FROM scheduled_post, json_each(CAST(draft AS TEXT), '$.mediaIDs')
                """
            return try db.rows(
                """
                DELETE FROM media WHERE post_id IS NULL AND created_at < ? AND id NOT IN (\(scheduled))
                  AND NOT EXISTS (SELECT 1 FROM profile WHERE avatar = media.name OR header = media.name)
                RETURNING name
                """,
                [(now - 86_400).milliseconds]
            ) { columns in columns.next() }
        }
    }

    /// Removes files that are older than a day and that the database does not know: whatever stored them ended before it
    /// could say so.
    ///
    /// - Returns: how many that were.
    @discardableResult
    package func sweepMedia(at now: Date) async throws -> Int {
        try await shelf.sweep(before: now - 86_400) { names in
            try await reader.read { db in
                let known = try db.cachedStatement(sql: "SELECT 1 FROM media WHERE name = ?")
                return Set(try names.filter { try Row.fetchOne(known, arguments: [$0]) != nil })
            }
        }
    }
}

extension MediaRecord {
    /// In characters as Unicode counts them.
    package static let maximumDescription = 1_500

    fileprivate static func written(_ description: String) throws(Refusal) -> String {
        let written = PostText.written(description)
        guard written.unicodeScalars.count <= maximumDescription else {
            throw Refusal(.invalid, "a description has at most \(maximumDescription) characters")
        }
        return written
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
