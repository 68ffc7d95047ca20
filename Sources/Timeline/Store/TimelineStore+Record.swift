internal import Foundation
internal import GRDB

extension TimelineStore {
    /// Stores what a poll brought, in whole.
    ///
    /// - Returns: the posts it made, in the order of their ids: those of settled items first, then those of new ones.
    package func record(_ refresh: Refresh) async throws -> [PostRecord] {
        let (posts, edited): ([PostRecord], [Int64]) = try await write { db in
            try refresh.updateFeed(db)
            let edits = try refresh.edits.filter { try Revision($0, db).carryOut(at: refresh.at) }
            let edited = edits.map(\.postID)
            if refresh.settled.isEmpty, refresh.newItems.isEmpty, refresh.newAliases.isEmpty { return ([], edited) }
            var ledger = try Ledger(feedID: refresh.feedID, at: refresh.at, db)
            for item in refresh.settled { try ledger.settle(item) }
            try ledger.add(refresh.newItems)
            try ledger.add(refresh.newAliases)
            return (ledger.posts, edited)
        }
        for post in edited { events.send(.edited(post)) }
        for post in posts { events.send(.posted(post.id)) }
        return posts
    }
}

extension Refresh {
    /// Stores what the feed itself came to.
    fileprivate func updateFeed(_ db: Database) throws {
        switch outcome {
        case .unchanged(let validators): try succeed(with: validators, isDocument: false, db)
        case .changed(let validators): try succeed(with: validators, isDocument: true, db)
        case .failed(let failure): try fail(failure, isGone: false, db)
        case .gone(let failure): try fail(failure, isGone: true, db)
        }
        if let description { try describe(description, db) }
        if let pace { try keep(pace, db) }
        if let fetchURL { try move(to: fetchURL, db) }
    }

    private func succeed(with validators: PollValidators?, isDocument: Bool, _ db: Database) throws {
        let update = try DirectStatement(
            db,
            """
            UPDATE feed SET next_poll_at = ?, last_success_at = ?, is_primed = max(is_primed, ?),
              failure_kind = NULL, failure_detail = NULL, failure_count = NULL, failure_since = NULL,
              move_target = ?, move_since = ?, move_count = ?
              \(validators == nil ? "" : ", etag = ?, last_modified = ?, body_hash = ?, renewed_at = ?")
            WHERE id = ?
            """
        )
        var values: [DatabaseValue] = [
            .time(nextPollAt), .time(at), .int(isDocument ? 1 : 0),
            .text(move?.target), .time(move?.since), .int(move.map { Int64($0.count) }),
        ]
        if let validators {
            values += [
                .text(validators.etag), .text(validators.lastModified), .bytes(validators.bodyHash),
                .time(validators.renewedAt),
            ]
        }
        try update.run(values + [.int(feedID)])
        guard db.changesCount == 1 else { throw unknownFeed }
        try endAlert(db)
    }

    private func fail(_ failure: FeedFailure, isGone: Bool, _ db: Database) throws {
        let update = try DirectStatement(
            db,
            """
            UPDATE feed SET next_poll_at = ?, state = CASE WHEN ? THEN 'gone' ELSE state END,
              failure_kind = ?, failure_detail = ?, failure_count = ?, failure_since = ?,
              move_target = ?, move_since = ?, move_count = ?
            WHERE id = ?
            """
        )
        try update.run([
            .time(nextPollAt), .int(isGone ? 1 : 0),
            .text(failure.kind), .text(failure.detail), .int(failure.count), .time(failure.since),
            .text(move?.target), .time(move?.since), .int(move.map { Int64($0.count) }), .int(feedID),
        ])
        guard db.changesCount == 1 else { throw unknownFeed }
        if isDead { try raiseAlert(of: failure, db) }
    }

    private func describe(_ description: FeedDescription, _ db: Database) throws {
        let update = try DirectStatement(
            db,
            """
            UPDATE feed SET title = ?1, site_url = ?2, language = ?3
            WHERE id = ?4 AND (title, site_url, language) IS NOT (?1, ?2, ?3)
            """
        )
        try update.run([
            .text(description.title), .text(description.siteURL), .text(description.language), .int(feedID),
        ])
    }

    private func keep(_ pace: FeedPace, _ db: Database) throws {
        let update = try DirectStatement(
            db,
            """
            UPDATE feed SET asked_interval = ?1, interval = max(declared_interval, ?1), skip_hours = ?2, skip_days = ?3
            WHERE id = ?4 AND (asked_interval, skip_hours, skip_days) IS NOT (?1, ?2, ?3)
            """
        )
        try update.run([
            .int(pace.interval.milliseconds), .int(FeedPace.bits(pace.skipHours)), .int(FeedPace.bits(pace.skipDays)),
            .int(feedID),
        ])
    }

    private func move(to address: String, _ db: Database) throws {
        let update = try DirectStatement(db, "UPDATE feed SET fetch_url = ?, host = coalesce(?, host) WHERE id = ?")
        try update.run([.text(address), .text(host), .int(feedID)])
    }

    private var unknownFeed: TimelineError { TimelineError(.notFound, "there is no feed \(feedID)") }
}
