internal import Foundation
internal import GRDB

/// Lets a post say what its item says now. What it said before stays in its history.
struct Revision {
    private let edit: PostEdit
    private let db: Database

    init(_ edit: PostEdit, _ db: Database) {
        self.edit = edit
        self.db = db
    }

    /// Leaves a post alone that was edited by hand or taken back since the document was read.
    ///
    /// - Returns: whether the post was changed.
    func carryOut(at now: Date) throws -> Bool {
        let isEditable =
            try DirectStatement(
                db,
                "SELECT 1 FROM \(EditablePost.tables) WHERE post.id = ? AND \(EditablePost.condition)"
            )
            .number([.int(edit.postID)]) != nil
        guard isEditable, let post = try PostRecord.find(edit.postID, db) else { return false }
        var refusal = edit.refusal
        var isRewritten = false
        if let words = edit.post {
            isRewritten = try rewrite(post, words, at: now)
            if !isRewritten { refusal = "its new short link leads to another article already" }
        }
        let editedAt = isRewritten ? now : nil
        try FollowedEdits.keep(edit.digest, refusal: refusal, of: post.id, editedAt: editedAt, db)
        return isRewritten
    }

    /// - Returns: false if a short link of the new words leads elsewhere; then nothing was changed.
    private func rewrite(_ post: PostRecord, _ words: NewPost, at now: Date) throws -> Bool {
        if let link = words.shortLink, try !ShortLinks(db, profileID: post.profileID).keep(link, at: now) {
            return false
        }
        try PostHistory(db).keep(post)
        let writer = PostWriter(db)
        try writer.unindex(post.id, text: post.text, title: post.title)
        // A short link that the new words do without goes on counting: others have passed it on.
        try DirectStatement(
            db,
            """
            UPDATE post SET text = ?, title = ?, link = ?, short_code = coalesce(?, short_code), edited_at = ? WHERE id = ?
            """
        ).run([
            .text(words.text), .text(words.title), .text(words.link), .text(words.shortLink?.code), .time(now),
            .int(post.id),
        ])
        try writer.index(post.id, text: words.text, title: words.title)
        if let card = words.card {
            try card.insert(for: post.id, db)
        } else {
            try DirectStatement(db, "DELETE FROM card WHERE post_id = ?").run([.int(post.id)])
        }
        try Notifier(db, at: now).announceEdit(of: post)
        return true
    }
}

extension EditablePost {
    static let tables = "post LEFT JOIN post_source ON post_source.post_id = post.id"
    static let condition = "post.deleted_at IS NULL AND post.edited_at IS post_source.edited_at"

    /// The post of an item, unless it is not to be changed.
    static func of(_ itemID: Int64, _ db: Database) throws -> EditablePost? {
        let found = try db.row(
            """
            SELECT post.id, post.text, post.title, post.link, \(FollowedEdits.columns)
            FROM \(tables) WHERE post.item_id = ? AND \(condition)
            """,
            [itemID]
        ) { columns in
            EditablePost(
                id: columns.next(),
                text: columns.next(),
                title: columns.next(),
                link: columns.next(),
                followed: FollowedEdits(&columns)
            )
        }
        guard var post = found else { return nil }
        post.card = try PostCard.of(post.id, db)
        return post
    }
}

extension FollowedEdits {
    static let columns = "post_source.digest, post_source.edit_count, post_source.edited_at, post_source.refusal"

    init?(_ columns: inout Columns) {
        let digest: Data? = columns.next()
        let count: Int? = columns.next()
        let lastAt = columns.nextDateIfAny()
        let refusal: String? = columns.next()
        guard let digest, let count else { return nil }
        self.init(digest: digest, count: count, lastAt: lastAt, refusal: refusal)
    }

    static func of(_ postID: Int64, _ db: Database) throws -> FollowedEdits? {
        try db.row("SELECT \(columns) FROM post_source WHERE post_id = ?", [postID]) { FollowedEdits(&$0) } ?? nil
    }

    /// - Parameter editedAt: nil if the post was not changed.
    static func keep(
        _ digest: Data,
        refusal: String? = nil,
        of postID: Int64,
        editedAt: Date? = nil,
        _ db: Database
    ) throws {
        try DirectStatement(
            db,
            """
            INSERT INTO post_source (post_id, digest, refusal, edit_count, edited_at) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT (post_id) DO UPDATE SET digest = ?2, refusal = ?3, edit_count = edit_count + ?4,
              edited_at = coalesce(?5, edited_at)
            """
        ).run([.int(postID), .bytes(digest), .text(refusal), .int(editedAt == nil ? 0 : 1), .time(editedAt)])
    }
}
