internal import Foundation
internal import GRDB

/// Writes items, what they are known by, and the posts that come of them; all of one feed and one moment.
struct Ledger {
    private(set) var posts: [PostRecord] = []

    private let feedID: Int64
    private let feedURL: String
    private let profileID: Int64
    private let profileName: String
    private let at: Date
    private let db: Database

    init(feedID: Int64, at: Date, _ db: Database) throws {
        let names = try db.row(
            """
            SELECT feed.url, profile.id, profile.name FROM feed JOIN profile ON profile.id = feed.profile_id
            WHERE feed.id = ?
            """,
            [feedID]
        ) { columns -> (String, Int64, String) in (columns.next(), columns.next(), columns.next()) }
        guard let names else { throw TimelineError(.notFound, "there is no feed \(feedID)") }
        (feedURL, profileID, profileName) = names
        self.feedID = feedID
        self.at = at
        self.db = db
    }

    // MARK: - Items

    /// Decides on an item that waited; on one that does not wait any more nothing is changed.
    mutating func settle(_ item: SettledItem) throws {
        let waiting = try db.row(
            "SELECT \(ItemRecord.columns) FROM item WHERE id = ? AND feed_id = ? AND decision IN ('capped', 'held')",
            [item.itemID, feedID]
        ) { columns in try ItemRecord(&columns) }
        guard let record = waiting else { return }
        let (verdict, postID) = try post(item.verdict, of: record.id, guid: record.guid, date: record.publishedAt)
        let update = try db.cachedStatement(
            sql: """
                UPDATE item SET decision = ?, post_id = ?, reason = ?, decided_at = ?, due_at = ?, draft = ? WHERE id = ?
                """
        )
        let waits = verdict.decision.isWaiting
        try update.execute(arguments: [
            verdict.decision.rawValue, postID, verdict.reason, at.milliseconds,
            waits ? verdict.dueAt?.milliseconds : nil, waits ? verdict.draft : nil, record.id,
        ])
    }

    /// Records items, and leaves out those that were recorded before.
    mutating func add(_ items: [NewItem]) throws {
        var seen = try ItemIndex(db, feedID: feedID).known(among: items.lazy.compactMap(\.aliases.first))
        var id = try DirectStatement(db, "SELECT max(id) FROM item").number() ?? 0
        var rows: [DatabaseValue] = []
        rows.reserveCapacity(items.count * 12)
        var aliases: [(itemID: Int64, alias: ItemAlias)] = []
        for item in items {
            if let proof = item.aliases.first, !seen.insert(proof).inserted { continue }
            id += 1
            let (verdict, postID) = try post(item.verdict, of: id, guid: item.guid, date: item.publishedAt)
            let waits = verdict.decision.isWaiting
            rows += [
                .int(id), .int(feedID), .text(verdict.decision.rawValue), .int(postID), .time(at),
                .time(item.publishedAt), .time(waits ? verdict.dueAt : nil),
                .text(item.guid == item.url ? nil : item.guid), .text(item.url), .text(item.title),
                .text(verdict.reason), .bytes(waits ? verdict.draft : nil),
            ]
            for alias in item.aliases { aliases.append((id, alias)) }
        }
        guard !rows.isEmpty else { return }
        try Self.insertItems.run(rows, db)
        try add(aliases)
        try DirectStatement(db, "UPDATE feed SET last_new_item_at = ? WHERE id = ?").run([.time(at), .int(feedID)])
    }

    private static let insertItems = BulkInsert(
        """
        INSERT INTO item (id, feed_id, decision, post_id, first_seen_at, published_at, due_at, guid, url, title, reason,
          draft)
        """,
        columns: 12
    )

    /// Records what items are known by; what an alias means once it means for ever.
    func add(_ aliases: [(itemID: Int64, alias: ItemAlias)]) throws {
        var rows: [DatabaseValue] = []
        rows.reserveCapacity(aliases.count * 5)
        for (itemID, alias) in aliases {
            let (high, low) = alias.hash.halves
            rows += [.int(feedID), .int(alias.kind.rawValue), .int(high), .int(low), .int(itemID)]
        }
        try Self.insertAliases.run(rows, db)
    }

    private static let insertAliases = BulkInsert(
        "INSERT INTO item_alias (feed_id, kind, hash_high, hash_low, item_id)",
        columns: 5,
        "ON CONFLICT DO NOTHING"
    )

    // MARK: - Posts

    /// Makes the post that a verdict asks for. What the profile has said already becomes a duplicate instead.
    private mutating func post(
        _ verdict: Verdict,
        of itemID: Int64,
        guid: String?,
        date: Date?
    ) throws -> (verdict: Verdict, postID: Int64?) {
        guard verdict.decision == .posted else { return (verdict, nil) }
        guard let post = verdict.post else {
            throw TimelineError(.invalid, "an item of \(feedURL) was to be posted without a post")
        }
        if let hash = post.linkHash, let earlier = try LinkIndex(db, profileID: profileID).post(for: hash) {
            return (Verdict(.duplicate, reason: "@\(profileName) announced it already, in post \(earlier)"), nil)
        }
        if let link = post.shortLink, try !ShortLinks(db, profileID: profileID).keep(link, at: at) {
            let path = ShortLink.path(of: link.code)
            return (Verdict(.refused, reason: "its short link \(path) leads to another article already"), nil)
        }
        let writer = PostWriter(db)
        let list = try post.listTitle.map(list)
        var record = PostRecord(
            id: try writer.nextID(at: at),
            profileID: profileID,
            profileName: profileName,
            itemID: itemID,
            text: post.text,
            link: post.link,
            title: post.title,
            language: post.language,
            audience: post.audience,
            createdAt: at,
            feedURL: feedURL,
            itemGUID: guid,
            publishedAt: date,
            shortCode: post.shortLink?.code
        )
        record.listID = list
        try writer.insert(record, linkHash: post.linkHash)
        try post.card?.insert(for: record.id, db)
        if let digest = post.digest { try FollowedEdits.keep(digest, of: record.id, db) }
        try Notifier(db, at: at).announce(record)
        posts.append(record)
        return (verdict, record.id)
    }

    /// A list of the feed's profile; one that nobody has made yet has no members, and so no readers.
    private func list(_ title: String) throws -> Int64 {
        let find = "SELECT id FROM list WHERE profile_id = ? AND title = ?"
        if let id = try DirectStatement(db, find).number([.int(profileID), .text(title)]) { return id }
        try DirectStatement(db, "INSERT INTO list (profile_id, title) VALUES (?, ?)")
            .run([.int(profileID), .text(title)])
        return db.lastInsertedRowID
    }
}
