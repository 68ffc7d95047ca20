import ArgumentParser
import Foundation
import Timeline

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the timeline's database while the daemon runs.",
        discussion: """
            EXAMPLES
              feedline backup /var/backups/feedline-$(date +%F).sqlite

            The copy is consistent and checked. An existing file is never overwritten. To restore, stop the daemon and put
            the copy in the database's place.
            """
    )

    @Argument(help: "The file to write.", completion: .file())
    var path: String

    @OptionGroup var files: Files

    func run() async throws {
        let reader = try TimelineReader(path: try files.databasePath())
        try await reader.backup(to: path)
        Terminal.output.line("backed up to \(path)")
    }
}
