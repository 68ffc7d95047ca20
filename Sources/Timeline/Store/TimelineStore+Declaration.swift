package import Foundation
internal import GRDB

extension TimelineStore {
    /// Brings profiles and feeds in line with the configuration.
    ///
    /// What left it is kept with its history, and not polled. A feed that comes back, or whose address only changed its
    /// scheme, goes on where it was. What the operator paused stays paused.
    package func declare(_ declaration: Declaration, at now: Date) async throws {
        try await write { db in
            let profiles = try declareProfiles(declaration.profiles, at: now, db)
            try declareFeeds(declaration.feeds, profiles: profiles, at: now, db)
        }
        events.send(.touched)
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

    static func all(_ db: Database) throws -> [String: KnownFeed] {
        let feeds = try db.rows(
            "SELECT identity, id, profile_id, url, is_declared, declared_interval FROM feed"
        ) { columns -> (String, KnownFeed) in
            let identity: String = columns.next()
            return (
                identity,
                KnownFeed(
                    id: columns.next(),
                    profileID: columns.next(),
                    url: columns.next(),
                    isDeclared: columns.next(),
                    interval: columns.next()
                )
            )
        }
        return Dictionary(uniqueKeysWithValues: feeds)
    }
}

private func declareFeeds(
    _ feeds: [FeedDeclaration],
    profiles: [String: Int64],
    at now: Date,
    _ db: Database
) throws {
    var left = try KnownFeed.all(db)
    var addresses: [String: String] = [:]
    for feed in feeds {
        if let other = addresses.updateValue(feed.url, forKey: feed.identity) {
            throw TimelineError(.invalid, "\(other) and \(feed.url) are one feed: declare it once")
        }
        guard let profileID = profiles[feed.profile.lowercased()] else {
            throw TimelineError(.invalid, "\(feed.url) belongs to the profile \(feed.profile), which is not declared")
        }
        if let known = left.removeValue(forKey: feed.identity) {
            try update(known, to: feed, profileID: profileID, at: now, db)
        } else {
            try insert(feed, profileID: profileID, at: now, db)
        }
    }
    let leave = try db.cachedStatement(sql: "UPDATE feed SET is_declared = 0 WHERE id = ?")
    for known in left.values where known.isDeclared { try leave.execute(arguments: [known.id]) }
}

private func insert(_ feed: FeedDeclaration, profileID: Int64, at now: Date, _ db: Database) throws {
    let statement = try db.cachedStatement(
        sql: """
            INSERT INTO feed (profile_id, identity, url, fetch_url, host, state, is_declared, next_poll_at,
              declared_interval, interval)
            VALUES (?1, ?2, ?3, ?3, ?4, 'active', 1, ?5, ?6, ?6)
            """
    )
    try statement.execute(
        arguments: [
            profileID, feed.identity, feed.url, feed.host, now.milliseconds, feed.interval.milliseconds,
        ]
    )
}

private func update(
    _ known: KnownFeed,
    to feed: FeedDeclaration,
    profileID: Int64,
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
    if known.profileID != profileID || !known.isDeclared {
        let join = try db.cachedStatement(sql: "UPDATE feed SET profile_id = ?, is_declared = 1 WHERE id = ?")
        try join.execute(arguments: [profileID, known.id])
    }
}
