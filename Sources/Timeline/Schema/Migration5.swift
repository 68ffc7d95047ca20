internal import GRDB

extension Schema {
    /// What posts were composed from, so that a change of their items is told from one of a template.
    ///
    /// `edited_at` is when the feed last did so: where the post's own is another, somebody has edited it by hand since.
    static func followEdits(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE post_source (
                  post_id INTEGER PRIMARY KEY REFERENCES post (id),
                  digest BLOB NOT NULL,
                  edit_count INTEGER NOT NULL DEFAULT 0 CHECK (edit_count >= 0),
                  edited_at INTEGER,
                  refusal TEXT
                ) STRICT;
                """
        )
    }
}
