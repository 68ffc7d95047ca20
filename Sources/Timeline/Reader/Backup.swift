internal import Foundation
internal import GRDB

extension TimelineReader {
    /// Copies the database as it is at this moment, while others go on writing, and then the pictures beside it. Of those
    /// that it knows none is missing but what was taken back meanwhile: they are never changed, and come before their row.
    ///
    /// The copy is written beside `destination`, checked, and only then given its name; a file that has the name already
    /// is never touched. If anything fails nothing is left behind.
    ///
    /// - Parameter progress: called with the part of the database that is copied, in 0...1.
    /// - Returns: the folder with the pictures' copies, if there are any.
    @discardableResult
    package func backup(to destination: String, progress: (@Sendable (Double) -> Void)? = nil) async throws -> String? {
        let backup = Backup(source: path, destination: destination)
        try backup.checkDestination()
        defer { backup.removeUnfinished() }
        do {
            let source = try Connection.reading(path: path, label: "timeline.backup")
            try await source.read { db in try backup.copy(db, progress: progress) }
            try await backup.copyPictures()
        } catch let error as CancellationError {
            throw error
        } catch {
            throw TimelineError(error, path: destination)
        }
        return try backup.publish()
    }
}

/// One copy on its way.
private struct Backup {
    let source: String
    let destination: String
    private let unfinished: String
    private let pictures: MediaShelf
    private let unfinishedPictures: MediaShelf

    init(source: String, destination: String) {
        self.source = source
        self.destination = destination
        unfinished = "\(destination).\(UUID().uuidString.prefix(8)).partial"
        pictures = MediaShelf(beside: destination)
        unfinishedPictures = MediaShelf(beside: unfinished)
    }

    func checkDestination() throws(TimelineError) {
        for path in [destination, pictures.folder.path] where FileManager.default.fileExists(atPath: path) {
            throw TimelineError(.exists, "\(path) exists already and was left as it is: name another file")
        }
    }

    /// - Parameter db: in a transaction; by it all steps copy the same moment.
    func copy(_ db: Database, progress: (@Sendable (Double) -> Void)?) throws {
        // The backup reads pages, not tables: without a query the transaction would not have begun.
        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
        try DatabaseFile.createEmpty(unfinished)
        let target = try DatabaseQueue(path: unfinished)
        defer { try? target.close() }
        try target.writeWithoutTransaction { copy in
            try db.backup(to: copy, pagesPerStep: 1_000) { step in
                try Task.checkCancellation()
                progress?(Double(step.completedPageCount) / Double(max(step.totalPageCount, 1)))
            }
            // One file that needs no company; whoever writes to it turns it back.
            try copy.execute(sql: "PRAGMA journal_mode = DELETE")
            let verdict = try String.fetchOne(copy, sql: "PRAGMA integrity_check(1)")
            guard verdict == "ok" else { throw TimelineError.corrupt(source, verdict ?? "no answer") }
        }
    }

    func copyPictures() async throws {
        try await MediaShelf(beside: source).copy(to: unfinishedPictures)
    }

    /// - Returns: the pictures' folder, if there is one.
    func publish() throws(TimelineError) -> String? {
        let manager = FileManager.default
        let (new, place) = (unfinishedPictures.folder, pictures.folder)
        let hasPictures = manager.fileExists(atPath: new.path)
        do {
            // First of all, so that a database that has its name has its pictures.
            if hasPictures { try manager.moveItem(at: new, to: place) }
            do {
                try publishDatabase()
            } catch {
                if hasPictures { try? manager.moveItem(at: place, to: new) }
                throw error
            }
            try FileHandle(forReadingFrom: place.deletingLastPathComponent()).synchronize()
        } catch CocoaError.fileWriteFileExists {
            throw TimelineError(.exists, "\(destination) exists already and was left as it is: name another file")
        } catch {
            throw TimelineError(file: error, destination)
        }
        return hasPictures ? place.path : nil
    }

    private func publishDatabase() throws {
        try FileHandle(forUpdating: URL(filePath: unfinished)).synchronize()
        do {
            // A rename would replace a file that came to be meanwhile; a link does not.
            try FileManager.default.linkItem(atPath: unfinished, toPath: destination)
        } catch CocoaError.fileWriteFileExists {
            throw CocoaError(.fileWriteFileExists)
        } catch {
            // File systems of memory sticks know no links.
            try FileManager.default.moveItem(atPath: unfinished, toPath: destination)
        }
    }

    func removeUnfinished() {
        for suffix in ["", "-journal", "-wal", "-shm", "-media"] {
            try? FileManager.default.removeItem(atPath: unfinished + suffix)
        }
    }
}
