internal import Timeline

/// The posts of one page, and where the pages beside it begin.
struct PostSlice {
    let posts: [PostRecord]
    /// nil if there are no older ones.
    let older: Paging?
    /// nil if there are no newer ones.
    let newer: Paging?

    static let length = 20

    /// - Parameter profileID: nil for all profiles.
    /// - Returns: nil if the newer posts that were asked for are what the first page shows.
    static func read(_ paging: Paging, profileID: Int64?, from reader: TimelineReader) async throws -> PostSlice? {
        func posts(
            olderThan older: Int64? = nil,
            newerThan newer: Int64? = nil,
            limit: Int
        ) async throws -> [PostRecord] {
            try await reader.posts(
                PostQuery(profileID: profileID, olderThan: older, newerThan: newer, limit: limit)
            )
        }
        switch paging {
        case .newest:
            let found = try await posts(limit: length + 1)
            return PostSlice(found.prefix(length), hasOlder: found.count > length, hasNewer: false)
        case .older(let id):
            let found = try await posts(olderThan: id, limit: length + 1)
            let hasNewer = try await !posts(newerThan: found.first?.id ?? id - 1, limit: 1).isEmpty
            return PostSlice(found.prefix(length), hasOlder: found.count > length, hasNewer: hasNewer)
        case .newer(let id):
            let found = try await posts(newerThan: id, limit: length + 1)
            guard found.count > length, let last = found.last else { return nil }
            let hasOlder = try await !posts(olderThan: last.id, limit: 1).isEmpty
            return PostSlice(found.suffix(length), hasOlder: hasOlder, hasNewer: true)
        }
    }

    private init(_ posts: ArraySlice<PostRecord>, hasOlder: Bool, hasNewer: Bool) {
        self.posts = Array(posts)
        older = hasOlder ? posts.last.map { .older(than: $0.id) } : nil
        newer = hasNewer ? posts.first.map { .newer(than: $0.id) } ?? .newest : nil
    }
}
