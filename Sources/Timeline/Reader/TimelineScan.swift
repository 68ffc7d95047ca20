internal import Foundation
internal import GRDB

/// Finds the lines of a page of a timeline, each timeline along an index of its own.
struct TimelineScan {
    private let db: Database
    private let viewer: Viewer
    private let page: PageQuery
    private let now: Date

    init(_ db: Database, _ viewer: Viewer, _ page: PageQuery, at now: Date) {
        self.db = db
        self.viewer = viewer
        self.page = page
        self.now = now
    }

    func lines(of source: TimelineSource) throws -> [TimelineLine] {
        guard page.limit > 0 else { return [] }
        let found: [TimelineLine]
        switch source {
        case .home: found = try home()
        case .everybody: found = try everybody()
        case .tag(let tag): found = try tagged(PostText.foldedTag(tag))
        case .list(let id): found = try list(id)
        case .profile(let id, let filter): found = try profile(id, filter)
        case .favourites: found = try favourites()
        case .bookmarks: found = try bookmarks()
        }
        return page.isAdjacent ? found.reversed() : found
    }

    private var older: Int64 { page.olderThan ?? .max }
    private var newer: Int64 { page.newerThan ?? .min }

    private func ask(_ sql: String, _ more: StatementArguments = []) throws -> [TimelineLine] {
        let base: StatementArguments = [
            "viewer": viewer.id, "now": now.milliseconds, "older": older, "newer": newer,
            "limit": page.limit,
        ]
        return try db.rows(sql, base + more) { columns in TimelineLine(&columns) }
    }

    // MARK: - Everybody's

    private func everybody() throws -> [TimelineLine] {
        let direction = page.isAdjacent ? "ASC" : "DESC"
        return try ask(
            """
            SELECT \(TimelineLine.columns) FROM post INDEXED BY post_public
            CROSS JOIN post AS entry ON entry.id = post.id
            WHERE post.audience = 'public' AND post.boost_of_id IS NULL AND post.reply_to_id IS NULL
              AND post.deleted_at IS NULL AND post.id < :older AND post.id > :newer
              AND (:viewer = 0 OR (\(Visibility.post) AND \(Visibility.unmuted)))
            ORDER BY post.id \(direction) LIMIT :limit
            """
        )
    }

    private func tagged(_ tag: String) throws -> [TimelineLine] {
        let direction = page.isAdjacent ? "ASC" : "DESC"
        return try ask(
            """
            SELECT \(TimelineLine.columns) FROM post_tag
            CROSS JOIN post ON post.id = post_tag.post_id CROSS JOIN post AS entry ON entry.id = post.id
            WHERE post_tag.tag = :tag AND post_tag.post_id < :older AND post_tag.post_id > :newer
              AND post.audience = 'public' AND \(Visibility.post) AND \(Visibility.unmuted)
            ORDER BY post_tag.post_id \(direction) LIMIT :limit
            """,
            ["tag": tag]
        )
    }

    // MARK: - One's own

    /// Nearly always the newest posts of all hold enough that are for the viewer; only where they do not, those whom it
    /// follows are looked at one by one.
    private func home() throws -> [TimelineLine] {
        let near = try window()
        let lines = try ask(Self.homeNearby[page.isAdjacent ? 1 : 0], ["near": near ?? (page.isAdjacent ? .max : .min)])
        if lines.count == page.limit || near == nil { return lines }
        return try ask(Self.homeByProfile[page.isAdjacent ? 1 : 0])
    }

    /// How many posts are looked at without asking whose they are.
    private static let windowLength = 400

    /// The number of the post at the far end of the window; nil if it reaches the end of all posts.
    private func window() throws -> Int64? {
        let statement =
            page.isAdjacent
            ? "SELECT id FROM post WHERE id > ? ORDER BY id ASC LIMIT 1 OFFSET ?"
            : "SELECT id FROM post WHERE id < ? ORDER BY id DESC LIMIT 1 OFFSET ?"
        let start = page.isAdjacent ? newer : older
        return try DirectStatement(db, statement).number([.int(start), .int(Self.windowLength)])
    }

