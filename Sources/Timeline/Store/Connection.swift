internal import Foundation
internal import GRDB

/// How connections to the database are set up.
///
/// SQLite before 3.51.3 can corrupt a database in WAL mode when one connection writes while another checkpoints. So
/// exactly one connection writes, and it alone checkpoints.
enum Connection {
    /// In seconds; for outsiders only, we never wait for ourselves.
    private static let patience = 5.0

    static func writing(path: String) throws -> DatabaseQueue {
        try DatabaseQueue(
            path: path,
            configuration: configuration(label: "timeline.writer") { db in
                // Before anything is written: then it is too late, but for writing all of it anew (`Replacement`).
                if try Int.fetchOne(db, sql: "PRAGMA page_count") == 0 {
                    try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
                }
                // On a new file next, so that whatever bears our mark is ours and whatever does not is not.
                if try Int32.fetchOne(db, sql: "PRAGMA application_id") == 0 {
                    try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                }
                guard try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") == "wal" else {
                    throw TimelineError(.unreadable, "\(path): its file system cannot hold a database in WAL mode")
                }
                // A commit that was reported survives a power cut; NORMAL would lose the last ones, and post them again.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                try harden(db)
                try db.execute(sql: "PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 1000")
                try db.execute(sql: "PRAGMA cache_size = -8192")
            }
        )
    }

    /// Reads only, and leaves no trace: a connection that was opened so cannot take the lock that the checkpoint on
    /// closing needs.
    static func reading(path: String, label: String = "timeline.reader") throws -> DatabaseQueue {
        var configuration = configuration(label: label) { db in
            try harden(db)
            try db.execute(sql: "PRAGMA query_only = ON; PRAGMA wal_autocheckpoint = 0")
        }
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// For `VACUUM INTO`, which `query_only` forbids. What it needs besides may be more than there is memory.
    static func copying(path: String) throws -> DatabaseQueue {
        var configuration = configuration(label: "timeline.copying") { db in
            try harden(db)
            try db.execute(sql: "PRAGMA temp_store = FILE")
            // The copy will have it. On a file that has it already this would be a write.
            if try Int.fetchOne(db, sql: "PRAGMA auto_vacuum") == 0 {
                try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
            }
        }
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func configuration(
        label: String,
        prepare: @escaping @Sendable (Database) throws -> Void
    ) -> Configuration {
        var configuration = Configuration()
        configuration.label = label
        // Before anything that could meet a lock, the journal mode above all.
        configuration.busyMode = .timeout(patience)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase(prepare)
        return configuration
    }

    private static func harden(_ db: Database) throws {
        try db.execute(
            sql:
                "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY"
        )
    }
}
