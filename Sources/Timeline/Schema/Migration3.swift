internal import GRDB

extension Schema {
    /// People: accounts that sign in, whom profiles follow, what they answer, and who may read what.
    static func addPeople(_ db: Database) throws {
        try db.execute(sql: lists)
        try db.execute(sql: richerProfiles)
        try db.execute(sql: accounts)
        try db.execute(sql: socialPosts)
        try db.execute(sql: attachments)
        try db.execute(sql: relations)
        try db.execute(sql: reactions)
        try db.execute(sql: inboxes)
        try db.execute(sql: counts)
        try tagOldPosts(db)
    }

    private static func tagOldPosts(_ db: Database) throws {
        let posts = try db.rows("SELECT id, text FROM post WHERE instr(text, '#') > 0") { columns in
            (id: columns.next() as Int64, text: columns.next() as String)
        }
        for post in posts {
            for tag in PostText.tags(of: post.text) {
                try db.execute(sql: "INSERT INTO post_tag (tag, post_id) VALUES (?, ?)", arguments: [tag, post.id])
            }
        }
    }

    /// What a profile reads together, and whom it may speak to alone.
    private static let lists = """
        CREATE TABLE list (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          title TEXT NOT NULL COLLATE NOCASE CHECK (title <> ''),
          replies_policy TEXT NOT NULL DEFAULT 'list'
            CHECK (replies_policy = 'followed' OR replies_policy = 'list' OR replies_policy = 'none'),
          is_exclusive INTEGER NOT NULL DEFAULT 0 CHECK (is_exclusive IN (0, 1)),
          UNIQUE (profile_id, title)
        ) STRICT;

        CREATE TABLE list_member (
          list_id INTEGER NOT NULL REFERENCES list (id) ON DELETE CASCADE,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          PRIMARY KEY (list_id, profile_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX list_member_profile ON list_member (profile_id);
        """

    /// Of posts are counted those that everybody may read, so that no count betrays another.
    private static let richerProfiles = """
        ALTER TABLE profile ADD COLUMN is_personal INTEGER NOT NULL DEFAULT 0 CHECK (is_personal IN (0, 1));
        ALTER TABLE profile ADD COLUMN is_locked INTEGER NOT NULL DEFAULT 0 CHECK (is_locked IN (0, 1));
        ALTER TABLE profile ADD COLUMN is_discoverable INTEGER NOT NULL DEFAULT 1 CHECK (is_discoverable IN (0, 1));
        ALTER TABLE profile ADD COLUMN hides_relations INTEGER NOT NULL DEFAULT 0 CHECK (hides_relations IN (0, 1));
        ALTER TABLE profile ADD COLUMN default_audience TEXT NOT NULL DEFAULT 'public' CHECK (
          default_audience = 'public' OR default_audience = 'unlisted' OR default_audience = 'followers');
        ALTER TABLE profile ADD COLUMN is_sensitive INTEGER NOT NULL DEFAULT 0 CHECK (is_sensitive IN (0, 1));
        ALTER TABLE profile ADD COLUMN fields TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE profile ADD COLUMN avatar TEXT;
        ALTER TABLE profile ADD COLUMN header TEXT;
        ALTER TABLE profile ADD COLUMN post_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE profile ADD COLUMN follower_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE profile ADD COLUMN following_count INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE profile ADD COLUMN last_post_at INTEGER;
        """

    /// Of secrets only what cannot be turned back is stored: `password` by scrypt, `hash` and `secret_hash` by SHA-256.
    private static let accounts = """
        CREATE TABLE account (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
          password TEXT,
          created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE account_profile (
          account_id INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          position INTEGER NOT NULL,
          PRIMARY KEY (account_id, profile_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX account_profile_profile ON account_profile (profile_id);

        CREATE TABLE application (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL,
          website TEXT,
          redirect_uris TEXT NOT NULL,
          scopes TEXT NOT NULL,
          client_id TEXT NOT NULL UNIQUE,
          secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
          created_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE token (
          id INTEGER PRIMARY KEY,
          hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
          kind TEXT NOT NULL CHECK (kind = 'access' OR kind = 'code' OR kind = 'session' OR kind = 'invitation'),
          account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
          profile_id INTEGER REFERENCES profile (id),
          application_id INTEGER REFERENCES application (id) ON DELETE CASCADE,
          scopes TEXT NOT NULL,
          redirect_uri TEXT,
          challenge TEXT,
          label TEXT NOT NULL,
          created_at INTEGER NOT NULL,
          used_at INTEGER NOT NULL,
          expires_at INTEGER
        ) STRICT;
        CREATE INDEX token_account ON token (account_id, kind);
        CREATE INDEX token_application ON token (application_id);
        CREATE INDEX token_expiry ON token (expires_at) WHERE expires_at IS NOT NULL;
        """

