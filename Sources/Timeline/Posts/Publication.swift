internal import Foundation
internal import GRDB

/// A draft on its way to become a post, or a post's new words.
struct Publication {
    private let draft: PostDraft
    private let links: [ShortLink]
    private let author: Author
    private let profile: ProfileRecord
    private let now: Date
    private let db: Database

    private var text: String { draft.text }
    private var warning: String { draft.warning }

    /// - Parameter site: what short links begin with, for links that do not fit; nil: there are none.
    /// - Throws: `Refusal` for what cannot be a post.
    init(_ draft: PostDraft, by author: Author, site: String?, at now: Date, _ db: Database) throws {
        profile = try Relations(db).require(author.profileID)
        let shortened = ShortenedText(PostText.written(draft.text), site: site, profile: profile.name)
        var written = draft
        written.text = shortened.text
        written.warning = PostText.written(draft.warning).replacing("\n", with: " ")
        try written.checkText()
        self.draft = written
        links = shortened.links
        self.author = author
        self.now = now
        self.db = db
    }

    private var sight: PostSight { PostSight(db, Viewer(profileID: author.profileID), at: now) }

    // MARK: - New

    func publish() throws -> Int64 {
        let parent = try draft.replyToID.map(sight.require)
        if let parent, parent.repliesClosed, parent.profileID != author.profileID {
            throw Refusal(.forbidden, "its author has closed the replies to this post")
        }
        try checkList()
        let media = try checkMedia(for: nil)
        let mentioned = try mentions(besides: parent?.profileID)

        let writer = PostWriter(db)
        var post = PostRecord(
            id: try writer.nextID(at: now),
            profileID: author.profileID,
            profileName: profile.name,
            text: text,
            language: draft.language ?? profile.language,
            audience: draft.audience,
            createdAt: now
        )
        post.listID = draft.audience == .list ? draft.listID : nil
        post.warning = warning
        post.isSensitive = draft.isSensitive || !warning.isEmpty
        post.repliesClosed = draft.repliesClosed
        post.applicationID = author.applicationID
        post.replyToID = parent?.id
        post.replyToProfileID = parent?.profileID
        post.threadID = parent?.threadID ?? post.id
        post.mediaCount = media.count
        post.mentionCount = mentioned.count
        post.link = links.first?.target
        post.shortCode = links.first?.code
        try keepLinks()
        try writer.insert(post, accountID: author.accountID)
        try attach(media, to: post.id)
        try call(mentioned, to: post)
        try Notifier(db, at: now).announce(post)
        return post.id
    }

    private func keepLinks() throws {
        for link in links where try !ShortLinks(db, profileID: profile.id).keep(link, at: now) {
            throw Refusal(.invalid, "\(link.target) cannot be shortened: its short link leads elsewhere already")
        }
    }

    private func checkList() throws {
        guard draft.audience == .list else { return }
        let own = "SELECT 1 FROM list WHERE id = ? AND profile_id = ?"
        guard let list = draft.listID,
            try DirectStatement(db, own).number([.int(list), .int(author.profileID)]) != nil
        else { throw Refusal(.invalid, "a post for a list has to name one of its author's lists") }
    }

    // MARK: - Changed

    func replace(_ postID: Int64) throws -> Bool {
        let post = try sight.require(postID)
        guard post.profileID == author.profileID else { throw Refusal.noSuchPost }
        let media = try checkMedia(for: post.id)
        let isSensitive = draft.isSensitive || !warning.isEmpty
        let language = draft.language ?? post.language
        let attached = try Self.media(of: post.id, db)
        if post.text == text, post.warning == warning, post.isSensitive == isSensitive, post.language == language,
            attached == media
        {
            return false
        }
        try keepLinks()
        try PostHistory(db).keep(post)
        let writer = PostWriter(db)
        try writer.unindex(post.id, text: post.text, title: post.title)
        let mentioned = try mentions(besides: post.replyToProfileID)
        try DirectStatement(
            db,
            """
            UPDATE post SET text = ?, warning = ?, is_sensitive = ?, language = ?, edited_at = ?, media_count = ?,
              mention_count = ?, link = coalesce(?, link), short_code = coalesce(?, short_code) WHERE id = ?
            """
        ).run([
            .text(text), .text(warning), .int(isSensitive ? 1 : 0), .text(language), .time(now), .int(media.count),
            .int(mentioned.count), .text(links.first?.target), .text(links.first?.code), .int(post.id),
        ])
        try writer.index(post.id, text: text, title: post.title)
        try DirectStatement(db, "UPDATE media SET post_id = NULL WHERE post_id = ?").run([.int(post.id)])
        try attach(media, to: post.id)
        try DirectStatement(db, "DELETE FROM mention WHERE post_id = ?").run([.int(post.id)])
        var edited = post
        edited.text = text
        try call(mentioned, to: edited)
        try Notifier(db, at: now).announceEdit(of: post)
        return true
    }

    // MARK: - Whom it calls

    /// The profiles that the text names, and the one that it answers.
    private func mentions(besides answered: Int64?) throws -> [Int64] {
        var profiles: [Int64] = []
        if let answered, answered != author.profileID { profiles.append(answered) }
        for case .mention(let name, host: _) in PostEntities.scan(text).map(\.kind) {
            let find = "SELECT id FROM profile WHERE name = ?"
            guard let id = try DirectStatement(db, find).number([.text(name)]), id != author.profileID,
                !profiles.contains(id)
            else { continue }
            profiles.append(id)
        }
        return profiles
    }

    private func call(_ profiles: [Int64], to post: PostRecord) throws {
        for profile in profiles {
            try DirectStatement(db, "INSERT INTO mention (post_id, profile_id) VALUES (?, ?)")
                .run([.int(post.id), .int(profile)])
        }
        for profile in profiles {
            // Whoever has nothing to do with the author is named in vain.
            guard try PostSight(db, Viewer(profileID: profile), at: now).sees(post.id) else { continue }
            try Notifier(db, at: now).tell(profile, .mention, from: author.profileID, of: (post.id, post.threadID))
        }
        guard post.audience == .direct else { return }
        for profile in profiles + [author.profileID] {
            try Inbox(db).deliver(post, to: profile, isUnread: profile != author.profileID)
        }
    }

    // MARK: - Pictures

    private func checkMedia(for postID: Int64?) throws -> [Int64] {
        for id in draft.mediaIDs {
            let usable = "SELECT 1 FROM media WHERE id = ? AND profile_id = ? AND (post_id IS NULL OR post_id IS ?)"
            let isUsable =
                try DirectStatement(db, usable).number([.int(id), .int(author.profileID), .int(postID)]) != nil
            guard isUsable else {
                throw Refusal(.invalid, "picture \(id) is not there, or is part of another post")
            }
        }
        return draft.mediaIDs
    }

    private func attach(_ media: [Int64], to postID: Int64) throws {
        for (position, id) in media.enumerated() {
            try DirectStatement(db, "UPDATE media SET post_id = ?, position = ? WHERE id = ?")
                .run([.int(postID), .int(position), .int(id)])
        }
    }

    private static func media(of postID: Int64, _ db: Database) throws -> [Int64] {
        try db.rows("SELECT id FROM media WHERE post_id = ? ORDER BY position", [postID]) { columns in columns.next() }
    }
}
