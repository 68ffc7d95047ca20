package import Foundation
internal import GRDB

extension TimelineStore {
    /// Brings profiles and feeds in line with the configuration.
    ///
    /// What left it is kept with its history, and not polled. A feed that comes back, or whose address only changed its
    /// scheme, goes on where it was. What the operator paused stays paused.
    package func declare(_ declaration: Declaration, at now: Date) async throws {
        try await declare(profiles: declaration.profiles, feeds: declaration.feeds, at: now)
    }

    /// As `declare`, for any number of feeds: they are asked for one after the other, and not at all if the store has
    /// declared them under the same fingerprint.
    ///
    /// Up to `feedsAtOnce` feeds are one transaction. Of more, those that were stored before something failed stay, and
    /// the next declaration goes through all of them again.
    ///
    /// - Parameter fingerprint: 32 bytes that tell this declaration from every other; nil: none may be skipped.
    package func declare(
        profiles: [ProfileDeclaration],
        feeds: some Sequence<FeedDeclaration>,
        fingerprint: Data? = nil,
        at now: Date
    ) async throws {
        if let fingerprint, try await reader.fingerprint() == fingerprint {
            try await write { db in _ = try declareProfiles(profiles, at: now, db) }
        } else {
            var census = Census()
            var batch: [FeedDeclaration] = []
            for feed in feeds {
                if batch.count == Self.feedsAtOnce {
                    census = try await take(batch, of: profiles, census, at: now)
                    batch.removeAll(keepingCapacity: true)
                }
                batch.append(feed)
            }
            _ = try await take(batch, of: profiles, census, isLast: true, fingerprint: fingerprint, at: now)
        }
        events.send(.touched)
    }

    private func take(
        _ batch: [FeedDeclaration],
        of profiles: [ProfileDeclaration],
        _ census: Census,
        isLast: Bool = false,
        fingerprint: Data? = nil,
        at now: Date
    ) async throws -> Census {
        try await write { db in
            var census = census
            if census.profileIDs.isEmpty {
                // Half of another declaration is none.
                try db.execute(sql: "UPDATE declaration SET fingerprint = NULL WHERE fingerprint IS NOT NULL")
                census.profileIDs = try declareProfiles(profiles, at: now, db)
            }
            for feed in batch { try census.take(feed, at: now, db) }
            if isLast { try census.end(fingerprint, db) }
            return census
        }
    }

    private static let feedsAtOnce = 5_000
}

extension TimelineReader {
    /// What the last declaration that was carried out in whole was told from others by.
    package func fingerprint() async throws -> Data? {
        try await read { db in try Data.fetchOne(db, sql: "SELECT fingerprint FROM declaration") }
    }
}

/// - Returns: the ids of all profiles there are, by name in lower case.
private func declareProfiles(_ profiles: [ProfileDeclaration], at now: Date, _ db: Database) throws -> [String: Int64] {
    let leave = try db.cachedStatement(sql: "UPDATE profile SET is_declared = 0, changed_at = ?1 WHERE id = ?2")
    let arrive = try db.cachedStatement(
        sql: """
            INSERT INTO profile (name, display_name, bio, language, url, is_declared, created_at, changed_at)
            VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?6)
            ON CONFLICT (name) DO UPDATE SET
              name = ?1, display_name = ?2, bio = ?3, language = ?4, url = ?5, is_declared = 1, changed_at = ?6
            WHERE (profile.name COLLATE BINARY, display_name, bio, language, profile.url, is_declared) IS NOT (?1, ?2, ?3, ?4, ?5, 1)
            """
    )
    for profile in profiles {
        try arrive.execute(
            arguments: [
                profile.name, profile.displayName, profile.bio, profile.language, profile.url, now.milliseconds,
            ]
        )
    }
    let declared = Set(profiles.map { $0.name.lowercased() })
    var ids: [String: Int64] = [:]
    let known = try db.rows("SELECT id, name, is_declared FROM profile") { columns -> (Int64, String, Bool) in
        (columns.next(), columns.next(), columns.next())
    }
    for (id, name, wasDeclared) in known {
        ids[name.lowercased()] = id
        if wasDeclared, !declared.contains(name.lowercased()) {
            try leave.execute(arguments: [now.milliseconds, id])
        }
    }
    return ids
}

/// What of a feed's row a declaration is compared with.
private struct KnownFeed {
    let id: Int64
    let profileID: Int64
    let url: String
    let isDeclared: Bool
    let interval: Int64
    let rulesID: Int64?

    static func find(_ identity: String, _ db: Database) throws -> KnownFeed? {
        try db.row(
            "SELECT id, profile_id, url, is_declared, declared_interval, rules_id FROM feed WHERE identity = ?",
            [identity]
        ) { columns in
            KnownFeed(
                id: columns.next(),
                profileID: columns.next(),
                url: columns.next(),
                isDeclared: columns.next(),
                interval: columns.next(),
                rulesID: columns.next()
            )
        }
    }
}

/// The feeds of a declaration as far as they were gone through.
private struct Census: Sendable {
    /// By name in lower case.
    var profileIDs: [String: Int64] = [:]
    /// Which ids were met; they are given one after the other, so a place for each is little.
    private var isMet: [Bool] = []
    private var count = 0
    /// The text that was asked for last, for most feeds have the same rules as the one before.
    private var lastRules: (text: String, id: Int64)?

