internal import Foundation
internal import GRDB

extension TimelineStore {
    /// Stores what a poll brought, in whole.
    ///
    /// - Returns: the posts it made, in the order of their ids: those of settled items first, then those of new ones.
    package func record(_ refresh: Refresh) async throws -> [PostRecord] {
        try await write { db in
            try refresh.updateFeed(db)
            if refresh.settled.isEmpty, refresh.newItems.isEmpty, refresh.newAliases.isEmpty { return [] }
            var ledger = try Ledger(feedID: refresh.feedID, at: refresh.at, db)
            for item in refresh.settled { try ledger.settle(item) }
            try ledger.add(refresh.newItems)
            try ledger.add(refresh.newAliases)
            return ledger.posts
        }
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
        if let fetchURL { try move(to: fetchURL, db) }
    }

    private func succeed(with validators: PollValidators?, isDocument: Bool, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE feed SET next_poll_at = ?, last_success_at = ?, is_primed = is_primed OR ?,
                  failure_kind = NULL, failure_detail = NULL, failure_count = NULL, failure_since = NULL,
                  move_target = ?, move_since = ?, move_count = ?, interval = coalesce(?, interval)
                WHERE id = ?
                """
        )
        statement.setUncheckedArguments([
            nextPollAt.milliseconds, at.milliseconds, isDocument,
            move?.target, move?.since.milliseconds, move?.count, interval?.milliseconds, feedID,
        ])
        try statement.execute()
        guard db.changesCount == 1 else { throw unknownFeed }
        if let validators { try keep(validators, db) }
    }

    private func keep(_ validators: PollValidators, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "UPDATE feed SET etag = ?, last_modified = ?, body_hash = ?, renewed_at = ? WHERE id = ?"
        )
        statement.setUncheckedArguments([
            validators.etag, validators.lastModified, validators.bodyHash, validators.renewedAt?.milliseconds, feedID,
        ])
        try statement.execute()
    }

    private func fail(_ failure: FeedFailure, isGone: Bool, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE feed SET next_poll_at = ?, state = CASE WHEN ? THEN 'gone' ELSE state END,
                  failure_kind = ?, failure_detail = ?, failure_count = ?, failure_since = ?,
                  move_target = ?, move_since = ?, move_count = ?, interval = coalesce(?, interval)
                WHERE id = ?
                """
        )
        statement.setUncheckedArguments([
            nextPollAt.milliseconds, isGone,
            failure.kind, failure.detail, failure.count, failure.since.milliseconds,
            move?.target, move?.since.milliseconds, move?.count, interval?.milliseconds, feedID,
        ])
        try statement.execute()
        guard db.changesCount == 1 else { throw unknownFeed }
    }

    private func describe(_ description: FeedDescription, _ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE feed SET title = ?1, site_url = ?2, language = ?3
                WHERE id = ?4 AND (title, site_url, language) IS NOT (?1, ?2, ?3)
                """
        )
        try statement.execute(arguments: [description.title, description.siteURL, description.language, feedID])
    }

    private func move(to address: String, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE feed SET fetch_url = ?, host = coalesce(?, host) WHERE id = ?",
            arguments: [address, host, feedID]
        )
    }

    private var unknownFeed: TimelineError { TimelineError(.notFound, "there is no feed \(feedID)") }
}
