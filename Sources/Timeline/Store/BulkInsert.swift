internal import GRDB

/// An insertion of many rows in few statements: what surrounds a statement costs as much as a short row does.
struct BulkInsert {
    private let columns: Int
    /// The largest first; a few sizes only, so that all of them stay prepared.
    private let variants: [(rows: Int, sql: String)]

    /// - Parameters:
    ///   - head: up to `VALUES`.
    ///   - tail: what follows the rows.
    init(_ head: String, columns: Int, _ tail: String = "") {
        let row = "(" + repeatElement("?", count: columns).joined(separator: ", ") + ")"
        self.columns = columns
        variants = [16, 4, 1].map { rows in
            (rows, "\(head) VALUES \(repeatElement(row, count: rows).joined(separator: ", ")) \(tail)")
        }
    }

    /// - Parameter values: of all rows, one after the other.
    func run(_ values: [DatabaseValue], _ db: Database) throws {
        var rest = values[...]
        for (rows, sql) in variants where rest.count >= rows * columns {
            let statement = try DirectStatement(db, sql)
            while rest.count >= rows * columns {
                try statement.run(rest.prefix(rows * columns))
                rest = rest.dropFirst(rows * columns)
            }
        }
    }
}
