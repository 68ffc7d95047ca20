internal import Foundation
internal import GRDB

/// Writes a database that no daemon uses anew, without gaps.
///
/// One that an older version made can give back what becomes free from then on.
package struct Compaction {
    private let database: String

    package init(of database: String) { self.database = DatabaseFile.resolved(database) }

    /// - Returns: how many bytes the file had, and has.
    /// - Throws: `TimelineError`; then the database is as it was.
    package func carryOut() throws -> (before: Int, after: Int) {
        let file = DatabaseFile(path: database)
        guard FileManager.default.fileExists(atPath: database) else {
            throw TimelineError(.notFound, "there is no database at \(database)")
        }
        let lock = try takeLock()
        defer { lock.release() }
        let replacement = Replacement(of: database)
        defer { replacement.removeUnfinished() }
        do {
            try file.checkKind()
            try file.checkHeader()
            try file.checkRights()
            guard replacement.foldLog() else { throw busy }
            let before = file.bytes
            let source = try Connection.copying(path: database)
            try source.unsafeRead { db in
                try file.checkContent(db, thoroughly: false, allowingOlder: true)
                try file.checkEveryPage(db)
            }
            try replacement.write(from: source)
            try source.close()
            // Whoever wrote meanwhile did so without the lock: a shell.
            guard file.walBytes == 0 else { throw busy }
            try replacement.putInPlace()
            FolderOwner(of: URL(filePath: database).deletingLastPathComponent())?.take(database)
            return (before, file.bytes)
        } catch let error as DatabaseError {
            throw TimelineError(error, path: database)
        } catch {
            throw TimelineError(file: error, database)
        }
    }

    private func takeLock() throws(TimelineError) -> StoreLock {
        do {
            return try StoreLock(beside: database)
        } catch {
            guard error.kind == .locked else { throw error }
            throw TimelineError(
                .locked,
                "\(error.detail). While it runs it gives back by itself what is free; to write the whole file anew, stop it"
            )
        }
    }

    private var busy: TimelineError {
        TimelineError(.busy, "another program has \(database) open; close it (an SQLite shell?) and try again")
    }
}
