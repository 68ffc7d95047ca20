internal import GRDB

extension TimelineReader {
    /// What is known about an item: by its post, its address, its guid, or else by words of its title; the newest first.
    package func history(of query: ItemQuery, limit: Int = 20) async throws -> [ItemHistory] {
        try await read { db in
            var ids = try exactMatches(query, db)
            if ids.isEmpty { ids = try titleMatches(query.text, limit: limit, db) }
            return try ids.prefix(limit).compactMap { try ItemHistory.find($0, db) }
        }
    }
}

private func exactMatches(_ query: ItemQuery, _ db: Database) throws -> [Int64] {
    var ids: Set<Int64> = []
    if let postID = query.postID {
        ids.formUnion(
            try Int64.fetchAll(
                db,
                sql: "SELECT item_id FROM post WHERE id = ? AND item_id IS NOT NULL",
                arguments: [postID]
            )
        )
    }
    if let hash = query.linkHash {
        // One look into each feed's aliases, rather than an index that only this question would need.
        ids.formUnion(
            try Int64.fetchAll(
                db,
                sql: """
                    SELECT item_id FROM feed CROSS JOIN item_alias ON feed_id = feed.id
                    WHERE kind = ? AND hash_high = ? AND hash_low = ?
                    """,
                arguments: [ItemAlias.Kind.link.rawValue, hash.halves.high, hash.halves.low]
            )
        )
    }
    ids.formUnion(
        try Int64.fetchAll(
            db,
            sql: "SELECT id FROM item WHERE url = ?1 OR guid = ?1 OR title = ?1",
            arguments: [query.text]
        )
    )
    return ids.sorted(by: >)
}

private func titleMatches(_ words: String, limit: Int, _ db: Database) throws -> [Int64] {
    let pattern = words.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")
    return try Int64.fetchAll(
        db,
        sql: "SELECT id FROM item WHERE title LIKE ? ESCAPE '\\' ORDER BY id DESC LIMIT ?",
        arguments: ["%\(pattern)%", limit]
    )
}

extension ItemHistory {
    fileprivate static func find(_ id: Int64, _ db: Database) throws -> ItemHistory? {
        let history = try db.row(
            """
            SELECT \(ItemRecord.columns), feed.url, profile.name FROM item
            JOIN feed ON feed.id = item.feed_id JOIN profile ON profile.id = feed.profile_id
            WHERE item.id = ?
            """,
            [id]
        ) { columns in
            ItemHistory(
                item: try ItemRecord(&columns),
                feedURL: columns.next(),
                profileName: columns.next(),
                post: nil,
                aliasKinds: []
            )
        }
        guard var history else { return nil }
        let postID = try history.item.decision == .duplicate ? announcement(of: history.item, db) : history.item.postID
        history.post = try postID.flatMap { try PostRecord.find($0, db) }
        history.edits = try history.item.postID.flatMap { try FollowedEdits.of($0, db) }
        history.aliasKinds = try kinds(of: history.item, db)
        return history
    }

    /// The post by which the profile had announced the item's link before.
    private static func announcement(of item: ItemRecord, _ db: Database) throws -> Int64? {
        let find = try DirectStatement(
            db,
            """
            SELECT post.id FROM item_alias JOIN feed ON feed.id = item_alias.feed_id
            JOIN post ON post.profile_id = feed.profile_id AND link_high = hash_high AND link_low = hash_low
            WHERE item_alias.feed_id = ? AND item_alias.item_id = ? AND kind = ?
            """
        )
        return try find.number([.int(item.feedID), .int(item.id), .int(ItemAlias.Kind.link.rawValue)])
    }

    private static func kinds(of item: ItemRecord, _ db: Database) throws -> [ItemAlias.Kind] {
        let statement = try db.cachedStatement(
            sql: "SELECT DISTINCT kind FROM item_alias WHERE feed_id = ? AND item_id = ? ORDER BY kind"
        )
        return try Int.fetchAll(statement, arguments: [item.feedID, item.id]).compactMap(ItemAlias.Kind.init)
    }
}
