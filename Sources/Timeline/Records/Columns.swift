internal import Foundation
internal import GRDB

/// The columns of a row, read one after the other in the order of the query.
struct Columns {
    private let row: Row
    private var index = 0

    init(_ row: Row) { self.row = row }

    mutating func next<Value: DatabaseValueConvertible & StatementColumnConvertible>() -> Value {
        defer { index += 1 }
        return row[index]
    }

    mutating func nextDate() -> Date { Date(milliseconds: next()) }

    mutating func nextDateIfAny() -> Date? { (next() as Int64?).map(Date.init(milliseconds:)) }

    /// - Throws: `TimelineError` if the word is none that this version knows.
    mutating func nextWord<Word: RawRepresentable<String>>() throws(TimelineError) -> Word {
        let text: String = next()
        guard let word = Word(rawValue: text) else {
            throw TimelineError(.corrupt, "the database says \(text) where it should say what a \(Word.self) is")
        }
        return word
    }
}

extension Database {
    /// Reads rows of a query that is asked again and again.
    func rows<Value>(
        _ sql: String,
        _ arguments: StatementArguments = [],
        _ read: (inout Columns) throws -> Value
    ) throws -> [Value] {
        // A cursor shows each row where it is; an array of rows would copy them first.
        let rows = try cursor(sql, arguments)
        var values: [Value] = []
        while let row = try rows.next() {
            var columns = Columns(row)
            values.append(try read(&columns))
        }
        return values
    }

    /// Reads the first row.
    func row<Value>(
        _ sql: String,
        _ arguments: StatementArguments = [],
        _ read: (inout Columns) throws -> Value
    ) throws -> Value? {
        let rows = try cursor(sql, arguments)
        // The row is gone when its cursor is.
        return try withExtendedLifetime(rows) {
            guard let row = try rows.next() else { return nil }
            var columns = Columns(row)
            return try read(&columns)
        }
    }

    private func cursor(_ sql: String, _ arguments: StatementArguments) throws -> RowCursor {
        try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    }
}
