internal import Foundation
internal import GRDB

/// The file that holds the database, judged before anything can change it.
package struct DatabaseFile {
    let path: String

    /// The name that a file has behind symbolic links.
    package static func resolved(_ path: String) -> String { NSString(string: path).resolvingSymlinksInPath }

    /// There is nothing in it yet.
    var isFresh: Bool { (size(of: path) ?? 0) == 0 }

    /// Creates the file for its owner alone, if there is none; SQLite gives `-wal` and `-shm` the same rights.
    func createIfMissing() throws(TimelineError) { try Self.createEmpty(path) }

    /// An existing file is left as it is.
    static func createEmpty(_ path: String) throws(TimelineError) {
        let file = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if file >= 0 {
            close(file)
        } else if errno == ENOSPC {
            throw .diskFull(path)
        } else if errno != EEXIST {
            throw TimelineError(.unreadable, "\(path) cannot be created: check that its directory exists and is yours")
        }
    }

    /// A folder, a pipe or a device is no place for a database.
    func checkKind() throws(TimelineError) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        switch attributes?[.type] as? FileAttributeType {
        case nil, .typeRegular: return
        case .typeDirectory: throw TimelineError(.unreadable, "\(path) is a folder; name a file in it")
        default:
            throw TimelineError(.unreadable, "\(path) is no regular file; name one, or one that is still to be made")
        }
    }

    /// What other people on this machine can read is no place for drafts and lists of readers.
    func checkRights() throws(TimelineError) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let rights = attributes?[.posixPermissions] as? Int, rights & 0o077 != 0 else { return }
        throw TimelineError(.exposed, "other users of this machine can open \(path); run: chmod 600 \(path)")
    }

    /// Reads the first bytes without SQLite, which might repair or recover something.
    func checkHeader() throws(TimelineError) {
        if isFresh, walBytes > 0 { throw .corrupt(path, "it is empty, and its log is not") }
        guard let file = FileHandle(forReadingAtPath: path), let header = try? file.read(upToCount: 100) else {
            throw TimelineError(.unreadable, "\(path) cannot be read: check the rights on it")
        }
        guard header.count == 100, header.starts(with: "SQLite format 3\0".utf8) else { throw .foreign(path) }
        // https://www.sqlite.org/fileformat2.html#application_id, big-endian.
        let mark = header[68..<72].reduce(0) { $0 << 8 | Int32($1) }
        guard mark == Schema.applicationID else { throw .foreign(path) }
    }

    /// - Throws: `TimelineError` if the database is damaged, or of another version than `allowingOlder` says.
    func checkContent(_ db: Database, thoroughly: Bool, allowingOlder: Bool) throws {
        let unknown = try Schema.unknown(db)
        if !unknown.isEmpty {
            throw TimelineError(
                .newer,
                """
                \(path) was written by a newer version of feedline (its schema is "\(unknown.joined(separator: "\", \""))", \
                this version knows them up to "\(Schema.newest)"); it was left as it is. Install the newer version again, \
                or go back to a backup from before the upgrade: feedline restore FILE
                """
            )
        }
        if try !allowingOlder && !Schema.migrator.hasCompletedMigrations(db) {
            throw TimelineError(.older, "\(path) was written by an older version; `feedline run` brings it up to date")
        }
        guard thoroughly else { return }
        let verdict = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
        if verdict != "ok" { throw TimelineError.corrupt(path, verdict ?? "no answer") }
    }

    /// Reads all there is, and follows every reference; takes its time.
    ///
    /// - Throws: `TimelineError` about a copy that is of no use.
    func checkEveryPage(_ db: Database) throws {
        let verdict = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
        guard verdict == "ok" else {
            throw TimelineError(.corrupt, "\(path) is damaged (\(verdict ?? "no answer"))")
        }
        let dangling = try String.fetchOne(db, sql: "SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1")
        if let dangling {
            throw TimelineError(
                .corrupt,
                "\(path) is damaged (something that the table \(dangling) refers to is missing)"
            )
        }
    }

    var bytes: Int { size(of: path) ?? 0 }
    var walBytes: Int { size(of: path + "-wal") ?? 0 }

    private func size(of path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
    }
}