    private static let homeNearby = ["DESC", "ASC"].map { direction in
        """
        SELECT \(TimelineLine.columns) FROM post AS entry
        CROSS JOIN post ON post.id = coalesce(entry.boost_of_id, entry.id)
        WHERE entry.id < :older AND entry.id > :newer
          AND CASE WHEN '\(direction)' = 'ASC' THEN entry.id <= :near ELSE entry.id >= :near END
          AND (\(follows) OR \(followsTag)) AND \(belongsHome)
        ORDER BY entry.id \(direction) LIMIT :limit
        """
    }

    private static let homeByProfile = ["DESC", "ASC"].map { direction in
        """
        SELECT \(TimelineLine.columns)
        FROM (
          SELECT followed_id AS id FROM follow WHERE follower_id = :viewer AND is_accepted = 1 UNION ALL SELECT :viewer
        ) AS followed CROSS JOIN post AS entry ON entry.id IN (
          SELECT entry.id FROM post AS entry CROSS JOIN post ON post.id = coalesce(entry.boost_of_id, entry.id)
          WHERE entry.profile_id = followed.id AND entry.id < :older AND entry.id > :newer
            AND \(follows) AND \(belongsHome)
          ORDER BY entry.id \(direction) LIMIT :limit)
        UNION
        SELECT * FROM (
          SELECT \(TimelineLine.columns) FROM tag_follow
          CROSS JOIN post_tag ON post_tag.tag = tag_follow.tag CROSS JOIN post ON post.id = post_tag.post_id
          CROSS JOIN post AS entry ON entry.id = post.id
          WHERE tag_follow.profile_id = :viewer AND post_tag.post_id < :older AND post_tag.post_id > :newer
            AND post.audience = 'public' AND \(belongsHome)
          ORDER BY post.id \(direction) LIMIT :limit)
        ORDER BY 1 \(direction) LIMIT :limit
        """
    }

    private static let follows = """
        (entry.profile_id = :viewer OR EXISTS (SELECT 1 FROM follow WHERE follower_id = :viewer
          AND followed_id = entry.profile_id AND is_accepted = 1 AND (shows_boosts = 1 OR entry.boost_of_id IS NULL)))
        """

    private static let followsTag = """
        (EXISTS (SELECT 1 FROM tag_follow WHERE profile_id = :viewer)
          AND entry.audience = 'public' AND entry.boost_of_id IS NULL AND EXISTS (
          SELECT 1 FROM tag_follow CROSS JOIN post_tag ON post_tag.tag = tag_follow.tag AND post_tag.post_id = entry.id
          WHERE tag_follow.profile_id = :viewer))
        """

    /// Answers to people whom the viewer does not follow are left to those who do.
    private static let belongsHome = """
        (entry.audience <> 'direct' AND \(Visibility.post) AND \(Visibility.entryAuthor) AND \(Visibility.unmuted)
          AND (entry.boost_of_id IS NOT NULL OR entry.reply_to_profile_id IS NULL OR entry.profile_id = :viewer
            OR entry.reply_to_profile_id = :viewer OR entry.reply_to_profile_id = entry.profile_id
            OR EXISTS (SELECT 1 FROM follow WHERE follower_id = :viewer AND followed_id = entry.reply_to_profile_id
              AND is_accepted = 1))
          AND (NOT EXISTS (SELECT 1 FROM list WHERE profile_id = :viewer AND is_exclusive = 1)
            OR NOT EXISTS (SELECT 1 FROM list CROSS JOIN list_member ON list_member.list_id = list.id
              WHERE list.profile_id = :viewer AND list.is_exclusive = 1 AND list_member.profile_id = entry.profile_id)))
        """

