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
        let statement = try db.cachedStatement(
            sql: """
                SELECT feed.url, profile.id, profile.name FROM feed JOIN profile ON profile.id = feed.profile_id
                WHERE feed.id = ?
                """
        )
        guard let row = try Row.fetchOne(statement, arguments: [feedID]) else {
            throw TimelineError(.notFound, "there is no feed \(feedID)")
        }
        var columns = Columns(row)
        feedURL = columns.next()
        profileID = columns.next()
        profileName = columns.next()
        self.feedID = feedID
        self.at = at
        self.db = db
    }

    // MARK: - Items

    /// Decides on an item that waited; on one that does not wait any more nothing is changed.
    mutating func settle(_ item: SettledItem) throws {
        let read = try db.cachedStatement(
            sql:
                "SELECT \(ItemRecord.columns) FROM item WHERE id = ? AND feed_id = ? AND decision IN ('capped', 'held')"
        )
        guard let row = try Row.fetchOne(read, arguments: [item.itemID, feedID]) else { return }
        var columns = Columns(row)
        let record = try ItemRecord(&columns)
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
        let known = try ItemIndex(db, feedID: feedID).items(for: items.compactMap(\.aliases.first))
        let fresh = items.filter { item in item.aliases.first.map { known[$0] == nil } ?? true }
        guard !fresh.isEmpty else { return }
        var rows: [StatementArguments] = []
        var aliases: [(itemID: Int64, alias: ItemAlias)] = []
        var id = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM item")) ?? 0
        for item in fresh {
            id += 1
            let (verdict, postID) = try post(item.verdict, of: id, guid: item.guid, date: item.publishedAt)
            let waits = verdict.decision.isWaiting
            rows.append([
                id, feedID, verdict.decision.rawValue, postID, at.milliseconds, item.publishedAt?.milliseconds,
                waits ? verdict.dueAt?.milliseconds : nil, item.guid, item.url, item.title, verdict.reason,
                waits ? verdict.draft : nil,
            ])
            for alias in item.aliases { aliases.append((id, alias)) }
        }
        try Self.insertItems.run(rows, db)
        try add(aliases)
        try db.cachedStatement(sql: "UPDATE feed SET last_new_item_at = ? WHERE id = ?").run([at.milliseconds, feedID])
    }

    private static let insertItems = BulkStatement(columns: 12) { rows in
        """
        INSERT INTO item (id, feed_id, decision, post_id, first_seen_at, published_at, due_at, guid, url, title, reason,
          draft)
        VALUES \(rows)
        """
    }

    /// Records what items are known by; what an alias means once it means for ever.
    func add(_ aliases: [(itemID: Int64, alias: ItemAlias)]) throws {
        let rows: [StatementArguments] = aliases.map { itemID, alias in
            [alias.kind.rawValue, alias.hash.halves.high, alias.hash.halves.low, itemID]
        }
        try Self.insertAliases.run(rows, leading: [feedID], db)
    }

    private static let insertAliases = BulkStatement(columns: 4) { rows in
        """
        INSERT INTO item_alias (feed_id, kind, hash_high, hash_low, item_id)
        SELECT ?, * FROM (VALUES \(rows)) WHERE TRUE ON CONFLICT DO NOTHING
        """
    }

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
        let last = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM post")) ?? 0
        let record = PostRecord(
            id: PostID.next(after: last, at: at),
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
            publishedAt: date
        )
        try insert(record, linkHash: post.linkHash)
        posts.append(record)
        return (verdict, record.id)
    }

    private func insert(_ post: PostRecord, linkHash: ItemAlias.Hash?) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO post (id, profile_id, item_id, text, link, link_high, link_low, title, language, audience,
                  created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try statement.run([
            post.id, post.profileID, post.itemID, post.text, post.link, linkHash?.halves.high, linkHash?.halves.low,
            post.title, post.language, post.audience, post.createdAt.milliseconds,
        ])
    }
}
