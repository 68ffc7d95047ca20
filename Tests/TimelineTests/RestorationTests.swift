import Foundation
import GRDB
import TestSupport
import Testing

@testable import Timeline

@Suite struct RestorationTests {
    private let workshop: Workshop
    private let noon = Workshop.noon
    private var path: String { workshop.path }
    private var backup: String { workshop.directory.path("backup.sqlite") }

    init() throws { workshop = try Workshop() }

    private func files() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: workshop.directory.path))
    }

    private func restore(_ backup: String? = nil, to path: String? = nil) async throws -> Restoration.Outcome {
        try await Restoration(of: backup ?? self.backup, to: path ?? self.path).carryOut(at: noon)
    }

    private func posts(_ path: String) async throws -> Int {
        let store = try TimelineStore(path: path, now: noon)
        let count = try await store.reader.counts(at: noon).posts
        await store.close()
        return count
    }

    /// A database with one post that has a backup, and has a second one since; nobody uses it.
    private func makeBackup(of folder: String? = nil) async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1)], of: id)
        try await workshop.reader.backup(to: backup)
        try await workshop.record([.posted(2)], of: id)
        await workshop.store.close()
    }

    private func damage(_ path: String, at place: Int = 8_192) throws {
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.seek(toOffset: UInt64(place))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
        try file.close()
    }

    /// Changes a database as no version of ours would.
    private func change(_ path: String, _ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.writeWithoutTransaction { db in try db.execute(sql: sql) }
        try queue.close()
    }

    @Test func putsItInPlaceAndKeepsWhatWasThere() async throws {
        try await makeBackup()
        let outcome = try await restore()
        #expect(outcome.backup == backup && outcome.posts == 1 && outcome.newestPost == noon)
        let kept = try #require(outcome.kept)
        #expect(kept.hasPrefix(path + ".before-restore-20") && kept.hasSuffix("Z"))
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        #expect(try await posts(path) == 1)
        #expect(try await posts(kept) == 2)
        #expect(try await posts(backup) == 1)
        #expect(try files().allSatisfy { !$0.contains("partial") })
    }

    @Test func takesOverFromOneThatWasKilled() async throws {
        try await makeBackup()
        try Data("half a copy".utf8).write(to: URL(filePath: path + ".partial"))
        _ = try await restore()
        #expect(try await posts(path) == 1)
        #expect(try files().allSatisfy { !$0.contains("partial") })
    }

    @Test func needsNoDatabaseToReplace() async throws {
        try await makeBackup()
        let other = workshop.directory.path("other.sqlite")
        #expect(try await restore(to: other).kept == nil)
        #expect(try await posts(other) == 1)
    }

    @Test func refusesWhileTheDatabaseIsInUse() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1)], of: id)
        try await workshop.reader.backup(to: backup)
        let before = try files()
        let error = await #expect(throws: TimelineError.self) { try await restore() }
        #expect(error?.kind == .locked)
        #expect(error?.detail.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
        #expect(error?.detail.hasSuffix("Stop it, restore, and start it again") == true)
        #expect(try files() == before)
        try await workshop.record([.posted(2)], of: id)
        await workshop.store.close()
    }

    @Test func refusesADamagedBackupAndChangesNothing() async throws {
        try await makeBackup()
        try damage(backup)
        let (before, bytes) = (try files(), FileManager.default.contents(atPath: path))
        let error = await #expect(throws: TimelineError.self) { try await restore() }
        #expect(error?.kind == .corrupt)
        #expect(error?.detail.hasPrefix("\(backup) is damaged") == true)
        #expect(error?.detail.hasSuffix("\(path) was left as it is") == true)
        #expect(try files() == before)
        #expect(FileManager.default.contents(atPath: path) == bytes)
    }

    @Test func refusesABackupThatRefersToWhatIsMissing() async throws {
        try await makeBackup()
        try change(backup, "DELETE FROM profile")
        let error = await #expect(throws: TimelineError.self) { try await restore() }
        #expect(error?.kind == .corrupt)
        #expect(error?.detail.contains("refers to is missing") == true)
        #expect(try await posts(path) == 2)
    }

    @Test func refusesABackupOfANewerVersionAndNamesBoth() async throws {
        try await makeBackup()
        try change(backup, "INSERT INTO grdb_migrations VALUES ('99 telepathy')")
        let error = await #expect(throws: TimelineError.self) { try await restore() }
        #expect(error?.kind == .newer)
        #expect(error?.detail.contains("\"99 telepathy\"") == true)
        #expect(try await posts(path) == 2)
    }

    @Test(arguments: ["", "Dear diary, nothing happened today."])
    func refusesWhatIsNoBackup(text: String) async throws {
        try await makeBackup()
        try workshop.directory.write(text, to: "diary")
        let error = await #expect(throws: TimelineError.self) { try await restore(workshop.directory.path("diary")) }
        #expect(error?.kind == .foreign)
        #expect(try await posts(path) == 2)
    }

    @Test func refusesTheDatabaseItself() async throws {
        try await makeBackup()
        let error = await #expect(throws: TimelineError.self) { try await restore(path) }
        #expect(error?.kind == .invalid)
        #expect(try await posts(path) == 2)
    }

    @Test func saysWhereNoBackupIs() throws {
        #expect(throws: TimelineError.self) { try Restoration(of: workshop.directory.path("nowhere"), to: path) }
        try workshop.directory.write("mine", to: "backups/notes.txt")
        #expect(throws: TimelineError.self) { try Restoration(of: workshop.directory.path("backups"), to: path) }
    }

    @Test func takesTheNewestOfAFolderThatIsSound() async throws {
        try await makeBackup()
        let folder = BackupFolder(path: workshop.directory.path("backups"))
        let copies = try (0..<3).map { day in try folder.place(for: noon + TimeInterval(day) * 86_400) }
        for copy in copies { try FileManager.default.copyItem(atPath: backup, toPath: copy) }
        try damage(copies[2])
        try workshop.directory.write("newer than all", to: "backups/zzz.sqlite")
        let outcome = try await restore(workshop.directory.path("backups"))
        #expect(outcome.backup == copies[1])
        #expect(outcome.refused.map(\.kind) == [.corrupt])
        #expect(try await posts(path) == 1)
    }

    /// As after a power cut: what was written last is in the log.
    @Test func keepsWhatIsInTheLog() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1)], of: id)
        try await workshop.reader.backup(to: backup)
        try await workshop.record([.posted(2)], of: id)
        let cut = workshop.directory.path("cut.sqlite")
        for end in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + end, toPath: cut + end) }
        await workshop.store.close()
        let kept = try #require(try await restore(to: cut).kept)
        #expect(!FileManager.default.fileExists(atPath: cut + "-wal"))
        #expect(try await posts(cut) == 1)
        #expect(try await posts(kept) == 2)
    }

    @Test func replacesWhatCannotBeReadAnyMore() async throws {
        try await makeBackup()
        try damage(path, at: 0)
        try workshop.directory.write("no log", to: "feedline.sqlite-wal")
        let kept = try #require(try await restore().kept)
        #expect(try await posts(path) == 1)
        #expect(FileManager.default.contents(atPath: kept)?.first == 0xA5)
        #expect(FileManager.default.contents(atPath: kept + "-wal") == Data("no log".utf8))
    }

    @Test func bringsPicturesBackAndLosesNone() async throws {
        try await workshop.store.addAccount("ana", profiles: [], password: nil, at: noon)
        let ana = try #require(try await workshop.reader.profile(named: "ana")).id
        let shelf = workshop.store.shelf
        let early = try await workshop.store.keepPicture(TinyPicture.turned.bytes, by: ana, at: noon).name
        try await workshop.reader.backup(to: backup)
        let late = try await workshop.store.keepPicture(TinyPicture.palette.bytes, by: ana, at: noon).name
        let original = FileManager.default.contents(atPath: try #require(shelf.path(of: early)))
        try await shelf.remove([early])
        await workshop.store.close()

        let kept = MediaShelf(beside: try #require(try await restore().kept))
        for (shelf, names) in [(shelf, [early, late]), (kept, [late])] {
            for name in names {
                #expect(FileManager.default.fileExists(atPath: try #require(shelf.path(of: name))), "\(name)")
            }
        }
        #expect(FileManager.default.contents(atPath: try #require(shelf.path(of: early))) == original)
        // What the daemon sweeps away after a day is in the kept ones still.
        try await shelf.remove([late])
        #expect(FileManager.default.fileExists(atPath: try #require(kept.path(of: late))))
    }
}
