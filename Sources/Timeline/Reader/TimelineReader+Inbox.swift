package import Foundation
internal import GRDB

/// Something that concerns a profile, with all that belongs to it.
package struct SeenNotification: Sendable, Equatable {
    package var notification: NotificationRecord
    package var actor: ProfileRecord
    package var post: SeenPost?
}

/// A thread of direct messages as one of those in it sees it.
package struct SeenConversation: Sendable, Equatable {
    package var id: Int64
    package var isUnread: Bool
    /// The others.
    package var people: [ProfileRecord]
    package var lastPost: SeenPost
}

extension TimelineReader {
    /// The newest first.
    ///
    /// - Parameters:
    ///   - kinds: nil: all of them.
    ///   - actorID: nil: whoever's doing they are.
    package func notifications(
        of profileID: Int64,
        kinds: Set<NotificationRecord.Kind>? = nil,
        actorID: Int64? = nil,
        _ page: PageQuery = PageQuery(),
        at now: Date
    ) async throws -> [SeenNotification] {
        try await read { db in
            let direction = page.isAdjacent ? "ASC" : "DESC"
            let wanted = (kinds ?? Set(NotificationRecord.Kind.allCases)).map(\.rawValue).joined(separator: " ")
            let found = try db.rows(
                """
                SELECT \(NotificationRecord.columns), \(ProfileRecord.columns) FROM notification
                CROSS JOIN profile ON profile.id = notification.actor_id
                LEFT JOIN post ON post.id = notification.post_id
                WHERE notification.profile_id = :viewer AND notification.id < :older AND notification.id > :newer
                  AND instr(' ' || :kinds || ' ', ' ' || notification.kind || ' ') > 0
                  AND (:actor IS NULL OR notification.actor_id = :actor)
                  AND \(Self.mayBeTold)
                ORDER BY notification.id \(direction) LIMIT :limit
                """,
                [
                    "viewer": profileID, "older": page.olderThan ?? .max, "newer": page.newerThan ?? .min,
                    "kinds": wanted, "actor": actorID, "now": now.milliseconds, "limit": max(page.limit, 0),
                ]
            ) { columns in
                SeenNotification(notification: try NotificationRecord(&columns), actor: try ProfileRecord(&columns))
            }
            let sight = PostSight(db, Viewer(profileID: profileID), at: now)
            let complete = try found.map { notification in
                var notification = notification
                notification.post = try notification.notification.postID.flatMap(sight.seen)
                return notification
            }
            return page.isAdjacent ? complete.reversed() : complete
        }
    }

    package func notification(_ id: Int64, of profileID: Int64, at now: Date) async throws -> SeenNotification? {
        try await notifications(of: profileID, PageQuery(only: id), at: now).first
    }

    /// How many are newer than the profile has read; at most `limit`.
    package func unreadNotifications(of profileID: Int64, limit: Int = 100, at now: Date) async throws -> Int {
        try await read { db in
            try db.row(
                """
                SELECT count(*) FROM (SELECT notification.id FROM notification
                  LEFT JOIN post ON post.id = notification.post_id
                  WHERE notification.profile_id = :viewer AND notification.id > coalesce((SELECT last_read_id FROM marker
                    WHERE marker.profile_id = :viewer AND timeline = 'notifications'), 0) AND \(Self.mayBeTold)
                  LIMIT :limit)
                """,
                ["viewer": profileID, "limit": limit, "now": now.milliseconds]
            ) { columns in columns.next() } ?? 0
        }
    }

    /// Of the rows `notification` and `post`.
    private static let mayBeTold = """
        (notification.post_id IS NULL OR \(Visibility.post))
        AND NOT EXISTS (SELECT 1 FROM block WHERE profile_id = :viewer AND target_id = notification.actor_id)
        AND NOT EXISTS (SELECT 1 FROM block WHERE profile_id = notification.actor_id AND target_id = :viewer)
        AND NOT EXISTS (SELECT 1 FROM mute WHERE profile_id = :viewer AND target_id = notification.actor_id
          AND hides_notifications = 1 AND (expires_at IS NULL OR expires_at > :now))
        """

