internal import GRDB

extension Schema {
    /// All times are integers in milliseconds since 1970.
    static func createTimeline(_ db: Database) throws {
        try db.execute(sql: profiles)
        try db.execute(sql: feeds)
        try db.execute(sql: items)
        try db.execute(sql: posts)
        try db.execute(sql: deliveries)
    }

    private static let profiles = """
        CREATE TABLE profile (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
          display_name TEXT NOT NULL,
          bio TEXT NOT NULL,
          language TEXT,
          url TEXT,
          is_declared INTEGER NOT NULL CHECK (is_declared IN (0, 1)),
          created_at INTEGER NOT NULL,
          changed_at INTEGER NOT NULL
        ) STRICT;
        """

    /// `declared_interval` is the configuration's, `asked_interval` the publisher's, `interval` the longer of both.
    /// `skip_hours` and `skip_days` are sets of bits. `last_attempt_at` is 0 before the first.
    /// The indices hold the columns of their own condition too: without them SQLite looks each row up.
    private static let feeds = """
        CREATE TABLE feed (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          identity TEXT NOT NULL UNIQUE,
          url TEXT NOT NULL UNIQUE,
          fetch_url TEXT NOT NULL,
          host TEXT NOT NULL,
          state TEXT NOT NULL CHECK (state = 'active' OR state = 'paused' OR state = 'gone'),
          is_declared INTEGER NOT NULL CHECK (is_declared IN (0, 1)),
          title TEXT,
          site_url TEXT,
          language TEXT,
          etag TEXT,
          last_modified TEXT,
          body_hash BLOB CHECK (body_hash IS NULL OR length(body_hash) = 32),
          renewed_at INTEGER,
          is_primed INTEGER NOT NULL DEFAULT 0 CHECK (is_primed IN (0, 1)),
          next_poll_at INTEGER NOT NULL,
          last_attempt_at INTEGER NOT NULL DEFAULT 0,
          last_success_at INTEGER,
          last_new_item_at INTEGER,
          failure_kind TEXT,
          failure_detail TEXT,
          failure_count INTEGER CHECK (failure_count > 0),
          failure_since INTEGER,
          move_target TEXT,
          move_since INTEGER,
          move_count INTEGER CHECK (move_count > 0),
          declared_interval INTEGER NOT NULL CHECK (declared_interval > 0),
          asked_interval INTEGER NOT NULL DEFAULT 0 CHECK (asked_interval >= 0),
          interval INTEGER NOT NULL CHECK (interval > 0),
          skip_hours INTEGER NOT NULL DEFAULT 0 CHECK (skip_hours BETWEEN 0 AND 16777215),
          skip_days INTEGER NOT NULL DEFAULT 0 CHECK (skip_days BETWEEN 0 AND 255),
          CHECK ((failure_kind IS NULL) = (failure_count IS NULL)),
          CHECK ((failure_kind IS NULL) = (failure_detail IS NULL)),
          CHECK ((failure_kind IS NULL) = (failure_since IS NULL)),
          CHECK ((move_target IS NULL) = (move_count IS NULL)),
          CHECK ((move_target IS NULL) = (move_since IS NULL))
        ) STRICT;
        CREATE INDEX feed_due ON feed (next_poll_at, host, state, is_declared)
          WHERE state = 'active' AND is_declared = 1;
        CREATE INDEX feed_attempt ON feed (last_attempt_at, host, state, is_declared)
          WHERE state = 'active' AND is_declared = 1;

        CREATE TABLE host (
          name TEXT PRIMARY KEY CHECK (name <> ''),
          hold_until INTEGER NOT NULL DEFAULT 0,
          next_slot INTEGER NOT NULL DEFAULT 0
        ) STRICT, WITHOUT ROWID;
        """

    /// An item is posted if and only if it has a post, and waits if and only if it keeps what it will be composed from.
    /// Items and aliases are never deleted: they are the memory of what was said. There are many of them, so what goes
    /// without saying is not said: an item that was decided on sight has no `decided_at`, and one that is identified by
    /// its address no `guid`. The words of `decision` are
    /// not in a list for `IN`, for SQLite makes a table of that at every insert.
    private static let items = """
        CREATE TABLE item (
          id INTEGER PRIMARY KEY,
          feed_id INTEGER NOT NULL REFERENCES feed (id),
          decision TEXT NOT NULL CHECK (
            decision = 'baseline' OR decision = 'posted' OR decision = 'duplicate' OR decision = 'filtered' OR
            decision = 'capped' OR decision = 'held' OR decision = 'too-old' OR decision = 'refused'),
          post_id INTEGER REFERENCES post (id),
          first_seen_at INTEGER NOT NULL,
          decided_at INTEGER,
          published_at INTEGER,
          due_at INTEGER,
          guid TEXT,
          url TEXT,
          title TEXT,
          reason TEXT NOT NULL,
          draft BLOB,
          CHECK ((decision = 'posted') = (post_id IS NOT NULL)),
          CHECK ((due_at IS NULL AND draft IS NULL) OR decision IN ('capped', 'held'))
        ) STRICT;
        CREATE INDEX item_waiting ON item (feed_id, due_at) WHERE decision IN ('capped', 'held');

        CREATE TABLE item_alias (
          feed_id INTEGER NOT NULL,
          kind INTEGER NOT NULL,
          hash_high INTEGER NOT NULL,
          hash_low INTEGER NOT NULL,
          item_id INTEGER NOT NULL REFERENCES item (id),
          PRIMARY KEY (feed_id, kind, hash_high, hash_low)
        ) STRICT, WITHOUT ROWID;
        """

    /// A post is stored before its item, which names it; so its own reference waits for the end of the transaction.
    private static let posts = """
        CREATE TABLE post (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          item_id INTEGER UNIQUE REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED,
          text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 1000),
          link TEXT,
          link_high INTEGER,
          link_low INTEGER,
          title TEXT,
          language TEXT,
          audience TEXT NOT NULL CHECK (audience <> ''),
          created_at INTEGER NOT NULL,
          CHECK ((link_high IS NULL) = (link_low IS NULL))
        ) STRICT;
        CREATE INDEX post_profile ON post (profile_id);
        CREATE UNIQUE INDEX post_link ON post (profile_id, link_high, link_low) WHERE link_high IS NOT NULL;
        """

    private static let deliveries = """
        CREATE TABLE destination (
          id INTEGER PRIMARY KEY,
          kind TEXT NOT NULL,
          name TEXT NOT NULL UNIQUE,
          hold_until INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE delivery (
          id INTEGER PRIMARY KEY,
          post_id INTEGER NOT NULL REFERENCES post (id),
          destination_id INTEGER NOT NULL REFERENCES destination (id),
          key TEXT NOT NULL UNIQUE,
          state TEXT NOT NULL CHECK (state IN ('pending', 'in-flight', 'delivered', 'dead', 'skipped')),
          attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
          next_at INTEGER NOT NULL,
          first_attempt_at INTEGER,
          last_attempt_at INTEGER,
          remote_id TEXT,
          remote_url TEXT,
          failure TEXT,
          UNIQUE (post_id, destination_id)
        ) STRICT;
        CREATE INDEX delivery_due ON delivery (destination_id, next_at) WHERE state IN ('pending', 'in-flight');
        """
}