    private func list(_ id: Int64) throws -> [TimelineLine] {
        let direction = page.isAdjacent ? "ASC" : "DESC"
        return try ask(
            """
            SELECT \(TimelineLine.columns)
            FROM list CROSS JOIN list_member ON list_member.list_id = list.id
            CROSS JOIN post AS entry ON entry.id IN (
              SELECT entry.id FROM post AS entry CROSS JOIN post ON post.id = coalesce(entry.boost_of_id, entry.id)
              WHERE entry.profile_id = list_member.profile_id AND entry.id < :older AND entry.id > :newer
                AND \(Visibility.post) AND \(Visibility.entryAuthor) AND \(Visibility.unmuted)
                AND (entry.reply_to_profile_id IS NULL OR entry.reply_to_profile_id = entry.profile_id
                  OR (list.replies_policy = 'list' AND EXISTS (SELECT 1 FROM list_member AS answered
                    WHERE answered.list_id = list.id AND answered.profile_id = entry.reply_to_profile_id))
                  OR (list.replies_policy = 'followed' AND EXISTS (SELECT 1 FROM follow WHERE follower_id = :viewer
                    AND followed_id = entry.reply_to_profile_id AND is_accepted = 1)))
              ORDER BY entry.id \(direction) LIMIT :limit)
            WHERE list.id = :list AND list.profile_id = :viewer
            ORDER BY entry.id \(direction) LIMIT :limit
            """,
            ["list": id]
        )
    }

    // MARK: - A profile's

    private func profile(_ id: Int64, _ filter: TimelineSource.ProfileFilter) throws -> [TimelineLine] {
        let direction = page.isAdjacent ? "ASC" : "DESC"
        return try ask(
            """
            SELECT \(TimelineLine.columns) FROM post AS entry
            CROSS JOIN post ON post.id = coalesce(entry.boost_of_id, entry.id)
            WHERE entry.profile_id = :profile AND entry.id < :older AND entry.id > :newer
              AND \(Visibility.post) AND \(Visibility.entryAuthor)
              AND (NOT :withoutReplies OR entry.reply_to_profile_id IS NULL
                OR entry.reply_to_profile_id = entry.profile_id)
              AND (NOT :withoutBoosts OR entry.boost_of_id IS NULL)
              AND (NOT :onlyMedia OR (entry.boost_of_id IS NULL AND entry.media_count > 0))
              AND (NOT :onlyPinned OR entry.pinned_at IS NOT NULL)
              AND (:tag IS NULL OR EXISTS (SELECT 1 FROM post_tag WHERE tag = :tag AND post_id = entry.id))
              AND (:feed IS NULL OR entry.item_id IN (SELECT item.id FROM item JOIN feed ON feed.id = item.feed_id
                WHERE feed.url = :feed AND item.id = entry.item_id))
            ORDER BY entry.id \(direction) LIMIT :limit
            """,
            [
                "profile": id, "withoutReplies": filter.withoutReplies, "withoutBoosts": filter.withoutBoosts,
                "onlyMedia": filter.onlyMedia, "onlyPinned": filter.onlyPinned,
                "tag": filter.tag.map(PostText.foldedTag), "feed": filter.feedURL,
            ]
        )
    }

    // MARK: - Marks

    private func favourites() throws -> [TimelineLine] {
        let direction = page.isAdjacent ? "ASC" : "DESC"
        return try ask(
            """
            SELECT favourite.id, post.id, NULL, post.created_at FROM favourite CROSS JOIN post ON post.id = favourite.post_id
            WHERE favourite.profile_id = :viewer AND favourite.id < :older AND favourite.id > :newer
              AND \(Visibility.post)
            ORDER BY favourite.id \(direction) LIMIT :limit
            """
        )
    }

    private func bookmarks() throws -> [TimelineLine] {
        let direction = page.isAdjacent ? "ASC" : "DESC"
        return try ask(
            """
            SELECT bookmark.id, post.id, NULL, post.created_at FROM bookmark CROSS JOIN post ON post.id = bookmark.post_id
            WHERE bookmark.profile_id = :viewer AND bookmark.id < :older AND bookmark.id > :newer
              AND \(Visibility.post)
            ORDER BY bookmark.id \(direction) LIMIT :limit
            """
        )
    }
}
