import Foundation
import GRDB
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
        "UPDATE post SET item_id = 99",
        "INSERT INTO post (id, profile_id, item_id, text, audience, created_at) VALUES (1, 1, 1, 'again', 'public', 0)",
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

    @Test func opensAFileOfTheFirstSchemaAndKeepsWhatIsInIt() async throws {
        try await fill()
        try await workshop.store.write { db in
            try db.execute(sql: "DROP INDEX feed_retired; DELETE FROM grdb_migrations WHERE identifier LIKE '2 %'")
        }
        await workshop.store.close()
        let reopened = try TimelineStore(path: workshop.store.path, now: noon)
        #expect(try await reopened.reader.counts(at: noon).items == 3)
        #expect(try await reopened.reader.retiredFeeds(profileID: 1).isEmpty)
        await reopened.close()
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
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0"
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
        (
            "SELECT max(edited_at) FROM post WHERE edited_at IS NOT NULL", "post USING COVERING INDEX post_edited"
        ),
        (
            "SELECT max(deleted_at) FROM post WHERE deleted_at IS NOT NULL", "post USING COVERING INDEX post_deleted"
        ),
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
