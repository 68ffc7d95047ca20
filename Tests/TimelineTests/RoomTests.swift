import Foundation
import GRDB
import TestSupport
import Testing

@testable import Timeline

/// What deletions leave free goes back to the disk.
@Suite struct RoomTests {
    private let workshop: Workshop
    private let noon = Workshop.noon

    init() throws { workshop = try Workshop() }

    private func bytes(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }

    /// Some megabytes between what stays, and then nothing in their place.
    private func leaveGaps(in store: TimelineStore, megabytes: Int) async throws {
        try await store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO application (name, redirect_uris, scopes, client_id, secret_hash, created_at)
                    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
                    SELECT hex(zeroblob(1000)), '', '', hex(randomblob(16)), zeroblob(32), 0 FROM number
                    """,
                arguments: [megabytes * 512]
            )
        }
        try await store.write { db in try db.execute(sql: "DELETE FROM application WHERE id % 64 <> 0") }
    }

    @Test func givesBackInStepsBetweenWhichOthersWrite() async throws {
        let store = workshop.store
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await leaveGaps(in: store, megabytes: 24)
        try await store.writeAlone { db in _ = try db.checkpoint(.truncate) }
        let before = try bytes(workshop.path)
        #expect(before > 24 << 20)

        let written = Locked(UInt64(0))
        let taken = try await store.giveBack(steps: 1_000) {
            // Between any two steps, the last of which is not done yet.
            let number = written.withLock { count in
                count += 1
                return count
            }
            try await workshop.record([.posted(number)], of: id)
        }
        #expect(taken > 10)
        #expect(written.withLock { $0 } == UInt64(taken - 1))
        try await store.writeAlone { db in _ = try db.checkpoint(.truncate) }
        #expect(try bytes(workshop.path) < before / 4)
        #expect(try await workshop.ask("PRAGMA integrity_check") == [["\"ok\""]])
        #expect(try await store.reader.counts(at: noon).posts == taken - 1)
        #expect(try await store.giveBack(steps: 10) {} == 0)
        await store.close()
    }

    @Test func takesNoMoreStepsThanItMay() async throws {
        try await leaveGaps(in: workshop.store, megabytes: 12)
        #expect(try await workshop.store.giveBack(steps: 3) {} == 3)
        await workshop.store.close()
    }

    @Test func leavesSmallGapsToWhatComesNext() async throws {
        try await leaveGaps(in: workshop.store, megabytes: 2)
        #expect(try await workshop.store.giveBack(steps: 10) {} == 0)
        await workshop.store.close()
    }

    /// As older versions made them.
    private func makeOldDatabase() async throws -> String {
        let path = workshop.directory.path("old.sqlite")
        try DatabaseFile.createEmpty(path)
        let old = try DatabaseQueue(path: path)
        try await old.write { db in try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)") }
        try old.close()
        let store = try TimelineStore(path: path, now: noon)
        try await leaveGaps(in: store, megabytes: 12)
        #expect(try await store.giveBack(steps: 10) {} == 0)
        await store.close()
        return path
    }

    @Test func anOldDatabaseIsCompactedOnceAndGivesBackFromThenOn() async throws {
        let path = try await makeOldDatabase()
        let (before, after) = try Compaction(of: path).carryOut()
        #expect(try before > 12 << 20 && after < 2 << 20 && after == bytes(path))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        let store = try TimelineStore(path: path, now: noon)
        try await leaveGaps(in: store, megabytes: 12)
        #expect(try await store.giveBack(steps: 3) {} == 3)
        await store.close()
        let names = try FileManager.default.contentsOfDirectory(atPath: workshop.directory.path)
        #expect(names.filter { $0.hasPrefix("old") }.sorted() == ["old.sqlite", "old.sqlite-lock"])
    }

    @Test func compactsNothingThatIsInUse() async throws {
        let error = #expect(throws: TimelineError.self) { try Compaction(of: workshop.path).carryOut() }
        #expect(error?.kind == .locked)
        await workshop.store.close()
        let reading = try DatabaseQueue(path: workshop.path)
        try await reading.writeWithoutTransaction { db in
            // A shell that has begun to write, and left it in the log.
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 0; CREATE TABLE mine (x)")
            try db.execute(sql: "BEGIN; SELECT count(*) FROM mine")
            let error = #expect(throws: TimelineError.self) { try Compaction(of: workshop.path).carryOut() }
            #expect(error?.kind == .busy)
            try db.execute(sql: "ROLLBACK")
        }
        try reading.close()
    }
}
