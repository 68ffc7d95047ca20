internal import GRDB

extension Schema {
    /// Feeds that died, until their owner knows that they are back.
    ///
    /// What each way of telling has told is 0 for nothing, 1 for the death, 2 for the recovery. `next_at` is when the
    /// owner is to be told, and NULL where there is nothing to tell.
    static func keepAlerts(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE feed_alert (
                  feed_id INTEGER PRIMARY KEY REFERENCES feed (id),
                  failing_since INTEGER NOT NULL,
                  raised_at INTEGER NOT NULL,
                  ended_at INTEGER,
                  command_told INTEGER NOT NULL DEFAULT 0 CHECK (command_told BETWEEN 0 AND 2),
                  webhook_told INTEGER NOT NULL DEFAULT 0 CHECK (webhook_told BETWEEN 0 AND 2),
                  attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
                  next_at INTEGER,
                  problem TEXT
                ) STRICT;
                """
        )
    }
}