    /// A boost is a post of its own without a text; a deleted post keeps its place, and what it announced, but no word.
    /// `thread_id` is the post that began the conversation. The columns of a list that `IN` would need are written out:
    /// SQLite makes a table of it at every insert.
    private static let socialPosts = """
        CREATE TABLE post_with_people (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          item_id INTEGER UNIQUE REFERENCES item (id) DEFERRABLE INITIALLY DEFERRED,
          boost_of_id INTEGER REFERENCES post (id),
          reply_to_id INTEGER REFERENCES post (id),
          reply_to_profile_id INTEGER REFERENCES profile (id),
          thread_id INTEGER NOT NULL,
          text TEXT NOT NULL CHECK (length(text) <= 1000),
          warning TEXT NOT NULL DEFAULT '',
          is_sensitive INTEGER NOT NULL DEFAULT 0 CHECK (is_sensitive IN (0, 1)),
          link TEXT,
          link_high INTEGER,
          link_low INTEGER,
          title TEXT,
          language TEXT,
          audience TEXT NOT NULL CHECK (audience = 'public' OR audience = 'unlisted' OR audience = 'followers' OR
            audience = 'list' OR audience = 'direct'),
          list_id INTEGER REFERENCES list (id),
          created_at INTEGER NOT NULL,
          edited_at INTEGER,
          deleted_at INTEGER,
          pinned_at INTEGER,
          replies_closed INTEGER NOT NULL DEFAULT 0 CHECK (replies_closed IN (0, 1)),
          account_id INTEGER REFERENCES account (id) ON DELETE SET NULL,
          application_id INTEGER REFERENCES application (id) ON DELETE SET NULL,
          media_count INTEGER NOT NULL DEFAULT 0,
          mention_count INTEGER NOT NULL DEFAULT 0,
          reply_count INTEGER NOT NULL DEFAULT 0,
          favourite_count INTEGER NOT NULL DEFAULT 0,
          boost_count INTEGER NOT NULL DEFAULT 0,
          CHECK ((link_high IS NULL) = (link_low IS NULL)),
          CHECK (text <> '' OR boost_of_id IS NOT NULL OR deleted_at IS NOT NULL OR media_count > 0),
          CHECK (audience = 'list' OR list_id IS NULL)
        ) STRICT;
        INSERT INTO post_with_people (id, profile_id, item_id, thread_id, text, link, link_high, link_low, title, language,
          audience, created_at)
        SELECT id, profile_id, item_id, id, text, link, link_high, link_low, title, language, audience, created_at FROM post;
        DROP TABLE post;
        ALTER TABLE post_with_people RENAME TO post;

        CREATE INDEX post_profile ON post (profile_id);
        CREATE UNIQUE INDEX post_link ON post (profile_id, link_high, link_low) WHERE link_high IS NOT NULL;
        CREATE UNIQUE INDEX post_boost ON post (boost_of_id, profile_id) WHERE boost_of_id IS NOT NULL;
        CREATE INDEX post_thread ON post (thread_id, id) WHERE thread_id <> id;
        CREATE INDEX post_reply ON post (reply_to_id) WHERE reply_to_id IS NOT NULL;
        CREATE INDEX post_pinned ON post (profile_id, pinned_at) WHERE pinned_at IS NOT NULL;
        CREATE INDEX post_public ON post (id)
          WHERE audience = 'public' AND boost_of_id IS NULL AND reply_to_id IS NULL AND deleted_at IS NULL;
        CREATE INDEX post_list ON post (list_id) WHERE list_id IS NOT NULL;
        CREATE INDEX item_post ON item (post_id) WHERE post_id IS NOT NULL;

        CREATE TABLE post_edit (
          post_id INTEGER NOT NULL REFERENCES post (id),
          number INTEGER NOT NULL,
          text TEXT NOT NULL,
          warning TEXT NOT NULL,
          is_sensitive INTEGER NOT NULL,
          written_at INTEGER NOT NULL,
          PRIMARY KEY (post_id, number)
        ) STRICT, WITHOUT ROWID;

        CREATE VIRTUAL TABLE post_text USING fts5 (
          text, title, content = 'post', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 2");
        INSERT INTO post_text (rowid, text, title) SELECT id, text, title FROM post;

        CREATE TABLE post_tag (
          tag TEXT NOT NULL,
          post_id INTEGER NOT NULL REFERENCES post (id),
          PRIMARY KEY (tag, post_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX post_tag_post ON post_tag (post_id);

        CREATE TABLE mention (
          post_id INTEGER NOT NULL REFERENCES post (id),
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          PRIMARY KEY (post_id, profile_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX mention_profile ON mention (profile_id, post_id);
        """

