internal import GRDB

extension Schema {
    /// What the configuration says of feeds beside their addresses, each text once; and which configuration that was.
    ///
    /// `fingerprint` is NULL until a configuration was declared in whole, and `feed_count` what would take long to count.
    /// The last two indices hold the few feeds that anything is wrong with, so that the many others are counted by
    /// subtraction.
    static func keepRules(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE feed_rules (
                  id INTEGER PRIMARY KEY,
                  text TEXT NOT NULL UNIQUE
                ) STRICT;
                ALTER TABLE feed ADD COLUMN rules_id INTEGER REFERENCES feed_rules (id);
                CREATE INDEX feed_rules_id ON feed (rules_id, is_declared);
                CREATE INDEX feed_resting ON feed (state, is_declared) WHERE state <> 'active' OR is_declared = 0;
                CREATE INDEX feed_failing ON feed (state, is_declared) WHERE failure_kind IS NOT NULL;

                CREATE TABLE declaration (
                  id INTEGER PRIMARY KEY CHECK (id = 1),
                  fingerprint BLOB CHECK (fingerprint IS NULL OR length(fingerprint) = 32),
                  feed_count INTEGER NOT NULL CHECK (feed_count >= 0)
                ) STRICT;
                INSERT INTO declaration (id, feed_count) SELECT 1, count(*) FROM feed WHERE is_declared = 1;
                """
        )
    }
}
