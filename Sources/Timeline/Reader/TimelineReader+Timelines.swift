package import Foundation
internal import GRDB

extension TimelineReader {
    /// A page of a timeline, the newest first.
    package func timeline(
        _ source: TimelineSource,
        for viewer: Viewer,
        _ page: PageQuery = PageQuery(),
        at now: Date
    ) async throws -> [TimelineEntry] {
        try await read { db in
            try TimelineScan(db, viewer, page, at: now).lines(of: source).compactMap { line in
                try line.entry(PostSight(db, viewer, at: now))
            }
        }
    }

    /// A page of a timeline, without the posts that are known.
    ///
    /// - Parameter isKnown: asked by the number of a post.
    package func glances(
        _ source: TimelineSource,
        for viewer: Viewer,
        _ page: PageQuery = PageQuery(),
        at now: Date,
        isKnown: @Sendable (Int64) -> Bool
    ) async throws -> [TimelineGlance] {
        try await read { db in
            try TimelineScan(db, viewer, page, at: now).lines(of: source).compactMap { line in
                if isKnown(line.postID), line.boosterID == nil {
                    let marks = try PostMarks.of(line.postID, viewer, db)
                    return TimelineGlance(id: line.id, postID: line.postID, marks: marks)
                }
                return try line.entry(PostSight(db, viewer, at: now)).map(TimelineGlance.init)
            }
        }
    }

    /// A post or a boost, by its own number; nil if the viewer may not read it.
    package func entry(_ id: Int64, for viewer: Viewer, at now: Date) async throws -> TimelineEntry? {
        try await read { db in
            let line = try db.row(
                """
                SELECT \(TimelineLine.columns) FROM post AS entry WHERE entry.id = :id AND \(Visibility.entryAuthor)
                """,
                ["id": id, "viewer": viewer.id]
            ) { columns in TimelineLine(&columns) }
            return try line?.entry(PostSight(db, viewer, at: now))
        }
    }

    /// Whether something that was just said belongs into a timeline of the viewer's.
    package func entry(
        _ id: Int64,
        in source: TimelineSource,
        for viewer: Viewer,
        at now: Date
    ) async throws -> TimelineEntry? {
        try await timeline(source, for: viewer, PageQuery(only: id), at: now).first
    }
}

/// A line of a timeline before its post is read.
struct TimelineLine {
    let id: Int64
    let postID: Int64
    /// nil unless it is a boost.
    let boosterID: Int64?
    let at: Date

    /// Of a row `entry`.
    static let columns = """
        entry.id, coalesce(entry.boost_of_id, entry.id),
          CASE WHEN entry.boost_of_id IS NOT NULL THEN entry.profile_id END, entry.created_at
        """

    init(_ columns: inout Columns) {
        id = columns.next()
        postID = columns.next()
        boosterID = columns.next()
        at = columns.nextDate()
    }

    func entry(_ sight: PostSight) throws -> TimelineEntry? {
        guard let post = try sight.seen(postID) else { return nil }
        guard let boosterID else { return TimelineEntry(id: id, post: post) }
        let booster = try sight.db.row("SELECT \(ProfileRecord.columns) FROM profile WHERE id = ?", [boosterID]) {
            columns in
            try ProfileRecord(&columns)
        }
        guard let booster else { return nil }
        return TimelineEntry(id: id, post: post, boost: TimelineEntry.Boost(id: id, booster: booster, at: at))
    }
}

extension TimelineGlance {
    fileprivate init(_ entry: TimelineEntry) {
        id = entry.id
        postID = entry.post.post.id
        marks = entry.post.marks
        boost = entry.boost
        post = entry.post
    }
}
