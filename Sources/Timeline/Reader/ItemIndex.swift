internal import GRDB

/// The memory of what a feed's items are known by.
struct ItemIndex {
    private let db: Database
    private let feedID: Int64

    init(_ db: Database, feedID: Int64) {
        self.db = db
        self.feedID = feedID
    }

    /// - Returns: the items behind those of the aliases that are known.
    func items(for aliases: [ItemAlias]) throws -> [ItemAlias: Int64] {
        guard !aliases.isEmpty, try isAnyKnown() else { return [:] }
        let statement = try db.cachedStatement(
            sql: "SELECT item_id FROM item_alias WHERE feed_id = ? AND kind = ? AND hash_high = ? AND hash_low = ?"
        )
        var items: [ItemAlias: Int64] = [:]
        for alias in aliases {
            statement.setUncheckedArguments([
                feedID, alias.kind.rawValue, Int64(bitPattern: alias.hash.high), Int64(bitPattern: alias.hash.low),
            ])
            items[alias] = try Int64.fetchOne(statement)
        }
        return items
    }

    /// Spares a new feed, which brings most aliases, all questions but one.
    private func isAnyKnown() throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM item_alias WHERE feed_id = ?)")
        return try Bool.fetchOne(statement, arguments: [feedID]) ?? false
    }
}

/// The memory of what a profile has announced.
struct LinkIndex {
    private let db: Database
    private let profileID: Int64

    init(_ db: Database, profileID: Int64) {
        self.db = db
        self.profileID = profileID
    }

    /// - Returns: the id of the post that announced the link.
    func post(for link: ItemAlias.Hash) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: "SELECT id FROM post WHERE profile_id = ? AND link_high = ? AND link_low = ?"
        )
        statement.setUncheckedArguments([
            profileID, Int64(bitPattern: link.high), Int64(bitPattern: link.low),
        ])
        return try Int64.fetchOne(statement)
    }
}
