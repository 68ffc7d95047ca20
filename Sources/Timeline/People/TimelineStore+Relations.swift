package import Foundation
internal import GRDB

/// Who follows whom, and who has nothing to do with whom. All of it can be done twice without harm.
extension TimelineStore {
    /// Follows a profile at once, or asks it if it is locked. Of one that is followed already, changes what is shown.
    ///
    /// - Parameters:
    ///   - showsBoosts: nil keeps it.
    ///   - notifies: whether to tell of everything that it says; nil keeps it.
    /// - Throws: `Refusal`.
    package func follow(
        _ followed: Int64,
        by follower: Int64,
        showsBoosts: Bool? = nil,
        notifies: Bool? = nil,
        at now: Date
    ) async throws {
        try await attempt { db in
            let target = try Relations(db).require(followed, for: follower)
            guard followed != follower else { throw Refusal(.invalid, "nobody follows themselves") }
            let blocked = "SELECT 1 FROM block WHERE profile_id = ? AND target_id = ?"
            guard try DirectStatement(db, blocked).number([.int(follower), .int(followed)]) == nil else {
                throw Refusal(.forbidden, "you have blocked @\(target.name); unblock it first")
            }
            let isKnown =
                try DirectStatement(db, "SELECT 1 FROM follow WHERE follower_id = ? AND followed_id = ?")
                .number([.int(follower), .int(followed)]) != nil
            if isKnown {
                try DirectStatement(
                    db,
                    """
                    UPDATE follow SET shows_boosts = coalesce(?, shows_boosts), notifies = coalesce(?, notifies)
                    WHERE follower_id = ? AND followed_id = ?
                    """
                ).run([.flag(showsBoosts), .flag(notifies), .int(follower), .int(followed)])
                return
            }
            try DirectStatement(
                db,
                """
                INSERT INTO follow (follower_id, followed_id, is_accepted, shows_boosts, notifies, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """
            ).run([
                .int(follower), .int(followed), .int(target.isLocked ? 0 : 1), .flag(showsBoosts ?? true),
                .flag(notifies ?? false), .time(now),
            ])
            try Notifier(db, at: now).tell(followed, target.isLocked ? .followRequest : .follow, from: follower)
        }
        events.send(.touched)
    }

    package func unfollow(_ followed: Int64, by follower: Int64) async throws {
        try await write { db in try Relations(db).unfollow(followed, by: follower) }
        events.send(.touched)
    }

    /// Lets somebody follow who has asked.
    ///
    /// - Throws: `Refusal` if they have not.
    package func acceptFollower(_ follower: Int64, of followed: Int64, at now: Date) async throws {
        try await attempt { db in
            try DirectStatement(
                db,
                "UPDATE follow SET is_accepted = 1 WHERE follower_id = ? AND followed_id = ? AND is_accepted = 0"
            ).run([.int(follower), .int(followed)])
            guard db.changesCount > 0 else { throw Refusal(.notFound, "they have not asked to follow you") }
            try Relations(db).forgetRequest(of: follower, to: followed)
            try Notifier(db, at: now).tell(followed, .follow, from: follower)
        }
        events.send(.touched)
    }

    /// Turns somebody away who has asked, or follows no matter whether they were once let.
    package func removeFollower(_ follower: Int64, of followed: Int64) async throws {
        try await unfollow(followed, by: follower)
    }

    /// Neither sees the other any more, and neither follows the other.
    package func block(_ target: Int64, by profile: Int64, at now: Date) async throws {
        try await attempt { db in
            try Relations(db).require(target)
            guard target != profile else { throw Refusal(.invalid, "nobody blocks themselves") }
            try Relations(db).unfollow(target, by: profile)
            try Relations(db).unfollow(profile, by: target)
            try Relations(db).leaveLists(profile, target)
            try DirectStatement(
                db,
                "INSERT INTO block (profile_id, target_id, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
            ).run([.int(profile), .int(target), .time(now)])
        }
        events.send(.touched)
    }

