package import Foundation
internal import GRDB

extension TimelineReader {
    /// What a profile has said in its own words, as it sees it, the newest first. Messages between people are never
    /// among it.
    ///
    /// - Parameters:
    ///   - olderThan: the number of a post; for the next page the last one of this.
    ///   - onlyOpen: only what everybody may read.
    package func writings(
        of profileID: Int64,
        olderThan: Int64 = .max,
        onlyOpen: Bool,
        limit: Int,
        at now: Date
    ) async throws -> [SeenPost] {
        try await read { db in
            let ids = try db.rows(
                """
                SELECT id FROM post WHERE profile_id = ? AND id < ? AND boost_of_id IS NULL AND deleted_at IS NULL
                  AND (audience = 'public' OR audience = 'unlisted' OR (NOT ? AND audience <> 'direct'))
                ORDER BY id DESC LIMIT ?
                """,
                [profileID, olderThan, onlyOpen, limit]
            ) { columns -> Int64 in columns.next() }
            let sight = PostSight(db, Viewer(profileID: profileID), at: now)
            return try ids.compactMap(sight.seen)
        }
    }
}
