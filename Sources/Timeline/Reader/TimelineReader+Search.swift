package import Foundation
internal import GRDB

extension TimelineReader {
    /// Posts with all of some words, or words that begin with the last of them; the newest first.
    ///
    /// - Parameter authorID: nil: whoever said it.
    package func search(
        posts words: String,
        by authorID: Int64? = nil,
        for viewer: Viewer,
        _ page: PageQuery = PageQuery(),
        offset: Int = 0,
        at now: Date
    ) async throws -> [SeenPost] {
        guard let pattern = FTS5Pattern(matchingAllPrefixesIn: words) else { return [] }
        return try await read { db in
            let ids = try db.rows(
                """
                SELECT post.id FROM post_text CROSS JOIN post ON post.id = post_text.rowid
                CROSS JOIN post AS entry ON entry.id = post.id
                WHERE post_text MATCH :words AND post_text.rowid < :older AND post_text.rowid > :newer
                  AND (:author IS NULL OR post.profile_id = :author)
                  AND (post.audience <> 'unlisted' OR post.profile_id = :viewer)
                  AND \(Visibility.post) AND \(Visibility.unmuted)
                ORDER BY post_text.rowid DESC LIMIT :limit OFFSET :offset
                """,
                [
                    "words": pattern, "viewer": viewer.id, "now": now.milliseconds, "author": authorID,
                    "older": page.olderThan ?? .max, "newer": page.newerThan ?? .min, "limit": max(page.limit, 0),
                    "offset": max(offset, 0),
                ]
            ) { columns -> Int64 in columns.next() }
            let sight = PostSight(db, viewer, at: now)
            return try ids.compactMap(sight.seen)
        }
    }

    /// Profiles whose name, or a word of whose display name, begins so; those that more people follow first.
    ///
    /// - Parameter onlyFollowed: only those that the viewer follows.
    package func search(
        profiles text: String,
        onlyFollowed: Bool = false,
        for viewer: Viewer,
        limit: Int,
        offset: Int = 0
    ) async throws -> [ProfileRecord] {
        let name = text.hasPrefix("@") ? String(text.dropFirst()) : text
        guard !name.isEmpty else { return [] }
        let pattern = name.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
        return try await read { db in
            try db.rows(
                """
                SELECT \(ProfileRecord.columns) FROM profile
                WHERE (profile.name LIKE :pattern || '%' ESCAPE '\\'
                    OR profile.display_name LIKE :pattern || '%' ESCAPE '\\'
                    OR profile.display_name LIKE '% ' || :pattern || '%' ESCAPE '\\')
                  AND (NOT :onlyFollowed OR EXISTS (SELECT 1 FROM follow
                    WHERE follower_id = :viewer AND followed_id = profile.id AND is_accepted = 1))
                  AND \(Visibility.profile)
                ORDER BY profile.name <> :name, profile.follower_count DESC, profile.id LIMIT :limit OFFSET :offset
                """,
                [
                    "pattern": pattern, "name": name, "viewer": viewer.id, "onlyFollowed": onlyFollowed,
                    "limit": max(limit, 0), "offset": max(offset, 0),
                ]
            ) { columns in try ProfileRecord(&columns) }
        }
    }

    /// Tags of posts to everybody that begin so, folded; those that more posts have first.
    package func search(tags text: String, limit: Int, offset: Int = 0) async throws -> [String] {
        let tag = PostText.foldedTag(text.hasPrefix("#") ? String(text.dropFirst()) : text)
        guard !tag.isEmpty else { return [] }
        return try await read { db in
            try db.rows(
                """
                SELECT tag FROM post_tag JOIN post ON post.id = post_tag.post_id
                WHERE tag >= :tag AND tag < :tag || char(1114111) AND post.audience = 'public'
                GROUP BY tag ORDER BY count(*) DESC, tag LIMIT :limit OFFSET :offset
                """,
                ["tag": tag, "limit": max(limit, 0), "offset": max(offset, 0)]
            ) { columns in columns.next() }
        }
    }
}
