internal import Foundation
internal import GRDB

extension TimelineReader {
    /// Copies the database as it is at this moment, while others go on writing.
    ///
    /// The copy is written beside `destination`, checked, and only then given its name; a file that has the name already
    /// is never touched. If anything fails nothing is left behind.
    ///
    /// - Parameter progress: called with the part that is copied, in 0...1.
    package func backup(to destination: String, progress: (@Sendable (Double) -> Void)? = nil) async throws {
        let backup = Backup(source: path, destination: destination)
        try backup.checkDestination()
        defer { backup.removeUnfinished() }
        do {
            let source = try Connection.reading(path: path, label: "timeline.backup")
            try await source.read { db in try backup.copy(db, progress: progress) }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw TimelineError(error, path: destination)
        }
        try backup.publish()
    }
}

/// One copy on its way.
private struct Backup {
    let source: String
    let destination: String
    private let unfinished: String

    init(source: String, destination: String) {
        self.source = source
        self.destination = destination
        unfinished = "\(destination).\(UUID().uuidString.prefix(8)).partial"
    }

    func checkDestination() throws(TimelineError) {
        guard FileManager.default.fileExists(atPath: destination) else { return }
        throw TimelineError(.exists, "\(destination) exists already and was left as it is: name another file")
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

    func publish() throws(TimelineError) {
        let manager = FileManager.default
        do {
            try FileHandle(forUpdating: URL(filePath: unfinished)).synchronize()
            do {
                // A rename would replace a file that came to be meanwhile; a link does not.
                try manager.linkItem(atPath: unfinished, toPath: destination)
            } catch CocoaError.fileWriteFileExists {
                throw CocoaError(.fileWriteFileExists)
            } catch {
                // File systems of memory sticks know no links.
                try manager.moveItem(atPath: unfinished, toPath: destination)
            }
            try FileHandle(forReadingFrom: URL(filePath: destination).deletingLastPathComponent()).synchronize()
        } catch CocoaError.fileWriteFileExists {
            throw TimelineError(.exists, "\(destination) exists already and was left as it is: name another file")
        } catch {
            throw TimelineError(.io, "\(destination) could not be written: \(error.localizedDescription)")
        }
    }

    func removeUnfinished() {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: unfinished + suffix)
        }
    }
}
