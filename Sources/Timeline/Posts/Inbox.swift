internal import Foundation
internal import GRDB

/// The threads of direct messages, as each of those who take part in them has them.
struct Inbox {
    private let db: Database

    init(_ db: Database) { self.db = db }

    func deliver(_ post: PostRecord, to profileID: Int64, isUnread: Bool) throws {
        try DirectStatement(
            db,
            """
            INSERT INTO conversation (profile_id, thread_id, last_post_id, is_unread) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (profile_id, thread_id) DO UPDATE SET last_post_id = max(last_post_id, ?3), is_unread = ?4
            """
        ).run([.int(profileID), .int(post.threadID), .int(post.id), .int(isUnread ? 1 : 0)])
    }

    /// A thread whose last message is taken back ends with the one before it, or is gone.
    func forget(_ post: PostRecord) throws {
        let ends = try db.rows("SELECT id, profile_id FROM conversation WHERE last_post_id = ?", [post.id]) { columns in
            (id: columns.next() as Int64, profileID: columns.next() as Int64)
        }
        for end in ends {
            let previous = try DirectStatement(
                db,
                """
                SELECT max(id) FROM post WHERE (id = ?1 OR (thread_id = ?1 AND thread_id <> id)) AND id <> ?2
                  AND audience = 'direct' AND deleted_at IS NULL AND (profile_id = ?3
                  OR EXISTS (SELECT 1 FROM mention WHERE post_id = post.id AND profile_id = ?3))
                """
            ).number([.int(post.threadID), .int(post.id), .int(end.profileID)])
            if let previous {
                try DirectStatement(db, "UPDATE conversation SET last_post_id = ? WHERE id = ?")
                    .run([.int(previous), .int(end.id)])
            } else {
                try DirectStatement(db, "DELETE FROM conversation WHERE id = ?").run([.int(end.id)])
            }
        }
    }
}
