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
