import ArgumentParser
import Foundation
import Timeline

struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the timeline's database and its pictures while the daemon runs.",
        discussion: """
            EXAMPLES
              feedline backup /var/backups/feedline-$(date +%F).sqlite
              feedline backup --keep 7 /var/backups/feedline      a new one in this folder; the newest 7 stay

            The copy is consistent and checked. Pictures that people uploaded are beside the database, in a folder whose
            name ends with -media, and so are their copies beside the copy. An existing file is never overwritten. To
            go back to it, stop the daemon and run feedline restore.

            With --keep a copy is named after its moment, and older ones are removed when it is finished, never before.
            Files that have other names are left alone.
            """
    )

    @Argument(help: "The file to write; with --keep the folder.", completion: .file())
    var path: String

    @Option(help: ArgumentHelp("Keep so many in the folder, and remove those that are older.", valueName: "count"))
    var keep: Int?

    @OptionGroup var files: Files

    func validate() throws {
        if let keep, keep < 1 { throw ValidationError("--keep needs at least 1") }
    }

    func run() async throws {
        let reader = try TimelineReader(path: try files.databasePath())
        guard let keep else { return try await copy(reader, to: path) }
        let folder = BackupFolder(path: path)
        try await copy(reader, to: folder.place(for: Date()))
        let gone = try folder.keepNewest(keep)
        if gone > 0 { Terminal.output.line("removed \(gone.of("older backup"))") }
    }

    private func copy(_ reader: TimelineReader, to place: String) async throws {
        let pictures = try await reader.backup(to: place)
        Terminal.output.line("backed up to \(place)" + (pictures.map { " and \($0)" } ?? ""))
    }
}
