internal import GRDB

/// A statement that takes many rows at once.
///
/// Most of what a short statement costs is spent around it, and a poll brings a hundred rows.
struct BulkStatement {
    /// The largest first. A few sizes only, so that all of them stay prepared.
    private let variants: [(size: Int, sql: String)]

    /// - Parameter sql: the statement for rows that look like `(?, ?), (?, ?)`.
    init(columns: Int, sql: (_ rows: String) -> String) {
        let row = "(" + repeatElement("?", count: columns).joined(separator: ", ") + ")"
        variants = [32, 16, 4, 1].map { size in (size, sql(repeatElement(row, count: size).joined(separator: ", "))) }
    }

    /// Calls `body` with as few statements as take all rows, their arguments set.
    ///
    /// - Parameter leading: arguments that come before the rows in each statement.
    func run(
        _ rows: [StatementArguments],
        leading: StatementArguments = [],
        _ db: Database,
        _ body: (Statement) throws -> Void = { try $0.execute() }
    ) throws {
        var rest = rows[...]
        for (size, sql) in variants where rest.count >= size {
            let statement = try db.cachedStatement(sql: sql)
            while rest.count >= size {
                var arguments = leading
                for row in rest.prefix(size) { arguments += row }
                statement.setUncheckedArguments(arguments)
                try body(statement)
                rest = rest.dropFirst(size)
            }
        }
    }
}

extension Statement {
    /// Runs with arguments that are known to be as many as the statement asks for.
    func run(_ arguments: StatementArguments) throws {
        setUncheckedArguments(arguments)
        try execute()
    }
}

extension ItemAlias.Hash {
    /// As the store keeps it.
    var halves: (high: Int64, low: Int64) { (Int64(bitPattern: high), Int64(bitPattern: low)) }
}
