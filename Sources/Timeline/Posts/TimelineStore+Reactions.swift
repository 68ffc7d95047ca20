package import Foundation
internal import GRDB

/// What a reader does with somebody's post. All of it can be done twice without harm, and throws `Refusal` where the
/// post is not for them.
extension TimelineStore {
    package func favourite(_ postID: Int64, by profileID: Int64, at now: Date) async throws {
        try await react(to: postID, by: profileID, at: now) { post, db in
            let last = try DirectStatement(db, "SELECT max(id) FROM favourite").number() ?? 0
            try DirectStatement(
                db,
                "INSERT INTO favourite (id, profile_id, post_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
            ).run([.int(PostID.next(after: last, at: now)), .int(profileID), .int(post.id)])
            guard db.changesCount > 0 else { return }
            try Notifier(db, at: now).tell(post.profileID, .favourite, from: profileID, of: (post.id, post.threadID))
        }
    }

    package func unfavourite(_ postID: Int64, by profileID: Int64, at now: Date) async throws {
        try await react(to: postID, by: profileID, at: now) { post, db in
            try DirectStatement(db, "DELETE FROM favourite WHERE post_id = ? AND profile_id = ?")
                .run([.int(post.id), .int(profileID)])
            try DirectStatement(
                db,
                "DELETE FROM notification WHERE profile_id = ? AND actor_id = ? AND kind = 'favourite' AND post_id = ?"
            ).run([.int(post.profileID), .int(profileID), .int(post.id)])
        }
    }

    package func bookmark(_ postID: Int64, by profileID: Int64, at now: Date) async throws {
        try await react(to: postID, by: profileID, at: now) { post, db in
            let last = try DirectStatement(db, "SELECT max(id) FROM bookmark").number() ?? 0
            try DirectStatement(
                db,
                "INSERT INTO bookmark (id, profile_id, post_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
            ).run([.int(PostID.next(after: last, at: now)), .int(profileID), .int(post.id)])
        }
    }

    package func unbookmark(_ postID: Int64, by profileID: Int64, at now: Date) async throws {
        try await react(to: postID, by: profileID, at: now) { post, db in
            try DirectStatement(db, "DELETE FROM bookmark WHERE post_id = ? AND profile_id = ?")
                .run([.int(post.id), .int(profileID)])
        }
    }

    /// Shows a post to one's own followers; only what everybody may read can be.
    ///
    /// - Returns: the number of the boost, of the one there was if there was one.
    package func boost(_ postID: Int64, as author: Author, at now: Date) async throws -> Int64 {
        let (id, isNew) = try await attempt { db in
            let post = try PostSight(db, Viewer(profileID: author.profileID), at: now).require(postID)
            guard post.audience.isOpen else {
                throw Refusal(.forbidden, "this post is not for everybody, and so cannot be boosted")
            }
            let find = "SELECT id FROM post WHERE boost_of_id = ? AND profile_id = ?"
            if let id = try DirectStatement(db, find).number([.int(post.id), .int(author.profileID)]) {
                return (id, false)
            }
            let writer = PostWriter(db)
            let id = try writer.nextID(at: now)
            try writer.insertBoost(id, of: post.id, by: author, at: now)
            try Notifier(db, at: now)
                .tell(post.profileID, .reblog, from: author.profileID, of: (post.id, post.threadID))
            return (id, true)
        }
        if isNew { events.send(.posted(id)) }
        return id
    }

    package func unboost(_ postID: Int64, by profileID: Int64, at now: Date) async throws {
        let id = try await attempt { db in
            let post = try PostSight(db, Viewer(profileID: profileID), at: now).require(postID)
            let find = "SELECT id FROM post WHERE boost_of_id = ? AND profile_id = ?"
            let boost = try DirectStatement(db, find).number([.int(post.id), .int(profileID)])
            if let boost { try DirectStatement(db, "DELETE FROM post WHERE id = ?").run([.int(boost)]) }
            try DirectStatement(
                db,
                "DELETE FROM notification WHERE profile_id = ? AND actor_id = ? AND kind = 'reblog' AND post_id = ?"
            ).run([.int(post.profileID), .int(profileID), .int(post.id)])
            return boost
        }
        if let id { events.send(.deleted(id, wasOpen: true)) }
    }

    /// At most five; on its author's own profile only.
    package func pin(_ postID: Int64, _ isPinned: Bool, by profileID: Int64, at now: Date) async throws {
        try await own(postID, by: profileID, at: now) { post, db in
            let count = "SELECT count(*) FROM post WHERE profile_id = ? AND pinned_at IS NOT NULL AND id <> ?"
            if isPinned, try DirectStatement(db, count).number([.int(profileID), .int(post.id)]) ?? 0 >= 5 {
                throw Refusal(.invalid, "five posts are pinned already; take one of them down first")
            }
            try DirectStatement(db, "UPDATE post SET pinned_at = ? WHERE id = ?")
                .run([.time(isPinned ? now : nil), .int(post.id)])
        }
        events.send(.edited(postID))
    }

    /// Lets others answer a post, or no more; the answers that are there stay.
    package func closeReplies(_ postID: Int64, _ isClosed: Bool, by profileID: Int64, at now: Date) async throws {
        try await own(postID, by: profileID, at: now) { post, db in
            try DirectStatement(db, "UPDATE post SET replies_closed = ? WHERE id = ?")
                .run([.int(isClosed ? 1 : 0), .int(post.id)])
        }
        events.send(.edited(postID))
    }

    /// Hears no more of a conversation, or does again.
    package func muteThread(of postID: Int64, _ isMuted: Bool, by profileID: Int64, at now: Date) async throws {
        try await react(to: postID, by: profileID, at: now) { post, db in
            let statement =
                isMuted
                ? "INSERT INTO thread_mute (profile_id, thread_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
                : "DELETE FROM thread_mute WHERE profile_id = ? AND thread_id = ?"
            try DirectStatement(db, statement).run([.int(profileID), .int(post.threadID)])
        }
    }

    private func react(
        to postID: Int64,
        by profileID: Int64,
        at now: Date,
        _ change: @escaping @Sendable (PostRecord, Database) throws -> Void
    ) async throws {
        try await attempt { db in
            try change(PostSight(db, Viewer(profileID: profileID), at: now).require(postID), db)
        }
        events.send(.touched)
    }

    private func own(
        _ postID: Int64,
        by profileID: Int64,
        at now: Date,
        _ change: @escaping @Sendable (PostRecord, Database) throws -> Void
    ) async throws {
        try await attempt { db in
            let post = try PostSight(db, Viewer(profileID: profileID), at: now).require(postID)
            guard post.profileID == profileID else { throw Refusal(.invalid, "the post is somebody else's") }
            try change(post, db)
        }
    }
}
