internal import GRDB

extension Schema {
    /// `day` counts from 1 January 1970 in UTC. Of those who click nothing is kept but how many they were.
    ///
    /// The check on `target` is what a redirect relies on: a web address of visible ASCII cannot hold a line break.
    static func createShortLinks(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE short_link (
                  code TEXT PRIMARY KEY CHECK (length(code) = 11 AND code NOT GLOB '*[^0-9A-Za-z]*'),
                  profile_id INTEGER NOT NULL REFERENCES profile (id),
                  target TEXT NOT NULL CHECK (
                    (target LIKE 'http://_%' OR target LIKE 'https://_%') AND target NOT GLOB '*[^!-~]*'),
                  created_at INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;

                CREATE TABLE click_count (
                  code TEXT NOT NULL REFERENCES short_link (code),
                  day INTEGER NOT NULL,
                  people INTEGER NOT NULL CHECK (people >= 0),
                  bots INTEGER NOT NULL CHECK (bots >= 0),
                  PRIMARY KEY (code, day)
                ) STRICT, WITHOUT ROWID;

                ALTER TABLE post ADD COLUMN short_code TEXT REFERENCES short_link (code);
                CREATE INDEX post_short_code ON post (short_code) WHERE short_code IS NOT NULL;
                """
        )
    }
}
