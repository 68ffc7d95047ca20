internal import Foundation
internal import GRDB

/// Why the store cannot do what it was asked, in words for people.
package struct TimelineError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable, CaseIterable {
        /// Another process writes.
        case locked
        case corrupt
        /// Written by a newer version.
        case newer
        /// Written by an older version, and opened by somebody who may not change it.
        case older
        /// A file, but not ours.
        case foreign
        /// Others on this machine can read it.
        case exposed
        case unreadable
        case diskFull = "disk-full"
        case io
        case busy
        case notFound = "not-found"
        case exists
        case closed
        /// What was asked contradicts the schema: a mistake of ours.
        case invalid
    }

    package let kind: Kind
    /// What happened, where, and what to do.
    package let detail: String

    package init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    package var description: String { detail }
}

extension TimelineError: LocalizedError {
    package var errorDescription: String? { detail }
}

extension TimelineError {
    /// What an error of SQLite means for the owner of the database at `path`.
    init(_ error: any Error, path: String) {
        guard let error = error as? DatabaseError else {
            self = error as? TimelineError ?? TimelineError(.io, "\(path): \(error)")
            return
        }
        let reason = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_CORRUPT: self = .corrupt(path, reason)
        case .SQLITE_NOTADB: self = .foreign(path)
        case .SQLITE_FULL: self = .diskFull(path)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.busy, "another program keeps \(path) locked; close the one that has it open (an SQLite shell?)")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_READONLY:
            self.init(.unreadable, "\(path) cannot be opened (\(reason)): check the rights on it and on its directory")
        case .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG:
            self.init(.invalid, "\(path) does not take what contradicts its schema: \(reason)")
        default:
            self.init(.io, "\(path) could not be read or written: \(reason)")
        }
    }

    /// What an error of the file system means for the owner of the files at `path`.
    package init(file error: any Error, _ path: String) {
        switch error {
        case let error as TimelineError: self = error
        case CocoaError.fileWriteOutOfSpace: self = .diskFull(path)
        case CocoaError.fileReadNoPermission, CocoaError.fileWriteNoPermission:
            self.init(.unreadable, "\(path) cannot be opened: check the rights on it and on its directory")
        default: self.init(.io, "\(path) could not be read or written: \(error.localizedDescription)")
        }
    }

    static func diskFull(_ path: String) -> TimelineError {
        TimelineError(
            .diskFull,
            "the disk that holds \(path) is full; nothing stored was lost: make room, it goes on by itself"
        )
    }

    static func corrupt(_ path: String, _ reason: String) -> TimelineError {
        TimelineError(
            .corrupt,
            """
            \(path) is damaged (\(reason)); it was left as it is. Restore the last backup: stop feedline, then \
            feedline restore FILE --database \(path)
            """
        )
    }

    static func foreign(_ path: String) -> TimelineError {
        TimelineError(
            .foreign,
            "\(path) is not a Feedline database; it was left as it is. Name another with --database"
        )
    }
}
