package import Foundation
internal import GRDB

/// What one profile is to another.
package struct Relationship: Sendable, Equatable {
    package var profileID: Int64
    package var isFollowed = false
    package var isRequested = false
    package var showsBoosts = false
    package var notifies = false
    package var isFollower = false
    package var hasRequested = false
    package var isBlocked = false
    package var blocks = false
    package var isMuted = false
    package var mutesNotifications = false
    package var muteEndsAt: Date?

    /// Of one who does not want to be seen.
    package init(blockedBy profileID: Int64) {
        self.profileID = profileID
        blocks = true
    }

    init(profileID: Int64) { self.profileID = profileID }
}

/// Profiles that stand in some relation to another one; each is paged by the numbers of the profiles.
package enum PeopleSource: Sendable, Equatable {
    case followers(of: Int64)
    case following(of: Int64)
    /// Those who wait to be let in.
    case requests(to: Int64)
    case blocked(by: Int64)
    case muted(by: Int64)
    case favourited(Int64)
    case boosted(Int64)
    case list(Int64)
}

/// Where a profile's posts come from.
package struct FeedSource: Sendable, Equatable {
    /// As the configuration names it.
    package var url: String
    /// What the feed calls itself.
    package var title: String?
}

extension TimelineReader {
    /// - Returns: nil if there is none, or it has blocked the viewer.
    package func profile(id: Int64, for viewer: Viewer) async throws -> ProfileRecord? {
        try await read { db in
            try db.row(
                "SELECT \(ProfileRecord.columns) FROM profile WHERE profile.id = :id AND \(Visibility.profile)",
                ["id": id, "viewer": viewer.id]
            ) { columns in try ProfileRecord(&columns) }
        }
    }

    package func profile(named name: String, for viewer: Viewer) async throws -> ProfileRecord? {
        try await read { db in
            try db.row(
                "SELECT \(ProfileRecord.columns) FROM profile WHERE profile.name = :name AND \(Visibility.profile)",
                ["name": name, "viewer": viewer.id]
            ) { columns in try ProfileRecord(&columns) }
        }
    }

    /// What these profiles are to the viewer, in the same order; those that are not there are left out.
    package func relationships(of viewer: Viewer, to ids: [Int64], at now: Date) async throws -> [Relationship] {
        try await read { db in try ids.compactMap { try Relationship.find($0, viewer, at: now, db) } }
    }

    /// The profiles with the highest numbers first. Nobody learns of whom a profile hides, or of who is not theirs to see.
    package func people(
        _ source: PeopleSource,
        for viewer: Viewer,
        _ page: PageQuery = PageQuery(),
        at now: Date
    ) async throws -> [ProfileRecord] {
        try await read { db in
            let (table, subject) = source.query
            let direction = page.isAdjacent ? "ASC" : "DESC"
            let people = try db.rows(
                """
                SELECT \(ProfileRecord.columns) FROM (\(table)) AS related
                CROSS JOIN profile ON profile.id = related.id
                WHERE related.id < :older AND related.id > :newer AND \(Visibility.profile)
                ORDER BY related.id \(direction) LIMIT :limit
                """,
                [
                    "viewer": viewer.id, "subject": subject, "now": now.milliseconds,
                    "older": page.olderThan ?? .max, "newer": page.newerThan ?? .min, "limit": max(page.limit, 0),
                ]
            ) { columns in try ProfileRecord(&columns) }
            return page.isAdjacent ? people.reversed() : people
        }
    }

    /// A profile's lists, by title.
    package func lists(of profileID: Int64) async throws -> [ListRecord] {
        try await read { db in
            try db.rows("SELECT \(ListRecord.columns) FROM list WHERE profile_id = ? ORDER BY title", [profileID]) {
                columns in try ListRecord(&columns)
            }
        }
    }

    /// Those of a profile's lists that somebody is in.
    package func lists(of profileID: Int64, holding member: Int64) async throws -> [ListRecord] {
        try await read { db in
            try db.rows(
                """
                SELECT \(ListRecord.columns) FROM list WHERE profile_id = ?
                  AND EXISTS (SELECT 1 FROM list_member WHERE list_id = list.id AND profile_id = ?) ORDER BY title
                """,
                [profileID, member]
            ) { columns in try ListRecord(&columns) }
        }
    }

