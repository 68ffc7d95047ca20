import ArgumentParser
import Foundation
import Timeline

struct Compact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the timeline's database anew without gaps, while no daemon runs.",
        discussion: """
            EXAMPLE
              systemctl stop feedline && feedline compact && systemctl start feedline

            Needs as much room on the disk as the database has. A running daemon gives back by itself what is free; a
            database from before it could has to be compacted once for that.
            """
    )

    @OptionGroup var files: Files

    func run() async throws {
        let database = try files.databasePath()
        let (before, after) = try Compaction(of: database).carryOut()
        func size(_ bytes: Int) -> String { Int64(bytes).formatted(.byteCount(style: .file)) }
        Terminal.output.line("\(database) had \(size(before)) and has \(size(after))")
    }
}