    package func markers(of profileID: Int64) async throws -> [MarkerRecord] {
        try await read { db in
            try db.rows(
                "SELECT timeline, last_read_id, version, updated_at FROM marker WHERE profile_id = ?",
                [profileID]
            ) { columns in
                MarkerRecord(
                    timeline: try columns.nextWord(),
                    lastReadID: columns.next(),
                    version: columns.next(),
                    updatedAt: columns.nextDate()
                )
            }
        }
    }

    /// Paged by the numbers of their last posts, the newest first.
    package func conversations(
        of profileID: Int64,
        _ page: PageQuery = PageQuery(),
        at now: Date
    ) async throws -> [SeenConversation] {
        try await conversations("last_post_id < :older AND last_post_id > :newer", of: profileID, page, at: now)
    }

    package func conversation(_ id: Int64, of profileID: Int64, at now: Date) async throws -> SeenConversation? {
        try await conversations("conversation.id = :older", of: profileID, PageQuery(olderThan: id), at: now).first
    }

    /// How many have something new in them; at most `limit`.
    package func unreadConversations(of profileID: Int64, limit: Int = 100) async throws -> Int {
        try await read { db in
            try db.row(
                """
                SELECT count(*) FROM (SELECT 1 FROM conversation CROSS JOIN post ON post.id = conversation.last_post_id
                  WHERE conversation.profile_id = :viewer AND is_unread = 1 AND \(Visibility.post) LIMIT :limit)
                """,
                ["viewer": profileID, "limit": limit]
            ) { columns in columns.next() } ?? 0
        }
    }

    private func conversations(
        _ condition: StaticString,
        of profileID: Int64,
        _ page: PageQuery,
        at now: Date
    ) async throws -> [SeenConversation] {
        try await read { db in
            let direction = page.isAdjacent ? "ASC" : "DESC"
            let sight = PostSight(db, Viewer(profileID: profileID), at: now)
            let found = try db.rows(
                """
                SELECT conversation.id, conversation.is_unread, conversation.thread_id, conversation.last_post_id
                FROM conversation CROSS JOIN post ON post.id = conversation.last_post_id
                WHERE conversation.profile_id = :viewer AND \(condition) AND \(Visibility.post)
                ORDER BY last_post_id \(direction) LIMIT :limit
                """,
                [
                    "viewer": profileID, "older": page.olderThan ?? .max, "newer": page.newerThan ?? .min,
                    "limit": max(page.limit, 0),
                ]
            ) { columns -> SeenConversation? in
                let id: Int64 = columns.next()
                let isUnread: Bool = columns.next()
                let people = try Self.people(inThread: columns.next(), besides: profileID, db)
                guard let post = try sight.seen(columns.next()) else { return nil }
                return SeenConversation(id: id, isUnread: isUnread, people: people, lastPost: post)
            }.compactMap { $0 }
            return page.isAdjacent ? found.reversed() : found
        }
    }

    /// Those who speak in a thread or are called there, in messages that the profile may read.
    private static func people(
        inThread id: Int64,
        besides profileID: Int64,
        _ db: Database
    ) throws -> [ProfileRecord] {
        try db.rows(
            """
            WITH message (id, profile_id) AS (SELECT post.id, post.profile_id FROM post
              WHERE (post.id = :thread OR (post.thread_id = :thread AND post.thread_id <> post.id))
                AND post.audience = 'direct' AND \(Visibility.post))
            SELECT \(ProfileRecord.columns) FROM profile WHERE profile.id <> :viewer AND profile.id IN (
              SELECT profile_id FROM message UNION
              SELECT mention.profile_id FROM message JOIN mention ON mention.post_id = message.id)
            ORDER BY profile.id
            """,
            ["thread": id, "viewer": profileID]
        ) { columns in try ProfileRecord(&columns) }
    }
}
