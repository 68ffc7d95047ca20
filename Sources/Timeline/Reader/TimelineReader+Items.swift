package import Foundation
internal import GRDB

extension TimelineReader {
    /// - Returns: the recorded items of a feed behind those of the aliases that it knows.
    package func knownItems(feedID: Int64, aliases: [ItemAlias]) async throws -> [ItemAlias: Int64] {
        try await read { db in try ItemIndex(db, feedID: feedID).items(for: aliases) }
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

    /// - Returns: the posts of those items, by item, that nobody has edited by hand or taken back.
    package func editablePosts(of itemIDs: Set<Int64>) async throws -> [Int64: EditablePost] {
        try await read { db in
            var posts: [Int64: EditablePost] = [:]
            for id in itemIDs { posts[id] = try EditablePost.of(id, db) }
            return posts
        }
    }

    /// When an item was recorded; nil if it was not.
    package func firstSeen(itemID: Int64) async throws -> Date? {
        try await read { db in
            try DirectStatement(db, "SELECT first_seen_at FROM item WHERE id = ?").number([.int(itemID)])
                .map(Date.init(milliseconds:))
        }
    }
}