    /// More were never declared; a damaged file may hold any number.
    private static let plausibleIDs = Int64(0)..<1 << 26

    mutating func take(_ feed: FeedDeclaration, at now: Date, _ db: Database) throws {
        guard let profileID = profileIDs[feed.profile.lowercased()] else {
            throw TimelineError(.invalid, "\(feed.url) belongs to the profile \(feed.profile), which is not declared")
        }
        let rulesID = try rules(feed.rules, db)
        if let known = try KnownFeed.find(feed.identity, db) {
            guard try meet(known.id) else {
                throw TimelineError(.invalid, "\(known.url) and \(feed.url) are one feed: declare it once")
            }
            try update(known, to: feed, profileID: profileID, rulesID: rulesID, at: now, db)
        } else {
            _ = try meet(insert(feed, profileID: profileID, rulesID: rulesID, at: now, db))
        }
    }

    /// - Returns: whether it was not met before.
    private mutating func meet(_ id: Int64) throws(TimelineError) -> Bool {
        guard Self.plausibleIDs.contains(id) else {
            throw TimelineError(.corrupt, "a feed has the number \(id), which was never given: restore a backup")
        }
        let place = Int(id)
        if place >= isMet.count {
            isMet += repeatElement(false, count: max(1_024, place - isMet.count + 1, isMet.count / 2))
        }
        if isMet[place] { return false }
        isMet[place] = true
        count += 1
        return true
    }

    private mutating func rules(_ text: String, _ db: Database) throws -> Int64 {
        if let lastRules, lastRules.text == text { return lastRules.id }
        let known = try DirectStatement(db, "SELECT id FROM feed_rules WHERE text = ?").number([.text(text)])
        var id = known ?? 0
        if known == nil {
            try DirectStatement(db, "INSERT INTO feed_rules (text) VALUES (?)").run([.text(text)])
            id = db.lastInsertedRowID
        }
        lastRules = (text, id)
        return id
    }

    /// Lets those leave that were not met.
    func end(_ fingerprint: Data?, _ db: Database) throws {
        let ids = try Int64.fetchCursor(
            db,
            sql: "SELECT id FROM feed INDEXED BY feed_rules_id WHERE is_declared = 1"
        )
        var left: [Int64] = []
        while let id = try ids.next() {
            if !Self.plausibleIDs.contains(id) || Int(id) >= isMet.count || !isMet[Int(id)] { left.append(id) }
        }
        let leave = try DirectStatement(db, "UPDATE feed SET is_declared = 0, rules_id = NULL WHERE id = ?")
        for id in left { try leave.run([.int(id)]) }
        try db.execute(
            sql: "DELETE FROM feed_rules WHERE NOT EXISTS (SELECT 1 FROM feed WHERE rules_id = feed_rules.id)"
        )
        try db.execute(
            sql: "UPDATE declaration SET fingerprint = ?, feed_count = ?",
            arguments: [fingerprint, count]
        )
    }
}

/// - Returns: its id.
private func insert(
    _ feed: FeedDeclaration,
    profileID: Int64,
    rulesID: Int64,
    at now: Date,
    _ db: Database
) throws -> Int64 {
    let statement = try DirectStatement(
        db,
        """
        INSERT INTO feed (profile_id, identity, url, fetch_url, host, state, is_declared, next_poll_at,
          declared_interval, interval, rules_id)
        VALUES (?1, ?2, ?3, ?3, ?4, 'active', 1, ?5, ?6, ?6, ?7)
        """
    )
    try statement.run([
        .int(profileID), .text(feed.identity), .text(feed.url), .text(feed.host), .time(now),
        .int(feed.interval.milliseconds), .int(rulesID),
    ])
    return db.lastInsertedRowID
}

private func update(
    _ known: KnownFeed,
    to feed: FeedDeclaration,
    profileID: Int64,
    rulesID: Int64,
    at now: Date,
    _ db: Database
) throws {
    let interval = feed.interval.milliseconds
    if known.url != feed.url {
        // Another address: what is known about asking the old one says nothing of it.
        let move = try db.cachedStatement(
            sql: """
                UPDATE feed SET url = ?1, fetch_url = ?1, host = ?2, etag = NULL, last_modified = NULL,
                  state = CASE state WHEN 'gone' THEN 'active' ELSE state END, next_poll_at = min(next_poll_at, ?3),
                  move_target = NULL, move_since = NULL, move_count = NULL
                WHERE id = ?4
                """
        )
        try move.execute(arguments: [feed.url, feed.host, now.milliseconds, known.id])
    }
    if known.interval != interval {
        // A poll that was only waiting for the old interval to pass waits for the new one now.
        let pace = try db.cachedStatement(
            sql: """
                UPDATE feed SET declared_interval = ?1, interval = max(?1, asked_interval), next_poll_at =
                  CASE WHEN failure_kind IS NULL AND next_poll_at <= last_attempt_at + interval * 11 / 10 + 1000
                  THEN min(next_poll_at, last_attempt_at + max(?1, asked_interval)) ELSE next_poll_at END
                WHERE id = ?2
                """
        )
        try pace.execute(arguments: [interval, known.id])
    }
    if known.profileID != profileID || known.rulesID != rulesID || !known.isDeclared {
        let join = try db.cachedStatement(
            sql: "UPDATE feed SET profile_id = ?, rules_id = ?, is_declared = 1 WHERE id = ?"
        )
        try join.execute(arguments: [profileID, rulesID, known.id])
    }
}
