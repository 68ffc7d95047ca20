internal import Foundation
internal import GRDB

/// Tells profiles what concerns them: each matter once, and nothing from whom they have muted or blocked.
struct Notifier {
    private let db: Database
    private let now: Date

    init(_ db: Database, at now: Date) {
        self.db = db
        self.now = now
    }

    /// - Returns: whether the profile was told.
    @discardableResult
    func tell(
        _ profileID: Int64,
        _ kind: NotificationRecord.Kind,
        from actorID: Int64,
        of post: (id: Int64, threadID: Int64)? = nil
    ) throws -> Bool {
        guard profileID != actorID, try wants(profileID, from: actorID, threadID: post?.threadID) else { return false }
        let last = try DirectStatement(db, "SELECT max(id) FROM notification").number() ?? 0
        try DirectStatement(
            db,
            """
            INSERT INTO notification (id, profile_id, kind, actor_id, post_id, created_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """
        ).run([
            .int(PostID.next(after: last, at: now)), .int(profileID), .text(kind.rawValue), .int(actorID),
            .int(post?.id), .time(now),
        ])
        return db.changesCount > 0
    }

    /// Tells those who asked to be told of everything that a profile says.
    func announce(_ post: PostRecord) throws {
        guard post.audience != .direct, post.replyToID == nil else { return }
        let followers = try db.rows(
            "SELECT follower_id FROM follow WHERE followed_id = ? AND is_accepted = 1 AND notifies = 1",
            [post.profileID]
        ) { columns -> Int64 in columns.next() }
        for follower in followers {
            guard try PostSight(db, Viewer(profileID: follower), at: now).sees(post.id) else { continue }
            try tell(follower, .status, from: post.profileID, of: (post.id, post.threadID))
        }
    }

    /// Tells those who have boosted a post that it says something else now.
    func announceEdit(of post: PostRecord) throws {
        let boosters = try db.rows("SELECT profile_id FROM post WHERE boost_of_id = ?", [post.id]) { columns -> Int64 in
            columns.next()
        }
        for booster in boosters { try tell(booster, .update, from: post.profileID, of: (post.id, post.threadID)) }
    }

    private func wants(_ profileID: Int64, from actorID: Int64, threadID: Int64?) throws -> Bool {
        try DirectStatement(
            db,
            """
            SELECT NOT EXISTS (SELECT 1 FROM block WHERE profile_id = ?1 AND target_id = ?2)
              AND NOT EXISTS (SELECT 1 FROM block WHERE profile_id = ?2 AND target_id = ?1)
              AND NOT EXISTS (SELECT 1 FROM mute WHERE profile_id = ?1 AND target_id = ?2 AND hides_notifications = 1
                AND (expires_at IS NULL OR expires_at > ?4))
              AND NOT EXISTS (SELECT 1 FROM thread_mute WHERE profile_id = ?1 AND thread_id = ?3)
            """
        ).number([.int(profileID), .int(actorID), .int(threadID), .time(now)]) == 1
    }
}
