internal import Foundation
internal import GRDB

/// Reads the database over connections that cannot change it; any number of processes may.
///
/// Its methods throw `TimelineError`, and `CancellationError` when their task is cancelled.
package final class TimelineReader: Sendable {
    package let path: String
    private let connections: [DatabaseQueue]
    /// How many reads each connection has on its hands.
    private let load: Locked<[Int]>

    /// Opens a database that another process may be writing to.
    package convenience init(path: String) throws(TimelineError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw TimelineError(.notFound, "there is no database at \(path) yet: `feedline run` makes one")
        }
        let file = DatabaseFile(path: path)
        try file.checkHeader()
        try self.init(checked: path)
        do {
            try connections[0].unsafeRead { try file.checkContent($0, thoroughly: false, allowingOlder: false) }
        } catch {
            throw TimelineError(error, path: path)
        }
    }

    init(checked path: String) throws(TimelineError) {
        self.path = path
        do {
            connections = try (0..<3).map { _ in try Connection.reading(path: path) }
        } catch {
            throw TimelineError(error, path: path)
        }
        load = Locked([Int](repeating: 0, count: 3))
    }

    func close() { for connection in connections { try? connection.close() } }

    /// One consistent view of the database; has to be short, for the log grows meanwhile.
    func read<Value: Sendable>(_ work: @Sendable (Database) throws -> Value) async throws -> Value {
        let index = load.withLock { load in
            let index = load.indices.min { load[$0] < load[$1] } ?? 0
            load[index] += 1
            return index
        }
        defer { load.withLock { $0[index] -= 1 } }
        do {
            return try await connections[index].read(work)
        } catch let error as CancellationError {
            throw error
        } catch let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT {
            throw CancellationError()
        } catch {
            throw TimelineError(error, path: path)
        }
    }
}
