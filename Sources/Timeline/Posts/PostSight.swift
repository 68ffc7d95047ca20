internal import Foundation
internal import GRDB

/// Looks at posts with somebody's eyes.
struct PostSight {
    let db: Database
    let viewer: Viewer
    let now: Date

    init(_ db: Database, _ viewer: Viewer, at now: Date) {
        self.db = db
        self.viewer = viewer
        self.now = now
    }

    /// Whether the viewer may read a post, which is no boost.
    func sees(_ postID: Int64) throws -> Bool {
        try post(postID) != nil
    }

    /// A post that the viewer may read; of a boost, the one that is boosted.
    func post(_ id: Int64) throws -> PostRecord? {
        try db.row(
            """
            SELECT \(PostRecord.columns) FROM \(PostRecord.tables)
            WHERE post.id = (SELECT coalesce(boost_of_id, id) FROM post WHERE id = :id) AND \(Visibility.post)
            """,
            ["id": id, "viewer": viewer.id]
        ) { columns in try PostRecord(&columns) }
    }

    /// - Throws: `Refusal` if the viewer may not read it.
    func require(_ id: Int64) throws -> PostRecord {
        guard let post = try post(id) else { throw Refusal.noSuchPost }
        return post
    }
}
