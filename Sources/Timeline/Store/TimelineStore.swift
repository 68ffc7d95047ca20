package import Foundation
internal import GRDB

/// The writer of the database: one per file, by a lock beside it.
///
/// Its methods return when their changes are on the disk, and throw `TimelineError`.
package final class TimelineStore: Sendable {
    package let path: String
    package let reader: TimelineReader
    package let shelf: MediaShelf
    /// What happens to what people see.
    package let events = TimelineEvents()
    private let lock: StoreLock
    private let writer: DatabaseQueue
    private let commits: GroupCommit

    /// Takes the lock, judges the file and brings it up to date; a file that cannot be used is left as it is.
    ///
    /// Blocks while it does so.
    ///
    /// - Parameter now: for migrations that have to date something; none does yet.
    package init(path: String, now: Date) throws(TimelineError) {
        // Under another name it would have another lock.
        let path = DatabaseFile.resolved(path)
        self.path = path
        shelf = MediaShelf(beside: path)
        let file = DatabaseFile(path: path)
        lock = try StoreLock(beside: path)
        do {
            try file.checkKind()
            try file.createIfMissing()
            if !file.isFresh || file.walBytes > 0 { try file.checkHeader() }
            try file.checkRights()
            if !file.isFresh || file.walBytes > 0 {
                let judge = try Connection.reading(path: path, label: "timeline.judge")
                try judge.unsafeRead { try file.checkContent($0, thoroughly: true, allowingOlder: true) }
                try judge.close()
            }
            writer = try Connection.writing(path: path)
            try Schema.migrator.migrate(writer)
            commits = GroupCommit(writer)
            reader = try TimelineReader(checked: path)
        } catch {
            lock.release()
            throw TimelineError(error, path: path)
        }
    }

    /// Carries out what was begun, folds the log into the file and lets go of the lock.
    package func close() async {
        await commits.close()
        reader.close()
        try? writer.close()
        lock.release()
    }

    /// How often anything at all was stored. What was read when it was the same is still right.
    package var revision: UInt64 { commits.count }

    /// How many changes wait while others are on their way to the disk.
    package var queued: Int { commits.waiting }

    /// Makes a change that is stored in whole, or not at all.
    func write<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        do {
            return try await commits.run(work)
        } catch {
            throw TimelineError(error, path: path)
        }
    }

    /// Does what cannot be done inside a transaction.
    func writeAlone(_ work: @escaping @Sendable (Database) throws -> Void) async throws {
        do {
            try await withCheckedThrowingContinuation { continuation in
                writer.asyncWriteWithoutTransaction { db in
                    continuation.resume(with: Result { try work(db) })
                }
            }
        } catch {
            throw TimelineError(error, path: path)
        }
    }
}
