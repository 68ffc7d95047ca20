internal import GRDB

/// The memory of what a feed's items are known by.
struct ItemIndex {
    private let db: Database
    private let feedID: Int64

    init(_ db: Database, feedID: Int64) {
        self.db = db
        self.feedID = feedID
    }

    /// - Returns: those of the aliases that are known.
    func known(among aliases: some Sequence<ItemAlias>) throws -> Set<ItemAlias> {
        try isAnyKnown() ? Set(items(for: Array(aliases)).keys) : []
    }

    /// - Returns: the items behind those of the aliases that are known.
    func items(for aliases: [ItemAlias]) throws -> [ItemAlias: Int64] {
        guard !aliases.isEmpty, try isAnyKnown() else { return [:] }
        let find = try DirectStatement(
            db,
            "SELECT item_id FROM item_alias WHERE feed_id = ? AND kind = ? AND hash_high = ? AND hash_low = ?"
        )
        var items: [ItemAlias: Int64] = [:]
        for alias in aliases {
            let (high, low) = alias.hash.halves
            items[alias] = try find.number([.int(feedID), .int(alias.kind.rawValue), .int(high), .int(low)])
        }
        return items
    }

    /// Spares a new feed, which brings most aliases, all questions but one.
    private func isAnyKnown() throws -> Bool {
        try DirectStatement(db, "SELECT 1 FROM item_alias WHERE feed_id = ? LIMIT 1").number([.int(feedID)]) != nil
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
        let (high, low) = link.halves
        return try DirectStatement(db, "SELECT id FROM post WHERE profile_id = ? AND link_high = ? AND link_low = ?")
            .number([.int(profileID), .int(high), .int(low)])
    }
}

extension ItemAlias.Hash {
    /// As the store keeps it.
    var halves: (high: Int64, low: Int64) { (Int64(bitPattern: high), Int64(bitPattern: low)) }
}
