package import Foundation
internal import GRDB

/// A post with all that belongs to it, as somebody sees it.
package struct SeenPost: Sendable, Equatable {
    package var post: PostRecord
    package var author: ProfileRecord
    package var media: [MediaRecord] = []
    package var mentions: [Mention] = []
    package var card: PostCard?
    package var applicationName: String?
    package var marks = PostMarks()

    /// Somebody whom a post calls.
    package struct Mention: Sendable, Equatable {
        package var profileID: Int64
        package var name: String

        package init(profileID: Int64, name: String) {
            self.profileID = profileID
            self.name = name
        }
    }
}

/// What a viewer has done with a post.
package struct PostMarks: Sendable, Equatable {
    package var isFavourite = false
    package var isBoosted = false
    package var isBookmarked = false
    package var isThreadMuted = false
    package var isPinned = false
}

/// A line of a timeline whose post the one who asks may have by them already.
package struct TimelineGlance: Sendable, Equatable {
    package var id: Int64
    package var postID: Int64
    package var marks = PostMarks()
    package var boost: TimelineEntry.Boost?
    /// nil if it was said to be known.
    package var post: SeenPost?

    package var entry: TimelineEntry? { post.map { TimelineEntry(id: id, post: $0, boost: boost) } }
}

/// A line of a timeline: a post, or somebody's boost of one.
package struct TimelineEntry: Sendable, Equatable {
    /// By which a timeline is paged: the post's number, or the boost's; that of the mark in a list of favourites.
    package var id: Int64
    package var post: SeenPost
    package var boost: Boost?

    package struct Boost: Sendable, Equatable {
        package var id: Int64
        package var booster: ProfileRecord
        package var at: Date
    }
}

/// A picture.
package struct MediaRecord: Sendable, Equatable {
    package var id: Int64
    package var profileID: Int64
    package var postID: Int64?
    /// What its file is called, with an ending that says its type.
    package var name: String
    /// `image/png` and the like.
    package var type: String
    package var width: Int
    package var height: Int
    package var bytes: Int
    /// For those who cannot see it.
    package var description: String
    /// From -1 to 1: what should stay in sight when it is cropped.
    package var focus: (x: Double, y: Double)

    package init(
        id: Int64,
        profileID: Int64,
        postID: Int64? = nil,
        name: String,
        type: String,
        width: Int,
        height: Int,
        bytes: Int,
        description: String = "",
        focus: (x: Double, y: Double) = (0, 0)
    ) {
        self.id = id
        self.profileID = profileID
        self.postID = postID
        self.name = name
        self.type = type
        self.width = width
        self.height = height
        self.bytes = bytes
        self.description = description
        self.focus = focus
    }

    package static func == (first: MediaRecord, second: MediaRecord) -> Bool {
        first.id == second.id && first.postID == second.postID && first.description == second.description
            && first.focus == second.focus
    }
}

extension MediaRecord {
    static let columns = """
        media.id, media.profile_id, media.post_id, media.name, media.type, media.width, media.height, media.bytes, \
        media.description, media.focus_x, media.focus_y
        """

    init(_ columns: inout Columns) {
        id = columns.next()
        profileID = columns.next()
        postID = columns.next()
        name = columns.next()
        type = columns.next()
        width = columns.next()
        height = columns.next()
        bytes = columns.next()
        description = columns.next()
        focus = (columns.next(), columns.next())
    }
}

extension PostSight {
    /// A post with all that belongs to it; nil if the viewer may not read it.
    func seen(_ id: Int64) throws -> SeenPost? {
        let found = try db.row(
            """
            SELECT \(PostRecord.columns), \(ProfileRecord.columns), application.name, \(PostMarks.columns)
            FROM \(PostRecord.tables) LEFT JOIN application ON application.id = post.application_id
            WHERE post.id = :id AND \(Visibility.post)
            """,
            ["id": id, "viewer": viewer.id]
        ) { columns in
            var seen = SeenPost(post: try PostRecord(&columns), author: try ProfileRecord(&columns))
            seen.applicationName = columns.next()
            seen.marks = PostMarks(&columns)
            return seen
        }
        guard var seen = found else { return nil }
        if seen.post.profileID != viewer.profileID {
            // Whom else a list speaks to is its author's business.
            seen.post.listID = nil
        }
        if seen.post.mediaCount > 0 {
            seen.media = try db.rows(
                "SELECT \(MediaRecord.columns) FROM media WHERE post_id = ? ORDER BY position",
                [id]
            ) { columns in MediaRecord(&columns) }
        }
        if seen.post.mentionCount > 0 {
            seen.mentions = try db.rows(
                """
                SELECT profile.id, profile.name FROM mention JOIN profile ON profile.id = mention.profile_id
                WHERE mention.post_id = ?
                """,
                [id]
            ) { columns in SeenPost.Mention(profileID: columns.next(), name: columns.next()) }
        }
        if seen.post.itemID != nil { seen.card = try PostCard.of(id, db) }
        return seen
    }
}

extension PostMarks {
    /// Of a row `post`, for a `:viewer`.
    static let columns = """
        EXISTS (SELECT 1 FROM favourite WHERE post_id = post.id AND profile_id = :viewer),
          EXISTS (SELECT 1 FROM post AS boost WHERE boost_of_id = post.id AND boost.profile_id = :viewer),
          EXISTS (SELECT 1 FROM bookmark WHERE post_id = post.id AND profile_id = :viewer),
          EXISTS (SELECT 1 FROM thread_mute WHERE thread_id = post.thread_id AND profile_id = :viewer),
          post.pinned_at IS NOT NULL
        """

    init(_ columns: inout Columns) {
        isFavourite = columns.next()
        isBoosted = columns.next()
        isBookmarked = columns.next()
        isThreadMuted = columns.next()
        isPinned = columns.next()
    }

    /// Those of several posts, by their numbers.
    static func of(_ postIDs: [Int64], _ viewer: Viewer, _ db: Database) throws -> [Int64: PostMarks] {
        guard viewer != .anybody, !postIDs.isEmpty else { return [:] }
        let found = try db.rows(
            """
            SELECT post.id, \(columns) FROM json_each(:ids) AS wanted CROSS JOIN post ON post.id = wanted.value
            """,
            ["ids": "[\(postIDs.map(String.init).joined(separator: ","))]", "viewer": viewer.id]
        ) { columns -> (Int64, PostMarks) in (columns.next(), PostMarks(&columns)) }
        return Dictionary(found) { $1 }
    }
}
