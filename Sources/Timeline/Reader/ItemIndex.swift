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
        let rows: [StatementArguments] = aliases.enumerated().map { number, alias in
            [number, alias.kind.rawValue, alias.hash.halves.high, alias.hash.halves.low]
        }
        var items: [ItemAlias: Int64] = [:]
        try Self.find.run(rows, leading: [feedID], db) { statement in
            let answers = try Row.fetchCursor(statement)
            while let answer = try answers.next() { items[aliases[answer[0]]] = answer[1] }
        }
        return items
    }

    private static let find = BulkStatement(columns: 4) { rows in
        """
        SELECT column1, item_id FROM (SELECT ? AS feed) CROSS JOIN (VALUES \(rows)) CROSS JOIN item_alias
        ON feed_id = feed AND kind = column2 AND hash_high = column3 AND hash_low = column4
        """
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
        statement.setUncheckedArguments([profileID, link.halves.high, link.halves.low])
        return try Int64.fetchOne(statement)
    }
}
