import Foundation
import GRDB
import TestSupport
import Testing

@testable import Timeline

@Suite struct BackupTests {
    private let workshop: Workshop
    private let noon = Workshop.noon
    private var destination: String { workshop.directory.path("copy.sqlite") }

    init() throws { workshop = try Workshop() }

    private func files() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: workshop.directory.path))
    }

    @Test func copyOpensAsAStoreOfItsOwn() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record((1...50).map { NewItem.posted($0) }, of: id)
        let steps = Locked<[Double]>([])
        try await workshop.reader.backup(to: destination) { part in steps.withLock { $0.append(part) } }
        #expect(steps.withLock { $0.last } == 1)
        let attributes = try FileManager.default.attributesOfItem(atPath: destination)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let before = try files()
        #expect(before.filter { $0.hasPrefix("copy") } == ["copy.sqlite"])

        let copy = try TimelineStore(path: destination, now: noon)
        #expect(try await copy.reader.counts(at: noon).posts == 50)
        await copy.close()
    }

    @Test func copyIsOneMomentWhileTheWriterGoesOn() async throws {
        let ids = try await workshop.declare("https://a.org/feed", "https://b.org/feed")
        // Each poll writes to both feeds' items and to posts; a torn copy would break a reference or a page.
        let writing = Task {
            for number in 0..<400 {
                try await workshop.record(
                    [.posted(UInt64(number)), NewItem(UInt64(1_000 + number), .baseline)],
                    of: ids[number % 2]
                )
            }
        }
        for round in 0..<5 {
            let path = workshop.directory.path("copy\(round).sqlite")
            try await workshop.reader.backup(to: path)
            let copy = try TimelineReader(path: path)
            let counts = try await copy.counts(at: noon)
            #expect(counts.items == counts.posts * 2)
            let broken = try await copy.read { db in try ItemIndex.brokenReferences(db) }
            #expect(broken == 0)
            copy.close()
        }
        try await writing.value
    }

    @Test func picturesAreCopiedBesideIt() async throws {
        try await workshop.store.addAccount("ana", profiles: [], password: nil, at: noon)
        let ana = try #require(try await workshop.reader.profile(named: "ana")).id
        #expect(try await workshop.reader.backup(to: workshop.directory.path("early.sqlite")) == nil)
        let media = try await workshop.store.keepPicture(TinyPicture.turned.bytes, by: ana, at: noon)
        let original = try #require(workshop.store.shelf.path(of: media.name))
        try Data([1]).write(to: URL(filePath: original + ".partial"))
        #expect(try await workshop.reader.backup(to: destination) == destination + "-media")
        #expect(try files().filter { $0.hasPrefix("copy") }.sorted() == ["copy.sqlite", "copy.sqlite-media"])

        let copy = MediaShelf(beside: destination)
        let file = try #require(copy.path(of: media.name))
        #expect(FileManager.default.contents(atPath: file) == FileManager.default.contents(atPath: original))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        let folder = try FileManager.default.attributesOfItem(atPath: copy.folder.path)
        #expect(folder[.posixPermissions] as? Int == 0o700)
        #expect(!FileManager.default.fileExists(atPath: file + ".partial"))
    }

    @Test func existingPicturesAreLeftAsTheyAre() async throws {
        try workshop.directory.write("precious", to: "copy.sqlite-media/precious")
        let before = try files()
        let error = await #expect(throws: TimelineError.self) { try await workshop.reader.backup(to: destination) }
        #expect(error?.kind == .exists)
        #expect(error?.detail.hasPrefix(destination + "-media exists already") == true)
        #expect(try files() == before)
    }

    @Test func existingFileIsLeftAsItIs() async throws {
        try workshop.directory.write("precious", to: "copy.sqlite")
        let before = try files()
        let error = await #expect(throws: TimelineError.self) { try await workshop.reader.backup(to: destination) }
        #expect(error?.kind == .exists)
        #expect(FileManager.default.contents(atPath: destination) == Data("precious".utf8))
        #expect(try files() == before)
    }

    @Test func nothingIsLeftBehindWhereNoCopyCanBeMade() async throws {
        let before = try files()
        let nowhere = workshop.directory.path("missing/copy.sqlite")
        let error = await #expect(throws: TimelineError.self) { try await workshop.reader.backup(to: nowhere) }
        #expect(error?.kind == .unreadable)
        #expect(try files() == before)
    }

    @Test func worksWhileNoDaemonRuns() async throws {
        let id = try await workshop.declare("https://a.org/feed")[0]
        try await workshop.record([.posted(1)], of: id)
        await workshop.store.close()
        try await TimelineReader(path: workshop.path).backup(to: destination)
        #expect(try await TimelineReader(path: destination).counts(at: noon).posts == 1)
    }
}

extension ItemIndex {
    /// Posts whose item does not know them, and the other way round.
    fileprivate static func brokenReferences(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT count(*) FROM pragma_foreign_key_check") ?? -1
    }
}