    /// A card is what a feed said of an item beside its text: the article, an event, or a file to play or to read.
    private static let attachments = """
        CREATE TABLE card (
          post_id INTEGER PRIMARY KEY REFERENCES post (id),
          kind TEXT NOT NULL CHECK (kind = 'link' OR kind = 'event' OR kind = 'file'),
          description TEXT,
          file_url TEXT,
          file_type TEXT,
          file_bytes INTEGER,
          starts_at INTEGER,
          ends_at INTEGER,
          place TEXT
        ) STRICT;

        CREATE TABLE media (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          post_id INTEGER REFERENCES post (id),
          position INTEGER NOT NULL DEFAULT 0,
          name TEXT NOT NULL,
          type TEXT NOT NULL,
          width INTEGER NOT NULL,
          height INTEGER NOT NULL,
          bytes INTEGER NOT NULL,
          description TEXT NOT NULL DEFAULT '',
          focus_x REAL NOT NULL DEFAULT 0,
          focus_y REAL NOT NULL DEFAULT 0,
          created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX media_post ON media (post_id) WHERE post_id IS NOT NULL;
        CREATE INDEX media_loose ON media (created_at) WHERE post_id IS NULL;
        CREATE INDEX media_name ON media (name);
        """

    private static let relations = """
        CREATE TABLE follow (
          follower_id INTEGER NOT NULL REFERENCES profile (id),
          followed_id INTEGER NOT NULL REFERENCES profile (id) CHECK (followed_id <> follower_id),
          is_accepted INTEGER NOT NULL CHECK (is_accepted IN (0, 1)),
          shows_boosts INTEGER NOT NULL DEFAULT 1 CHECK (shows_boosts IN (0, 1)),
          notifies INTEGER NOT NULL DEFAULT 0 CHECK (notifies IN (0, 1)),
          created_at INTEGER NOT NULL,
          PRIMARY KEY (follower_id, followed_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX follow_followed ON follow (followed_id, is_accepted, follower_id);
        CREATE INDEX follow_notifies ON follow (followed_id) WHERE is_accepted = 1 AND notifies = 1;

        CREATE TABLE block (
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          target_id INTEGER NOT NULL REFERENCES profile (id) CHECK (target_id <> profile_id),
          created_at INTEGER NOT NULL,
          PRIMARY KEY (profile_id, target_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX block_target ON block (target_id);

        CREATE TABLE mute (
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          target_id INTEGER NOT NULL REFERENCES profile (id) CHECK (target_id <> profile_id),
          hides_notifications INTEGER NOT NULL CHECK (hides_notifications IN (0, 1)),
          expires_at INTEGER,
          created_at INTEGER NOT NULL,
          PRIMARY KEY (profile_id, target_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE thread_mute (
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          thread_id INTEGER NOT NULL,
          PRIMARY KEY (profile_id, thread_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tag_follow (
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          tag TEXT NOT NULL CHECK (tag <> ''),
          PRIMARY KEY (profile_id, tag)
        ) STRICT, WITHOUT ROWID;
        """

    private static let reactions = """
        CREATE TABLE favourite (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          post_id INTEGER NOT NULL REFERENCES post (id),
          UNIQUE (post_id, profile_id)
        ) STRICT;
        CREATE INDEX favourite_profile ON favourite (profile_id);

        CREATE TABLE bookmark (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          post_id INTEGER NOT NULL REFERENCES post (id),
          UNIQUE (post_id, profile_id)
        ) STRICT;
        CREATE INDEX bookmark_profile ON bookmark (profile_id);
        """

