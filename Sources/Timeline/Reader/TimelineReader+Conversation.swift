package import Foundation
internal import GRDB

/// What stands around a post.
package struct PostContext: Sendable, Equatable {
    /// What it answers, from the beginning of the conversation on.
    package var ancestors: [SeenPost] = []
    /// What answers it, each followed by its own answers.
    package var descendants: [SeenPost] = []
}

extension TimelineReader {
    /// - Returns: nil if the viewer may not read the post.
    package func seen(_ postID: Int64, by viewer: Viewer, at now: Date) async throws -> SeenPost? {
        try await read { db in
            let sight = PostSight(db, viewer, at: now)
            return try sight.post(postID).flatMap { try sight.seen($0.id) }
        }
    }

    /// The posts around one, as far as the viewer may read them and has not muted who wrote them.
    ///
    /// - Returns: nil if the viewer may not read the post.
    package func context(of postID: Int64, for viewer: Viewer, at now: Date) async throws -> PostContext? {
        try await read { db in
            let sight = PostSight(db, viewer, at: now)
            guard let post = try sight.post(postID) else { return nil }
            return try Thread(around: post, sight).context()
        }
    }

    /// Whether a post was there and was taken back; what its address then says.
    package func isDeleted(_ postID: Int64) async throws -> Bool {
        try await read { db in
            try DirectStatement(db, "SELECT 1 FROM post WHERE id = ? AND deleted_at IS NOT NULL")
                .number([.int(postID)]) != nil
        }
    }

    /// What a post said at each time, the first words first and the present ones last.
    ///
    /// - Returns: nil if the viewer may not read it.
    package func history(ofPost postID: Int64, for viewer: Viewer, at now: Date) async throws -> [PostVersion]? {
        try await read { db in
            guard let post = try PostSight(db, viewer, at: now).post(postID) else { return nil }
            let earlier = try db.rows(
                "SELECT text, warning, is_sensitive, written_at FROM post_edit WHERE post_id = ? ORDER BY number",
                [post.id]
            ) { columns in
                PostVersion(
                    text: columns.next(),
                    warning: columns.next(),
                    isSensitive: columns.next(),
                    writtenAt: columns.nextDate()
                )
            }
            return earlier + [
                PostVersion(
                    text: post.text,
                    warning: post.warning,
                    isSensitive: post.isSensitive,
                    writtenAt: post.editedAt ?? post.createdAt
                )
            ]
        }
    }
}

/// What a post said at one time.
package struct PostVersion: Sendable, Equatable {
    package var text: String
    package var warning: String
    package var isSensitive: Bool
    package var writtenAt: Date
}

/// A conversation as the numbers of its posts, and what somebody sees of it.
private struct Thread {
    private let post: PostRecord
    private let sight: PostSight
    /// By the post that they answer; the oldest first.
    private let answers: [Int64: [Int64]]
    private let answered: [Int64: Int64]

    /// More than anybody reads; longer threads are shown as far as that.
    private static let maximumLength = 1_000

    init(around post: PostRecord, _ sight: PostSight) throws {
        self.post = post
        self.sight = sight
        let links = try sight.db.rows(
            """
            SELECT id, reply_to_id FROM post WHERE thread_id = ? AND thread_id <> id AND reply_to_id IS NOT NULL
            ORDER BY id LIMIT ?
            """,
            [post.threadID, Self.maximumLength]
        ) { columns in (id: columns.next() as Int64, parent: columns.next() as Int64) }
        answers = Dictionary(grouping: links, by: \.parent).mapValues { $0.map(\.id) }
        answered = Dictionary(links.map { ($0.id, $0.parent) }) { first, _ in first }
    }

    func context() throws -> PostContext {
        var context = PostContext()
        var id = post.id
        while let parent = answered[id], context.ancestors.count < Self.maximumLength {
            // What the viewer may not read has what stands before it go on.
            if let seen = try shown(parent) { context.ancestors.insert(seen, at: 0) }
            id = parent
        }
        var open = Array((answers[post.id] ?? []).reversed())
        while let id = open.popLast() {
            if let seen = try shown(id) { context.descendants.append(seen) }
            open += (answers[id] ?? []).reversed()
        }
        return context
    }

    private func shown(_ id: Int64) throws -> SeenPost? {
        guard let seen = try sight.seen(id) else { return nil }
        let muted = """
            SELECT 1 FROM mute WHERE profile_id = ? AND target_id = ? AND (expires_at IS NULL OR expires_at > ?)
            """
        let isMuted =
            try DirectStatement(sight.db, muted)
            .number([.int(sight.viewer.id), .int(seen.author.id), .time(sight.now)]) != nil
        return isMuted ? nil : seen
    }
}
