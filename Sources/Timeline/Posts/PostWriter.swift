internal import Foundation
internal import GRDB

/// Writes posts, and what they are found by: their words and their tags.
struct PostWriter {
    let db: Database

    init(_ db: Database) { self.db = db }

    func nextID(at now: Date) throws -> Int64 {
        PostID.next(after: try DirectStatement(db, "SELECT max(id) FROM post").number() ?? 0, at: now)
    }

    func insert(_ post: PostRecord, linkHash: ItemAlias.Hash? = nil, accountID: Int64? = nil) throws {
        let insert = try DirectStatement(
            db,
            """
            INSERT INTO post (id, profile_id, item_id, reply_to_id, reply_to_profile_id, thread_id, text, warning,
              is_sensitive, link, link_high, link_low, title, language, audience, list_id, created_at, replies_closed,
              account_id, application_id, media_count, mention_count, short_code)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        )
        try insert.run([
            .int(post.id), .int(post.profileID), .int(post.itemID), .int(post.replyToID), .int(post.replyToProfileID),
            .int(post.threadID), .text(post.text), .text(post.warning), .int(post.isSensitive ? 1 : 0),
            .text(post.link), .int(linkHash?.halves.high), .int(linkHash?.halves.low), .text(post.title),
            .text(post.language), .text(post.audience.rawValue), .int(post.listID), .time(post.createdAt),
            .int(post.repliesClosed ? 1 : 0), .int(accountID), .int(post.applicationID), .int(post.mediaCount),
            .int(post.mentionCount), .text(post.shortCode),
        ])
        try index(post.id, text: post.text, title: post.title)
    }

    /// A boost: a post without words of its own.
    func insertBoost(_ id: Int64, of postID: Int64, by author: Author, at now: Date) throws {
        let insert = try DirectStatement(
            db,
            """
            INSERT INTO post (id, profile_id, boost_of_id, thread_id, text, audience, created_at, account_id,
              application_id)
            VALUES (?1, ?2, ?3, ?1, '', 'public', ?4, ?5, ?6)
            """
        )
        try insert.run([
            .int(id), .int(author.profileID), .int(postID), .time(now), .int(author.accountID),
            .int(author.applicationID),
        ])
    }

    // MARK: - What a post is found by

    func index(_ id: Int64, text: String, title: String?) throws {
        try DirectStatement(db, "INSERT INTO post_text (rowid, text, title) VALUES (?, ?, ?)")
            .run([.int(id), .text(text), .text(title)])
        for tag in PostText.tags(of: text) {
            try DirectStatement(db, "INSERT INTO post_tag (tag, post_id) VALUES (?, ?)").run([.text(tag), .int(id)])
        }
    }

    /// Has to know what was indexed, since the index keeps no copy of it.
    func unindex(_ id: Int64, text: String, title: String?) throws {
        try DirectStatement(
            db,
            "INSERT INTO post_text (post_text, rowid, text, title) VALUES ('delete', ?, ?, ?)"
        ).run([.int(id), .text(text), .text(title)])
        try DirectStatement(db, "DELETE FROM post_tag WHERE post_id = ?").run([.int(id)])
    }
}