    /// The feeds whose items a profile has announced to everybody, by title.
    package func sources(of profileID: Int64) async throws -> [FeedSource] {
        try await read { db in
            try db.rows(
                """
                SELECT url, title FROM feed WHERE profile_id = ? AND EXISTS (
                  SELECT 1 FROM item_alias CROSS JOIN post ON post.item_id = item_alias.item_id
                  WHERE item_alias.feed_id = feed.id AND post.audience = 'public' AND post.deleted_at IS NULL)
                ORDER BY coalesce(title, url)
                """,
                [profileID]
            ) { columns in FeedSource(url: columns.next(), title: columns.next()) }
        }
    }

    /// Folded, by name.
    package func followedTags(of profileID: Int64) async throws -> [String] {
        try await read { db in
            try db.rows("SELECT tag FROM tag_follow WHERE profile_id = ? ORDER BY tag", [profileID]) { columns in
                columns.next()
            }
        }
    }
}

extension PeopleSource {
    /// A query of the numbers of profiles for a `:subject`.
    fileprivate var query: (table: StaticString, subject: Int64) {
        switch self {
        case .followers(let id):
            (
                """
                SELECT follower_id AS id FROM follow JOIN profile AS followed ON followed.id = followed_id
                WHERE followed_id = :subject AND is_accepted = 1 AND (followed.hides_relations = 0 OR followed.id = :viewer)
                """, id
            )
        case .following(let id):
            (
                """
                SELECT followed_id AS id FROM follow JOIN profile AS follower ON follower.id = follower_id
                WHERE follower_id = :subject AND is_accepted = 1 AND (follower.hides_relations = 0 OR follower.id = :viewer)
                """, id
            )
        case .requests(let id):
            ("SELECT follower_id AS id FROM follow WHERE followed_id = :subject AND is_accepted = 0", id)
        case .blocked(let id):
            ("SELECT target_id AS id FROM block WHERE profile_id = :subject", id)
        case .muted(let id):
            (
                """
                SELECT target_id AS id FROM mute WHERE profile_id = :subject
                  AND (expires_at IS NULL OR expires_at > :now)
                """, id
            )
        case .favourited(let id):
            ("SELECT profile_id AS id FROM favourite WHERE post_id = :subject", id)
        case .boosted(let id):
            ("SELECT profile_id AS id FROM post WHERE boost_of_id = :subject", id)
        case .list(let id):
            ("SELECT profile_id AS id FROM list_member WHERE list_id = :subject", id)
        }
    }
}

extension Relationship {
    fileprivate static func find(_ id: Int64, _ viewer: Viewer, at now: Date, _ db: Database) throws -> Relationship? {
        let isThere =
            try db.row(
                "SELECT 1 FROM profile WHERE profile.id = :id AND \(Visibility.profile)",
                ["id": id, "viewer": viewer.id]
            ) { columns in columns.next() as Int } != nil
        guard isThere else { return nil }
        var relationship = Relationship(profileID: id)
        let follow = """
            SELECT is_accepted, shows_boosts, notifies FROM follow WHERE follower_id = ? AND followed_id = ?
            """
        _ = try db.row(follow, [viewer.id, id]) { columns in
            relationship.isFollowed = columns.next()
            relationship.isRequested = !relationship.isFollowed
            relationship.showsBoosts = columns.next()
            relationship.notifies = columns.next()
        }
        _ = try db.row(follow, [id, viewer.id]) { columns in
            relationship.isFollower = columns.next()
            relationship.hasRequested = !relationship.isFollower
        }
        let block = "SELECT 1 FROM block WHERE profile_id = ? AND target_id = ?"
        relationship.isBlocked = try DirectStatement(db, block).number([.int(viewer.id), .int(id)]) != nil
        relationship.blocks = try DirectStatement(db, block).number([.int(id), .int(viewer.id)]) != nil
        _ = try db.row(
            """
            SELECT hides_notifications, expires_at FROM mute WHERE profile_id = ? AND target_id = ?
              AND (expires_at IS NULL OR expires_at > ?)
            """,
            [viewer.id, id, now.milliseconds]
        ) { columns in
            relationship.isMuted = true
            relationship.mutesNotifications = columns.next()
            relationship.muteEndsAt = columns.nextDateIfAny()
        }
        return relationship
    }
}
