internal import Foundation
internal import GRDB

/// Empties a post: its words, and all that others had attached to it. What it announced stays known, so that no feed
/// says it again.
struct Retraction {
    private let post: PostRecord
    private let db: Database

    init(_ post: PostRecord, _ db: Database) {
        self.post = post
        self.db = db
    }

    func carryOut(at now: Date) throws {
        try PostWriter(db).unindex(post.id, text: post.text, title: post.title)
        try Inbox(db).forget(post)
        for statement in Self.detachments { try DirectStatement(db, statement).run([.int(post.id)]) }
        // Whoever deletes a post may do so to write it anew, with the same pictures.
        try DirectStatement(db, "UPDATE media SET post_id = NULL, created_at = ? WHERE post_id = ?")
            .run([.time(now), .int(post.id)])
        try DirectStatement(
            db,
            """
            UPDATE post SET text = '', warning = '', title = NULL, link = NULL, media_count = 0, mention_count = 0,
              pinned_at = NULL, deleted_at = ? WHERE id = ?
            """
        ).run([.time(now), .int(post.id)])
    }

    private static let detachments = [
        "DELETE FROM post WHERE boost_of_id = ?",
        "DELETE FROM mention WHERE post_id = ?",
        "DELETE FROM favourite WHERE post_id = ?",
        "DELETE FROM bookmark WHERE post_id = ?",
        "DELETE FROM notification WHERE post_id = ?",
        "DELETE FROM card WHERE post_id = ?",
        "DELETE FROM post_edit WHERE post_id = ?",
        "DELETE FROM post_source WHERE post_id = ?",
    ]
}

/// What a post said before it was edited, the oldest first.
struct PostHistory {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// Keeps a post as it is, before it changes.
    func keep(_ post: PostRecord) throws {
        try DirectStatement(
            db,
            """
            INSERT INTO post_edit (post_id, number, text, warning, is_sensitive, written_at)
            VALUES (?1, (SELECT coalesce(max(number), 0) + 1 FROM post_edit WHERE post_id = ?1), ?2, ?3, ?4, ?5)
            """
        ).run([
            .int(post.id), .text(post.text), .text(post.warning), .int(post.isSensitive ? 1 : 0),
            .time(post.editedAt ?? post.createdAt),
        ])
    }
}
