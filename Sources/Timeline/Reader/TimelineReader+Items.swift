package import Foundation
internal import GRDB

extension TimelineReader {
    /// - Returns: the recorded items of a feed behind those of the aliases that it knows.
    package func knownItems(feedID: Int64, aliases: [ItemAlias]) async throws -> [ItemAlias: Int64] {
        try await read { db in try ItemIndex(db, feedID: feedID).items(for: aliases) }
    }

    /// - Returns: the posts by which a profile has announced those of the links that it has.
    package func isLinkPosted(
        profileID: Int64,
        linkHashes: [ItemAlias.Hash]
    ) async throws -> [ItemAlias.Hash: Int64] {
        guard !linkHashes.isEmpty else { return [:] }
        return try await read { db in
            let index = LinkIndex(db, profileID: profileID)
            var posts: [ItemAlias.Hash: Int64] = [:]
            for hash in linkHashes { posts[hash] = try index.post(for: hash) }
            return posts
        }
    }

    /// A feed's undecided items, the oldest first.
    package func waitingItems(feedID: Int64) async throws -> [ItemRecord] {
        try await read { db in
            try db.rows(
                """
                SELECT \(ItemRecord.columns) FROM item WHERE feed_id = ? AND decision IN ('capped', 'held')
                ORDER BY coalesce(published_at, first_seen_at), id
                """,
                [feedID]
            ) { columns in try ItemRecord(&columns) }
        }
    }

    /// When the first of a feed's waiting items may be posted.
    package func earliestWaiting(feedID: Int64) async throws -> Date? {
        try await read { db in
            let earliest = try DirectStatement(
                db,
                "SELECT min(due_at) FROM item WHERE feed_id = ? AND decision IN ('capped', 'held')"
            )
            return try earliest.number([.int(feedID)]).map(Date.init(milliseconds:))
        }
    }
}
