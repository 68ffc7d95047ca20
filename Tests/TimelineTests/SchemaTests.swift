import Foundation
import GRDB
import TestSupport
import Testing

@testable import Timeline

/// The schema refuses what the code must never do.
@Suite struct SchemaTests {
    private let workshop: Workshop
    private let noon = Date(timeIntervalSince1970: 1_795_348_800)

    init() throws { workshop = try Workshop() }

    private func fill() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1), NewItem(2, .baseline), NewItem(3, .held(until: nil))], of: id)
    }

    @Test(arguments: [
        "UPDATE item SET decision = 'posted' WHERE id = 2",
        "UPDATE item SET decision = 'baseline' WHERE id = 1",
        "UPDATE item SET decision = 'maybe' WHERE id = 2",
        "UPDATE item SET decision = NULL WHERE id = 2",
        "UPDATE item SET decision = 'posted', post_id = 99 WHERE id = 2",
        "UPDATE item SET draft = x'00' WHERE id = 2",
        "UPDATE item SET due_at = 5 WHERE id = 1",
        "UPDATE item SET decision = 'filtered' WHERE id = 3",
        "DELETE FROM post",
        "DELETE FROM item",
        "DELETE FROM feed",
        "UPDATE post SET text = ''",
        "UPDATE post SET audience = 'donors'",
        "INSERT INTO follow VALUES (1, 1, 1, 1, 0, 0)",
        "INSERT INTO block VALUES (1, 1, 0)",
        "UPDATE post SET item_id = 99",
        "INSERT INTO post (id, profile_id, item_id, thread_id, text, audience, created_at) VALUES (1, 1, 1, 1, 'again', 'public', 0)",
        "UPDATE post SET text = replace(hex(zeroblob(501)), '0', 'x')",
        "UPDATE post SET created_at = 'today'",
        "UPDATE feed SET body_hash = x'00'",
        "UPDATE feed SET failure_kind = 'dns'",
        "UPDATE feed SET move_target = 'https://b.org'",
        "UPDATE feed SET interval = 0",
        "UPDATE feed SET state = 'dead'",
        "UPDATE feed SET profile_id = 9",
        "INSERT INTO profile (name, display_name, bio, is_declared, created_at, changed_at) VALUES ('NEWS', '', '', 1, 0, 0)",
    ])
    func refuses(_ sql: String) async throws {
        try await fill()
        let error = await #expect(throws: TimelineError.self) {
            try await workshop.store.write { db in try db.execute(sql: sql) }
        }
        #expect(error?.kind == .invalid)
    }

    @Test(arguments: ["1 timeline", "2 retired feeds"])
    func opensAFileOfEverySchemaAndKeepsWhatIsInIt(schema: String) async throws {
        let path = workshop.directory.path("old.sqlite")
        try Data().write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let old = try Connection.writing(path: path)
        try Schema.migrator.migrate(old, upTo: schema)
        try await old.write { db in try db.execute(sql: Self.oldContent) }
        try old.close()

        let store = try TimelineStore(path: path, now: noon)
        let posts = try await store.reader.posts(PostQuery())
        #expect(posts.map(\.text) == ["Two #Tags https://a.org/2", "One https://a.org/1"])
        #expect(posts.map(\.threadID) == posts.map(\.id))
        #expect(posts.last?.itemGUID == "guid-1")
        #expect(try await store.reader.profile(named: "news")?.postCount == 2)
        #expect(try await store.reader.search(posts: "two", for: .anybody, at: noon).map(\.post.id) == [20])
        let tagged = try await store.reader.timeline(.tag("tags"), for: .anybody, at: noon)
        #expect(tagged.map(\.id) == [20])
        await store.close()
    }

    private static let oldContent = """
        INSERT INTO profile (id, name, display_name, bio, is_declared, created_at, changed_at)
          VALUES (1, 'news', 'News', '', 1, 0, 0);
        INSERT INTO feed (id, profile_id, identity, url, fetch_url, host, state, is_declared, next_poll_at,
          declared_interval, interval)
          VALUES (1, 1, 'a.org/feed', 'https://a.org/feed', 'https://a.org/feed', 'a.org', 'active', 1, 0, 3600000, 3600000);
        INSERT INTO post (id, profile_id, item_id, text, link, audience, created_at)
          VALUES (10, 1, 1, 'One https://a.org/1', 'https://a.org/1', 'public', 5);
        INSERT INTO post (id, profile_id, item_id, text, link, audience, created_at)
          VALUES (20, 1, 2, 'Two #Tags https://a.org/2', 'https://a.org/2', 'public', 6);
        INSERT INTO item (id, feed_id, decision, post_id, first_seen_at, guid, reason)
          VALUES (1, 1, 'posted', 10, 5, 'guid-1', 'new'), (2, 1, 'posted', 20, 6, 'guid-2', 'new');
        """

    /// The dumps are what programs of each schema left of three feeds with three items.
    @Test(arguments: 1...5)
    func opensWhatAProgramOfEverySchemaLeft(schema: Int) async throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let dump = try String(contentsOf: tests.appending(path: "faults/schemas/\(schema).sql"), encoding: .utf8)
        let path = workshop.directory.path("old.sqlite")
        try DatabaseFile.createEmpty(path)
        // A dump knows no order by which all that is referred to is there already.
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let old = try DatabaseQueue(path: path, configuration: configuration)
        try await old.writeWithoutTransaction { db in
            try db.execute(sql: dump.replacing("{FOLDER}", with: "/feeds"))
        }
        try old.close()
        let before = try DatabaseQueue(path: path)
        let said = try await before.read { db in try String.fetchAll(db, sql: "SELECT text FROM post ORDER BY id") }
        let items = try await before.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM item") }
        #expect(
            try await before.read { db in try Schema.migrator.appliedIdentifiers(db).count } == schema
        )
        try before.close()
        #expect(said.count > 0)

        let store = try TimelineStore(path: path, now: noon)
        let posts = try await store.reader.posts(PostQuery(limit: 100, audience: nil))
        #expect(posts.map(\.text).reversed() == said)
        #expect(try await store.reader.counts(at: noon).items == items)
        let (verdict, dangling) = try await store.reader.read { db in
            (
                try String.fetchOne(db, sql: "PRAGMA integrity_check"),
                try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_foreign_key_check")
            )
        }
        #expect(verdict == "ok" && dangling == 0)
        await store.close()
    }

    @Test func opensAFileWithoutShortLinksAndKeepsWhatIsInIt() async throws {
        let path = workshop.directory.path("old.sqlite")
        let old = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(old, upTo: "2 retired feeds")
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO profile (id, name, display_name, bio, is_declared, created_at, changed_at)
                    VALUES (1, 'news', 'News', '', 1, 0, 0);
                    INSERT INTO post (id, profile_id, text, link, audience, created_at)
                    VALUES (9, 1, 'Said before https://a.org/', 'https://a.org/', 'public', 0);
                    PRAGMA application_id = \(Schema.applicationID);
                    """
            )
        }
        try old.close()
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let store = try TimelineStore(path: path, now: noon)
        let post = try #require(try await store.reader.post(id: 9))
        #expect(post.text == "Said before https://a.org/" && post.link == "https://a.org/" && post.shortCode == nil)
        #expect(try await store.reader.clicks(ofPosts: [9]).isEmpty)
        await store.close()
    }

    @Test func oneConnectionWritesAndIsSetUpToKeepItsPromises() async throws {
        let answers = Locked<[String: String]>([:])
        try await workshop.store.writeAlone { db in
            for pragma in [
                "busy_timeout", "journal_mode", "synchronous", "foreign_keys", "trusted_schema", "cell_size_check",
                "mmap_size", "journal_size_limit", "temp_store", "wal_autocheckpoint", "application_id", "query_only",
            ] {
                let answer = try String.fetchOne(db, sql: "PRAGMA \(pragma)")
                answers.withLock { $0[pragma] = answer }
            }
        }
        #expect(
            answers.withLock { $0 } == [
                "busy_timeout": "5000", "journal_mode": "wal", "synchronous": "2", "foreign_keys": "1",
                "trusted_schema": "0", "cell_size_check": "1", "mmap_size": "0", "journal_size_limit": "67108864",
                "temp_store": "2", "wal_autocheckpoint": "1000", "application_id": "1178944836", "query_only": "0",
            ]
        )
        for (pragma, answer) in ["query_only": "1", "wal_autocheckpoint": "0", "busy_timeout": "5000"] {
            #expect(try await workshop.ask("PRAGMA \(pragma)") == [[answer]])
        }
    }

    @Test func everyTableIsStrict() async throws {
        let tables = try await workshop.ask(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'post_text%'"
        )
        #expect(tables.compactMap(\.first).sorted() == ["\"grdb_migrations\"", "\"sqlite_schema\""])
    }

    @Test(arguments: [
        (
            "SELECT id FROM post WHERE profile_id = ? AND id < ? ORDER BY id DESC",
            "post USING COVERING INDEX post_profile"
        ),
        (
            "SELECT id FROM post WHERE profile_id = ? AND link_high = ? AND link_low = ?",
            "post USING COVERING INDEX post_link"
        ),
        ("SELECT id FROM post WHERE short_code = ?", "post USING COVERING INDEX post_short_code"),
        ("SELECT id FROM post WHERE item_id = ?", "post USING COVERING INDEX sqlite_autoindex_post_1"),
        (
            "SELECT min(due_at) FROM item WHERE feed_id = ? AND decision IN ('capped', 'held')",
            "item USING INDEX item_waiting (feed_id=?)"
        ),
        (
            "SELECT id FROM delivery WHERE destination_id = ? AND next_at < ? AND state IN ('pending', 'in-flight')",
            "delivery USING INDEX delivery_due (destination_id=? AND next_at<?)"
        ),
    ])
    func answersFromAnIndex(sql: String, search: String) async throws {
        let plan = try await workshop.plan(of: sql)
        #expect(plan.contains("SEARCH \(search)"))
        #expect(!plan.contains("TEMP B-TREE"))
    }
}
