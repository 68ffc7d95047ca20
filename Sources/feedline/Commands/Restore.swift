import ArgumentParser
import Foundation
import Timeline

struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put a backup in the place of the timeline's database, while no daemon runs.",
        discussion: """
            EXAMPLES
              systemctl stop feedline && feedline restore /var/backups/feedline-2026-11-22.sqlite
              feedline restore /var/lib/feedline/backups      the newest backup in this folder that is sound

            The backup is checked first, page by page, and stays as it is. What it replaces is kept beside the database,
            with its pictures, under a name that ends with before-restore and the time. If anything fails the database is
            as it was.

            Items that became posts after the backup are posted again when the daemon finds them in their feeds.
            """
    )

    @Argument(help: "A file that feedline backup has made, or a folder of feedline backup --keep.", completion: .file())
    var backup: String

    @OptionGroup var files: Files

    func run() async throws {
        let database = try files.databasePath()
        let outcome = try await Restoration(of: backup, to: database).carryOut(at: Date())
        for refused in outcome.refused { Terminal.complaints.line("passed over: \(refused.detail)") }
        let newest = outcome.newestPost.map { ", the newest of \($0.formatted(.iso8601))" } ?? ""
        Terminal.output.line("restored \(database) from \(outcome.backup): \(outcome.posts.of("post"))\(newest)")
        if let kept = outcome.kept { Terminal.output.line("what was there before is kept as \(kept)") }
    }
}