    package func unblock(_ target: Int64, by profile: Int64) async throws {
        try await write { db in
            try DirectStatement(db, "DELETE FROM block WHERE profile_id = ? AND target_id = ?")
                .run([.int(profile), .int(target)])
        }
        events.send(.touched)
    }

    /// Sees no more of somebody, who does not learn of it.
    ///
    /// - Parameter end: nil: for good.
    package func mute(
        _ target: Int64,
        by profile: Int64,
        hidesNotifications: Bool,
        until end: Date?,
        at now: Date
    ) async throws {
        try await attempt { db in
            try Relations(db).require(target, for: profile)
            guard target != profile else { throw Refusal(.invalid, "nobody mutes themselves") }
            try DirectStatement(
                db,
                """
                INSERT OR REPLACE INTO mute (profile_id, target_id, hides_notifications, expires_at, created_at)
                VALUES (?, ?, ?, ?, ?)
                """
            ).run([.int(profile), .int(target), .flag(hidesNotifications), .time(end), .time(now)])
        }
        events.send(.touched)
    }

    package func unmute(_ target: Int64, by profile: Int64) async throws {
        try await write { db in
            try DirectStatement(db, "DELETE FROM mute WHERE profile_id = ? AND target_id = ?")
                .run([.int(profile), .int(target)])
        }
        events.send(.touched)
    }

    /// - Parameter tag: without its `#`, in any spelling.
    package func followTag(_ tag: String, _ isFollowed: Bool, by profile: Int64) async throws {
        let statement =
            isFollowed
            ? "INSERT INTO tag_follow (profile_id, tag) VALUES (?, ?) ON CONFLICT DO NOTHING"
            : "DELETE FROM tag_follow WHERE profile_id = ? AND tag = ?"
        try await write { db in
            try DirectStatement(db, statement).run([.int(profile), .text(PostText.foldedTag(tag))])
        }
        events.send(.touched)
    }
}

/// Steps that several changes of relations have in common.
struct Relations {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// - Parameter viewer: nil: whoever asks may know of every profile.
    /// - Throws: `Refusal` if there is none, or it has blocked the viewer.
    @discardableResult
    func require(_ profileID: Int64, for viewer: Int64? = nil) throws -> ProfileRecord {
        let profile = try db.row(
            "SELECT \(ProfileRecord.columns) FROM profile WHERE profile.id = :id AND \(Visibility.profile)",
            ["id": profileID, "viewer": viewer ?? 0]
        ) { columns in try ProfileRecord(&columns) }
        guard let profile else { throw Refusal.noSuchProfile }
        return profile
    }

    func unfollow(_ followed: Int64, by follower: Int64) throws {
        try DirectStatement(db, "DELETE FROM follow WHERE follower_id = ? AND followed_id = ?")
            .run([.int(follower), .int(followed)])
        try forgetRequest(of: follower, to: followed)
        try DirectStatement(
            db,
            "DELETE FROM notification WHERE profile_id = ? AND actor_id = ? AND kind = 'follow'"
        ).run([.int(followed), .int(follower)])
    }

    func forgetRequest(of follower: Int64, to followed: Int64) throws {
        try DirectStatement(
            db,
            "DELETE FROM notification WHERE profile_id = ? AND actor_id = ? AND kind = 'follow_request'"
        ).run([.int(followed), .int(follower)])
    }

    /// Takes each of two profiles from the lists of the other.
    func leaveLists(_ first: Int64, _ second: Int64) throws {
        for (owner, member) in [(first, second), (second, first)] {
            try DirectStatement(
                db,
                "DELETE FROM list_member WHERE profile_id = ? AND list_id IN (SELECT id FROM list WHERE profile_id = ?)"
            ).run([.int(member), .int(owner)])
        }
    }
}

extension DatabaseValue {
    static func flag(_ value: Bool?) -> DatabaseValue { value.map { ($0 ? 1 : 0).databaseValue } ?? .null }
}
