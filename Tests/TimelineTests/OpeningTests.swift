import Foundation
import GRDB
import TestSupport
import Testing

@testable import Timeline

@Suite struct OpeningTests {
    private let directory: TemporaryDirectory
    private var path: String { directory.path("feedline.sqlite") }

    init() throws { directory = try TemporaryDirectory() }

    private func open() throws(TimelineError) -> TimelineStore { try TimelineStore(path: path, now: Workshop.noon) }

    private func refusal() -> TimelineError? {
        do {
            _ = try open()
            return nil
        } catch {
            return error
        }
    }

    private func bytes(_ suffix: String = "") -> Data? { FileManager.default.contents(atPath: path + suffix) }

    /// A database with enough in it to have pages to break.
    private func makeDatabase() async throws {
        let store = try open()
        try await store.declare(.news((0..<200).map { "https://example\($0).org/feed" }), at: Workshop.noon)
        await store.close()
    }

    @Test func keepsWhatWasStored() async throws {
        try await makeDatabase()
        let store = try open()
        #expect(try await store.reader.feeds().count == 200)
        await store.close()
    }

    @Test func secondDaemonIsToldWhichProcessHoldsTheLock() async throws {
        let store = try open()
        let error = try #require(refusal())
        #expect(error.kind == .locked)
        #expect(error.detail.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
        #expect(error.detail.contains(path))
        await store.close()
        await (try open()).close()
    }

    @Test func filesBelongToTheirOwnerAlone() async throws {
        let store = try open()
        for suffix in ["", "-wal", "-shm", "-lock"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
        }
        await store.close()
    }

    @Test func refusesADatabaseThatOthersCanRead() async throws {
        try await makeDatabase()
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let error = try #require(refusal())
        #expect(error.kind == .exposed)
        #expect(error.detail.contains("chmod 600 \(path)"))
    }

    @Test func refusesAFolderWithoutBadAdvice() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let error = try #require(refusal())
        #expect(error.detail == "\(path) is a folder; name a file in it")
    }

    @Test func aLinkToADatabaseIsThatDatabase() async throws {
        let store = try open()
        let link = path + "-link"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(throws: TimelineError.self) { try TimelineStore(path: link, now: Date()) }
        await store.close()
        let again = try TimelineStore(path: link, now: Date())
        #expect(again.path == path)
        await again.close()
    }

    @Test func refusesAFileThatIsNoDatabase() throws {
        try DatabaseFile.createEmpty(path)
        let text = Data("Dear diary, nothing happened today.\n".utf8)
        try text.write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(refusal()?.kind == .foreign)
        #expect(bytes() == text)
    }

    @Test func refusesTheDatabaseOfAnotherProgram() throws {
        try DatabaseFile.createEmpty(path)
        let other = try DatabaseQueue(path: path)
        try other.write { db in try db.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
        try other.close()
        let before = bytes()
        #expect(refusal()?.kind == .foreign)
        #expect(bytes() == before)
        #expect(bytes("-wal") == nil)
    }

    @Test(arguments: [0.2, 0.5, 0.9])
    func refusesADamagedDatabaseAndLeavesItAlone(place: Double) async throws {
        try await makeDatabase()
        var broken = try #require(bytes())
        let page = Int(Double(broken.count / 4_096) * place) * 4_096
        broken.replaceSubrange(page..<(page + 64), with: Data(repeating: 0xA5, count: 64))
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.seek(toOffset: UInt64(page))
        try file.write(contentsOf: Data(repeating: 0xA5, count: 64))
        try file.close()
        let error = try #require(refusal())
        #expect(error.kind == .corrupt)
        #expect(error.detail.contains("Restore the last backup"))
        #expect(bytes() == broken)
    }

    @Test func refusesADatabaseThatLostAllItsBytes() async throws {
        try await makeDatabase()
        try Data("log".utf8).write(to: URL(filePath: path + "-wal"))
        let file = try FileHandle(forUpdating: URL(filePath: path))
        try file.truncate(atOffset: 0)
        try file.close()
        #expect(refusal()?.kind == .corrupt)
        #expect(bytes("-wal") == Data("log".utf8))
    }

    @Test func refusesANewerDatabaseAndLeavesItAlone() async throws {
        try await makeDatabase()
        let future = try Connection.writing(path: path)
        try await future.write { db in try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 telepathy')") }
        try future.close()
        let before = bytes()
        let error = try #require(refusal())
        #expect(error.kind == .newer)
        #expect(
            error.detail.hasPrefix(
                "\(path) was written by a newer version of feedline (its schema is \"99 telepathy\","
            )
        )
        #expect(error.detail.contains("up to \"\(Schema.newest)\""))
        #expect(error.detail.hasSuffix("feedline restore FILE"))
        #expect(bytes() == before)
        #expect(throws: TimelineError.self) { try TimelineReader(path: path) }
    }

    @Test func readerSaysWhereNoDatabaseIs() throws {
        let error = #expect(throws: TimelineError.self) { try TimelineReader(path: path) }
        #expect(error?.kind == .notFound)
        #expect(bytes() == nil)
    }

    @Test func refusalLeavesTheLockToTheNext() async throws {
        try Data("x".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        #expect(refusal()?.kind == .foreign)
        try FileManager.default.removeItem(atPath: path)
        await (try open()).close()
    }

    @Test func foldsTheLogIntoTheFileOnClosing() async throws {
        try await makeDatabase()
        #expect(bytes("-wal") == nil)
        #expect(bytes("-shm") == nil)
    }

    @Test func writesNoMoreOnceClosed() async throws {
        let store = try open()
        await store.close()
        let error = await #expect(throws: TimelineError.self) { try await store.proveAlive() }
        #expect(error?.kind == .closed)
    }
}
