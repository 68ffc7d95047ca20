import ArgumentParser
import Foundation
import Timeline

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the timeline's database and its pictures while the daemon runs.",
        discussion: """
            EXAMPLES
              feedline backup /var/backups/feedline-$(date +%F).sqlite

            The copy is consistent and checked. Pictures that people uploaded are beside the database, in a folder whose
            name ends with -media, and so are their copies beside the copy. An existing file is never overwritten. To
            restore, stop the daemon and put both copies in the place of what they were made of.
            """
    )

    @Argument(help: "The file to write.", completion: .file())
    var path: String

    @OptionGroup var files: Files

    func run() async throws {
        let reader = try TimelineReader(path: try files.databasePath())
        let pictures = try await reader.backup(to: path)
        Terminal.output.line("backed up to \(path)" + (pictures.map { " and \($0)" } ?? ""))
    }
}
