internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// A statement that is run again and again, with its values handed to SQLite directly.
///
/// GRDB's own way of handing over values costs 1,300 instructions a value, this one 300, and an alias has five of them;
/// with it the store needed a third more for the first poll of 2,000 feeds. The statement stays GRDB's, and so does its
/// life. Nothing else in this module speaks to SQLite itself.
struct DirectStatement {
    private let statement: Statement
    private let db: Database

    init(_ db: Database, _ sql: String) throws {
        statement = try db.cachedStatement(sql: sql)
        self.db = db
    }

    /// Writes, with a value for each placeholder in their order.
    func run(_ values: some Collection<DatabaseValue>) throws {
        _ = try unsafe step(values) { _ in }
    }

    /// Reads a number, the first column of the first row.
    func number(_ values: [DatabaseValue] = []) throws -> Int64? {
        try unsafe step(values) { unsafe sqlite3_column_type($0, 0) == SQLITE_NULL ? nil : sqlite3_column_int64($0, 0) }
            ?? nil
    }

    /// Leaves the statement as it was found, for its next values.
    private func step<Value>(
        _ values: some Collection<DatabaseValue>,
        _ read: (SQLiteStatement) -> Value
    ) throws -> Value? {
        let handle = unsafe statement.sqliteStatement
        assert(unsafe sqlite3_bind_parameter_count(handle) == values.count)
        var index: CInt = 0
        for value in values {
            index += 1
            _ = unsafe value.bind(to: handle, at: index)
        }
        defer { unsafe sqlite3_reset(handle) }
        switch unsafe sqlite3_step(handle) {
        case SQLITE_ROW: return unsafe read(handle)
        case SQLITE_DONE: return nil
        case let code: throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage)
        }
    }
}

extension DatabaseValue {
    static func int(_ value: Int64?) -> DatabaseValue { value.map(\.databaseValue) ?? .null }

    static func int(_ value: Int) -> DatabaseValue { Int64(value).databaseValue }

    static func time(_ value: Date?) -> DatabaseValue { value.map(\.milliseconds.databaseValue) ?? .null }

    static func text(_ value: String?) -> DatabaseValue { value.map(\.databaseValue) ?? .null }

    static func bytes(_ value: Data?) -> DatabaseValue { value.map(\.databaseValue) ?? .null }
}
