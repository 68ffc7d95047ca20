internal import GRDB

extension Schema {
    /// Feeds that were read and are configured no more: a new one may go on where one of them ended.
    static func indexRetiredFeeds(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE INDEX feed_retired ON feed (profile_id, last_success_at) WHERE is_declared = 0 AND is_primed = 1
                """
        )
    }
}
