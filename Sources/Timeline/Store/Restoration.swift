package import Foundation
internal import GRDB

/// Puts a backup in the place of a database that no daemon uses.
///
/// At each moment there is a whole database, the old one or the new one; what was replaced is kept beside it, with its
/// pictures. Pictures are only ever added: whatever bears the name of one is the same one.
package struct Restoration {
    private let backups: [String]
    private let database: String

    /// - Parameters:
    ///   - backup: a file, or a folder of `BackupFolder`, of which the newest that is sound is taken.
    ///   - database: need not be there.
    /// - Throws: `TimelineError` if there is no backup.
    package init(of backup: String, to database: String) throws(TimelineError) {
        self.database = DatabaseFile.resolved(database)
        let path = DatabaseFile.resolved(backup)
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
            throw TimelineError(.notFound, "there is no backup at \(backup)")
        }
        guard attributes[.type] as? FileAttributeType == .typeDirectory else {
            backups = [path]
            return
        }
        backups = try BackupFolder(path: backup).all()
        guard !backups.isEmpty else {
            throw TimelineError(.notFound, "\(backup) is a folder without a backup: name one, or a file")
        }
    }

    /// What a restoration came to.
    package struct Outcome: Sendable {
        package var backup: String
        package var posts: Int
        package var newestPost: Date?
        /// Under which name what was there before is kept; nil if there was nothing.
        package var kept: String?
        /// Newer backups that could not be used.
        package var refused: [TimelineError] = []
    }

    /// - Throws: `TimelineError`; then the old database is in its place.
    package func carryOut(at now: Date) async throws -> Outcome {
        let lock = try takeLock()
        defer { lock.release() }
        let replacement = Replacement(of: database)
        defer { replacement.removeUnfinished() }
        do {
            try DatabaseFile(path: database).checkKind()
            var outcome = try write(replacement)
            outcome.kept = try await keepOld(replacement, at: now)
            let pictures = MediaShelf(beside: database)
            try await MediaShelf(beside: outcome.backup).copy(to: pictures)
            try replacement.putInPlace()
            let owner = FolderOwner(of: URL(filePath: database).deletingLastPathComponent())
            for path in [database, database + "-lock", pictures.folder.path] { owner?.take(path) }
            if let kept = outcome.kept { owner?.take(kept + "-media") }
            return outcome
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
            throw TimelineError(.locked, "\(error.detail). Stop it, restore, and start it again")
        }
    }

    // MARK: - The backup

    /// Writes the newest backup that is sound.
    private func write(_ replacement: Replacement) throws -> Outcome {
        var refused: [TimelineError] = []
        for backup in backups {
            do {
                var outcome = try write(backup, replacement)
                outcome.refused = refused
                return outcome
            } catch let error as TimelineError where Self.isItsOwnFault(error) {
                replacement.removeUnfinished()
                refused.append(error)
            }
        }
        let reasons = refused.map(\.detail).joined(separator: "\n")
        throw TimelineError(refused.first?.kind ?? .notFound, "\(reasons)\n\(database) was left as it is")
    }

    private static func isItsOwnFault(_ error: TimelineError) -> Bool {
        switch error.kind {
        case .corrupt, .foreign, .newer, .unreadable: true
        default: false
        }
    }

    private func write(_ backup: String, _ replacement: Replacement) throws -> Outcome {
        let file = DatabaseFile(path: backup)
        try file.checkKind()
        try checkHeader(of: file)
        if backup == database {
            throw TimelineError(.invalid, "\(backup) is the database itself, and no backup of it")
        }
        do {
            let source = try Connection.copying(path: backup)
            let outcome = try source.unsafeRead { db in
                try file.checkContent(db, thoroughly: false, allowingOlder: true)
                try file.checkEveryPage(db)
                return try db.row("SELECT count(*), max(created_at) FROM post") { columns in
                    Outcome(backup: backup, posts: columns.next(), newestPost: columns.nextDateIfAny())
                }
            }
            try replacement.write(from: source)
            try source.close()
            return outcome ?? Outcome(backup: backup, posts: 0)
        } catch let error as DatabaseError where [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(error.resultCode) {
            throw TimelineError(
                .corrupt,
                "\(backup) is damaged (\(error.message ?? "unreadable")): take another backup"
            )
        }
    }

    private func checkHeader(of file: DatabaseFile) throws(TimelineError) {
        do {
            if !file.isFresh { return try file.checkHeader() }
        } catch {
            guard error.kind == .foreign else { throw error }
        }
        throw TimelineError(.foreign, "\(file.path) is no backup of a Feedline database")
    }

    // MARK: - What was there

    private func keepOld(_ replacement: Replacement, at now: Date) async throws -> String? {
        _ = replacement.foldLog()
        let kept = "\(database).before-restore-\(now.formatted(.iso8601).replacing(":", with: ""))"
        guard try replacement.keepOld(as: kept) else { return nil }
        try await MediaShelf(beside: database).copy(to: MediaShelf(beside: kept), linking: true)
        return kept
    }
}
