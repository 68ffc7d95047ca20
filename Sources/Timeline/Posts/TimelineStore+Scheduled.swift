package import Foundation
internal import GRDB

/// A post whose time is still to come.
package struct ScheduledPost: Sendable, Equatable {
    package var id: Int64
    package var author: Author
    package var dueAt: Date
    package var draft: PostDraft
    /// Why it was not published when its time had come; it waits for its author then.
    package var failure: String?
}

extension TimelineStore {
    /// In a profile at once.
    private static let maximumScheduled = 300

    /// Keeps a draft until its time.
    ///
    /// - Parameters:
    ///   - site: as for `publish`.
    ///   - key: as for `publish`.
    /// - Throws: `Refusal`, for what the draft itself has wrong too.
    package func schedule(
        _ draft: PostDraft,
        as author: Author,
        due: Date,
        site: String? = nil,
        key: Data? = nil,
        at now: Date
    ) async throws -> Int64 {
        try await attempt { db in
            if let key, case .scheduled(let id) = try IdempotencyKey(key).made(db, at: now) { return id }
            _ = try Publication(draft, by: author, site: site, at: now, db)
            guard due >= now + 300 else {
                throw Refusal(.invalid, "a post can be scheduled from five minutes ahead; publish this one now")
            }
            let count = "SELECT count(*) FROM scheduled_post WHERE profile_id = ?"
            guard try DirectStatement(db, count).number([.int(author.profileID)]) ?? 0 < Self.maximumScheduled else {
                throw Refusal(.invalid, "\(Self.maximumScheduled) posts are scheduled already")
            }
            let last = try DirectStatement(db, "SELECT max(id) FROM scheduled_post").number() ?? 0
            let id = PostID.next(after: last, at: now)
            try DirectStatement(
                db,
                """
                INSERT INTO scheduled_post (id, profile_id, account_id, application_id, due_at, draft)
                VALUES (?, ?, ?, ?, ?, ?)
                """
            ).run([
                .int(id), .int(author.profileID), .int(author.accountID), .int(author.applicationID), .time(due),
                .bytes(try JSONEncoder().encode(draft)),
            ])
            if let key { try IdempotencyKey(key).remember(.scheduled(id), db, at: now) }
            return id
        }
    }

    /// - Throws: `Refusal`.
    package func reschedule(_ id: Int64, to due: Date, by profileID: Int64, at now: Date) async throws {
        try await attempt { db in
            guard due >= now + 300 else { throw Refusal(.invalid, "a post can be scheduled from five minutes ahead") }
            try DirectStatement(
                db,
                "UPDATE scheduled_post SET due_at = ?, failure = NULL WHERE id = ? AND profile_id = ?"
            ).run([.time(due), .int(id), .int(profileID)])
            guard db.changesCount > 0 else { throw Refusal(.notFound, "there is no such scheduled post") }
        }
    }

    /// - Throws: `Refusal`.
    package func unschedule(_ id: Int64, by profileID: Int64) async throws {
        try await attempt { db in
            try DirectStatement(db, "DELETE FROM scheduled_post WHERE id = ? AND profile_id = ?")
                .run([.int(id), .int(profileID)])
            guard db.changesCount > 0 else { throw Refusal(.notFound, "there is no such scheduled post") }
        }
    }

    /// Publishes what is due. Each post and the end of its waiting are one change.
    ///
    /// - Parameter site: as for `publish`.
    /// - Returns: the numbers of the posts.
    @discardableResult
    package func publishDue(site: String?, at now: Date) async throws -> [Int64] {
        var posts: [Int64] = []
        for scheduled in try await reader.scheduledPosts(dueBy: now) {
            let post = try await write { db -> Int64? in
                let waits = "SELECT 1 FROM scheduled_post WHERE id = ? AND failure IS NULL"
                guard try DirectStatement(db, waits).number([.int(scheduled.id)]) != nil else { return nil }
                do {
                    let id = try Publication(scheduled.draft, by: scheduled.author, site: site, at: now, db).publish()
                    try DirectStatement(db, "DELETE FROM scheduled_post WHERE id = ?").run([.int(scheduled.id)])
                    return id
                } catch let refusal as Refusal {
                    try DirectStatement(db, "UPDATE scheduled_post SET failure = ? WHERE id = ?")
                        .run([.text(refusal.detail), .int(scheduled.id)])
                    return nil
                }
            }
            guard let post else { continue }
            posts.append(post)
            events.send(.posted(post))
        }
        return posts
    }
}

extension TimelineReader {
    /// The one that was written last comes first.
    package func scheduledPosts(of profileID: Int64, _ page: PageQuery = PageQuery()) async throws -> [ScheduledPost] {
        try await scheduled(
            "profile_id = :profile AND id < :older AND id > :newer",
            [
                "profile": profileID, "older": page.olderThan ?? .max, "newer": page.newerThan ?? .min,
                "limit": max(page.limit, 0),
            ],
            by: page.isAdjacent ? "id ASC" : "id DESC"
        )
        .sorted { $0.id > $1.id }
    }

    package func scheduledPost(_ id: Int64, of profileID: Int64) async throws -> ScheduledPost? {
        try await scheduled("profile_id = :profile AND id = :id", ["profile": profileID, "id": id, "limit": 1]).first
    }

    func scheduledPosts(dueBy now: Date) async throws -> [ScheduledPost] {
        try await scheduled("due_at <= :now AND failure IS NULL", ["now": now.milliseconds, "limit": 100])
    }

    private func scheduled(
        _ condition: StaticString,
        _ arguments: StatementArguments,
        by order: StaticString = "due_at, id"
    ) async throws -> [ScheduledPost] {
        try await read { db in
            try db.rows(
                """
                SELECT id, profile_id, account_id, application_id, due_at, draft, failure FROM scheduled_post
                WHERE \(condition) ORDER BY \(order) LIMIT :limit
                """,
                arguments
            ) { columns in
                ScheduledPost(
                    id: columns.next(),
                    author: Author(
                        profileID: columns.next(),
                        accountID: columns.next(),
                        applicationID: columns.next()
                    ),
                    dueAt: columns.nextDate(),
                    draft: try JSONDecoder().decode(PostDraft.self, from: columns.next()),
                    failure: columns.next()
                )
            }
        }
    }
}