    /// A conversation is a thread of direct messages as one of those who take part in it sees it.
    private static let inboxes = """
        CREATE TABLE notification (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          kind TEXT NOT NULL CHECK (kind = 'mention' OR kind = 'status' OR kind = 'reblog' OR kind = 'follow' OR
            kind = 'follow_request' OR kind = 'favourite' OR kind = 'update'),
          actor_id INTEGER NOT NULL REFERENCES profile (id),
          post_id INTEGER REFERENCES post (id),
          created_at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX notification_profile ON notification (profile_id);
        CREATE UNIQUE INDEX notification_once ON notification (profile_id, actor_id, kind, coalesce(post_id, 0));
        CREATE INDEX notification_post ON notification (post_id) WHERE post_id IS NOT NULL;

        CREATE TABLE conversation (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          thread_id INTEGER NOT NULL,
          last_post_id INTEGER NOT NULL REFERENCES post (id),
          is_unread INTEGER NOT NULL CHECK (is_unread IN (0, 1)),
          UNIQUE (profile_id, thread_id)
        ) STRICT;
        CREATE INDEX conversation_order ON conversation (profile_id, last_post_id);
        CREATE INDEX conversation_post ON conversation (last_post_id);

        CREATE TABLE marker (
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          timeline TEXT NOT NULL CHECK (timeline = 'home' OR timeline = 'notifications'),
          last_read_id INTEGER NOT NULL,
          version INTEGER NOT NULL,
          updated_at INTEGER NOT NULL,
          PRIMARY KEY (profile_id, timeline)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE scheduled_post (
          id INTEGER PRIMARY KEY,
          profile_id INTEGER NOT NULL REFERENCES profile (id),
          account_id INTEGER REFERENCES account (id) ON DELETE CASCADE,
          application_id INTEGER REFERENCES application (id) ON DELETE SET NULL,
          due_at INTEGER NOT NULL,
          draft BLOB NOT NULL,
          failure TEXT
        ) STRICT;
        CREATE INDEX scheduled_post_due ON scheduled_post (due_at) WHERE failure IS NULL;
        CREATE INDEX scheduled_post_profile ON scheduled_post (profile_id);

        CREATE TABLE idempotency (
          hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
          post_id INTEGER,
          scheduled_id INTEGER,
          created_at INTEGER NOT NULL,
          CHECK ((post_id IS NULL) <> (scheduled_id IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_age ON idempotency (created_at);
        """

    /// Counted is what everybody may read: a count that takes in more would tell strangers of it.
    private static let counts = """
        CREATE TRIGGER favourite_added AFTER INSERT ON favourite BEGIN
          UPDATE post SET favourite_count = favourite_count + 1 WHERE id = NEW.post_id;
        END;
        CREATE TRIGGER favourite_removed AFTER DELETE ON favourite BEGIN
          UPDATE post SET favourite_count = favourite_count - 1 WHERE id = OLD.post_id;
        END;

        CREATE TRIGGER boost_added AFTER INSERT ON post WHEN NEW.boost_of_id IS NOT NULL BEGIN
          UPDATE post SET boost_count = boost_count + 1 WHERE id = NEW.boost_of_id;
        END;
        CREATE TRIGGER boost_removed AFTER DELETE ON post WHEN OLD.boost_of_id IS NOT NULL BEGIN
          UPDATE post SET boost_count = boost_count - 1 WHERE id = OLD.boost_of_id;
        END;

        CREATE TRIGGER post_added AFTER INSERT ON post
        WHEN NEW.boost_of_id IS NULL AND (NEW.audience = 'public' OR NEW.audience = 'unlisted') BEGIN
          UPDATE profile SET post_count = post_count + 1, last_post_at = max(coalesce(last_post_at, 0), NEW.created_at)
            WHERE id = NEW.profile_id;
          UPDATE post SET reply_count = reply_count + 1 WHERE id = NEW.reply_to_id;
        END;
        CREATE TRIGGER post_deleted AFTER UPDATE OF deleted_at ON post
        WHEN OLD.deleted_at IS NULL AND NEW.deleted_at IS NOT NULL AND NEW.boost_of_id IS NULL
          AND (NEW.audience = 'public' OR NEW.audience = 'unlisted') BEGIN
          UPDATE profile SET post_count = post_count - 1 WHERE id = NEW.profile_id;
          UPDATE post SET reply_count = reply_count - 1 WHERE id = NEW.reply_to_id;
        END;
        UPDATE profile SET
          post_count = (SELECT count(*) FROM post WHERE profile_id = profile.id AND audience = 'public'),
          last_post_at = (SELECT max(created_at) FROM post WHERE profile_id = profile.id AND audience = 'public');

        CREATE TRIGGER follow_added AFTER INSERT ON follow WHEN NEW.is_accepted = 1 BEGIN
          UPDATE profile SET following_count = following_count + 1 WHERE id = NEW.follower_id;
          UPDATE profile SET follower_count = follower_count + 1 WHERE id = NEW.followed_id;
        END;
        CREATE TRIGGER follow_accepted AFTER UPDATE OF is_accepted ON follow
        WHEN OLD.is_accepted = 0 AND NEW.is_accepted = 1 BEGIN
          UPDATE profile SET following_count = following_count + 1 WHERE id = NEW.follower_id;
          UPDATE profile SET follower_count = follower_count + 1 WHERE id = NEW.followed_id;
        END;
        CREATE TRIGGER follow_removed AFTER DELETE ON follow WHEN OLD.is_accepted = 1 BEGIN
          UPDATE profile SET following_count = following_count - 1 WHERE id = OLD.follower_id;
          UPDATE profile SET follower_count = follower_count - 1 WHERE id = OLD.followed_id;
        END;
        """
}
