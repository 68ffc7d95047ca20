import ArgumentParser
import Bridge
import Feeds
import Foundation

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a feeds.json for one or more sites.",
        discussion: """
            EXAMPLES
              feedline init https://blog.example.org
              feedline init https://blog.example.org https://news.example.org/feed --profile news

            A site's address is enough: its feed is looked for. An existing file is never overwritten.
            """
    )

    @Argument(help: ArgumentHelp("Sites or feeds.", valueName: "site"))
    var sites: [String] = []

    @Option(help: "The name of the profile; made from the first site if it is not given.")
    var profile: String?

    @OptionGroup var files: Files

    func run() async throws {
        let path = files.configurationPath
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure(
                "\(path) is there already; to add a feed, write it into the file, or import OPML: feedline feeds import"
            )
        }
        var found: [FeedLocator.Found] = []
        for site in sites {
            let feed = try await look(for: site)
            if !found.contains(where: { $0.url == feed.url }) { found.append(feed) }
        }
        let text = FeedsFile.new(
            profile: found.first.map { ProfileConfiguration(for: $0, name: profile) }
                ?? ProfileConfiguration(name: profile ?? "news"),
            feeds: found.map { FeedsFile.Entry(url: $0.url) }
        )
        try check(text, path: path)
        try TextFile(path: path).create(text)
        sayWhatNext(path)
    }

    private func look(for site: String) async throws -> FeedLocator.Found {
        let isFile = FileManager.default.fileExists(atPath: site)
        Terminal.complaints.progress("looking for the feed of \(site)")
        defer { Terminal.complaints.endProgress() }
        let found = try await Document(site.contains("://") || isFile ? site : "https://\(site)").feed()
        Terminal.output.line("found \(found.feed.title ?? "a feed") at \(found.url)")
        for other in found.others {
            Terminal.output.line("also there: \(other.url)\(other.title.map { "  \($0)" } ?? "")")
        }
        return found
    }

    /// What is written has to be right: a wrong `--profile`, say, is told before there is a file.
    private func check(_ text: String, path: String) throws {
        do {
            _ = try Configuration.decode(Array(text.utf8), file: path)
        } catch {
            throw Failure(error.description, exit: .configuration)
        }
    }

    private func sayWhatNext(_ path: String) {
        let option = path == "feeds.json" ? "" : " --config \(path)"
        let out = Terminal.output
        out.line("wrote \(path)")
        if sites.isEmpty { out.line("next: add feeds to it, then feedline check\(option)") }
        out.line("next: feedline run\(option), then open http://127.0.0.1:8140")
    }
}
