internal import Foundation
internal import GRDB

/// A database on its way into the place of another: written beside it, checked, and only then given its name.
///
/// For whoever holds the lock.
struct Replacement {
    let database: String
    private let unfinished: String

    init(of database: String) {
        self.database = database
        // Always the same name: what somebody left who was killed is replaced by the next.
        unfinished = database + ".partial"
    }

    /// Writes what another database holds, without the gaps that deletions have left in that. From then on the file can
    /// give back what becomes free (`TimelineStore.giveBack`).
    func write(from source: DatabaseQueue) throws {
        removeUnfinished()
        try DatabaseFile.createEmpty(unfinished)
        try source.writeWithoutTransaction { db in
            try db.execute(sql: "VACUUM INTO ?", arguments: [unfinished])
        }
        let copy = try DatabaseQueue(path: unfinished)
        let verdict = try copy.unsafeRead { db in try String.fetchOne(db, sql: "PRAGMA quick_check(1)") }
        try copy.close()
        guard verdict == "ok" else {
            throw TimelineError(.io, "\(unfinished) was written and reads differently: \(verdict ?? "no answer")")
        }
        try FileHandle(forUpdating: URL(filePath: unfinished)).synchronize()
    }

    /// Folds the log of the database that is there into it: then it is one file, and is replaced in one step. What is
    /// damaged, or open in another program, stays as it is.
    ///
    /// - Returns: whether there is no log any more.
    func foldLog() -> Bool {
        let isReadable = (try? DatabaseFile(path: database).checkHeader()) != nil
        if isReadable, let old = try? DatabaseQueue(path: database) {
            _ = try? old.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
            try? old.close()
        }
        return DatabaseFile(path: database).walBytes == 0
    }

    /// Gives the database that is there a second name, with its log, if there is any of both.
    ///
    /// - Returns: whether there was.
    func keepOld(as kept: String) throws -> Bool {
        let file = DatabaseFile(path: database)
        guard !file.isFresh || file.walBytes > 0 else { return false }
        for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: database + suffix) {
            do {
                try FileManager.default.linkItem(atPath: database + suffix, toPath: kept + suffix)
            } catch CocoaError.fileWriteFileExists {
                throw TimelineError(.exists, "\(kept)\(suffix) exists already and was left as it is: wait a second")
            } catch {
                // File systems of memory sticks know no links.
                try FileManager.default.copyItem(atPath: database + suffix, toPath: kept + suffix)
                try FileHandle(forUpdating: URL(filePath: kept + suffix)).synchronize()
            }
        }
        try synchronizeFolder()
        return true
    }

    /// Gives what was written its name, in one step.
    func putInPlace() throws {
        // They belong to what was there; with another database they would damage it.
        for suffix in ["-wal", "-shm", "-journal"] { try? FileManager.default.removeItem(atPath: database + suffix) }
        guard unsafe rename(unfinished, database) == 0 else {
            throw TimelineError(.io, "\(unfinished) cannot be given the name \(database)")
        }
        try synchronizeFolder()
    }

    func removeUnfinished() {
        for suffix in ["", "-journal"] { try? FileManager.default.removeItem(atPath: unfinished + suffix) }
    }

    private func synchronizeFolder() throws {
        try FileHandle(forReadingFrom: URL(filePath: database).deletingLastPathComponent()).synchronize()
    }
}
