import ArgumentParser
import Bridge
import Foundation
import Timeline
import Web

struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write all that a profile has said into files that need no server.",
        discussion: """
            EXAMPLES
              feedline export croixrouge -o croixrouge.json
              feedline export croixrouge --format archive -o croixrouge      open croixrouge/index.html in a browser

            The feed is JSON Feed 1.1 with the ids and links of the one that is served, and of any length. The archive is a
            folder of pages, a month each, with the pictures. Both hold what everybody may read; with --all also what is
            for followers and lists, marked with that (_audience in the feed), in files that only you can open. Private
            messages and boosts are never among it. What is there already is never overwritten.
            """
    )

    @Argument(help: "The profile.")
    var profile: String

    @Option(help: "jsonfeed or archive.")
    var format = ProfileExport.Format.jsonfeed

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("The file to write; for an archive the folder.", valueName: "path"),
        completion: .file()
    )
    var output: String

    @Flag(help: "Also what is not for everybody.")
    var all = false

    @OptionGroup var files: Files

    func run() async throws {
        let reader = try TimelineReader(path: try files.databasePath())
        let name = profile.hasPrefix("@") ? String(profile.dropFirst()) : profile
        guard let record = try await reader.profile(named: name) else {
            throw Failure("there is no profile \(name); feedline status lists the feeds and their profiles")
        }
        let web = try files.configurationIfAny()?.web ?? WebConfiguration()
        let options = WebOptions(web, version: Feedline.version)
        let export = ProfileExport(reader, options: options, onlyOpen: !all)
        let count = try await export.write(record, as: format, to: output, at: Date())
        Terminal.output.line("wrote \(count.of("post")) of @\(record.name) to \(output)")
    }
}

extension ProfileExport.Format: ExpressibleByArgument {}
