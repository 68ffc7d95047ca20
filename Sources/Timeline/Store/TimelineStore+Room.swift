internal import GRDB

/// Deletions leave gaps in the file. Later rows fill them; only where they are a large part of it they are given back.
extension TimelineStore {
    /// Gives back some of what is free, a small step at a time, so that no write waits long.
    ///
    /// Does nothing to a file that an older version made, which cannot; `Compaction` makes it one that can.
    ///
    /// - Parameters:
    ///   - steps: of them at most.
    ///   - pause: between them, for others; what it throws ends it.
    /// - Returns: how many steps it took.
    @discardableResult
    package func giveBack(steps: Int, pause: () async throws -> Void) async throws -> Int {
        guard try await reader.read({ db in try Int.fetchOne(db, sql: "PRAGMA auto_vacuum") }) == Self.incremental
        else {
            return 0
        }
        var taken = 0
        while taken < steps, try await isMostlyGaps() {
            if taken > 0 { try await pause() }
            try await write { db in try db.execute(sql: "PRAGMA incremental_vacuum(\(Self.pagesPerStep))") }
            taken += 1
        }
        // The file shrinks when the log is folded into it. Readers may be in the way; then the next time will do.
        if taken > 0 { try await writeAlone { db in _ = try? db.checkpoint(.passive) } }
        return taken
    }

    /// Whether more than an eighth of the file is free, and that is worth the work.
    private func isMostlyGaps() async throws -> Bool {
        try await reader.read { db in
            let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            return free > max(Self.negligiblePages, pages / 8)
        }
    }

    /// `PRAGMA auto_vacuum` of a file that can give back.
    private static let incremental = 2
    /// Half a megabyte; each may move a page and change another that points to it.
    private static let pagesPerStep = 128
    /// Four megabytes.
    private static let negligiblePages = 1_024
}
