import ArgumentParser
import Feeds
import Foundation

struct Parse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what the parser understands of a feed.",
        discussion: """
            EXAMPLES
              feedline parse feed.xml
              curl -s https://example.org/feed | feedline parse - --json --url https://example.org/feed
              feedline parse *.xml --quiet          complain about what is no feed, print nothing else

            With --json, one object a line in JSON Feed 1.1 names; our own begin with an underscore.
            """
    )

    @Argument(help: ArgumentHelp("Files to read; - for standard input.", valueName: "file"), completion: .file())
    var paths: [String]

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @Flag(help: "Print nothing but complaints.")
    var quiet = false

    @Option(help: ArgumentHelp("The address that the document came from, for relative links.", valueName: "url"))
    var url: String?

    @Option(help: ArgumentHelp("The Content-Type that it came with, for its encoding.", valueName: "type"))
    var contentType: String?

    func run() async throws {
        var failures = 0
        for path in paths {
            do {
                let feed = try FeedParser.parse(
                    FeedDocument(bytes: try read(path), url: url, contentType: contentType)
                )
                if !quiet { print(feed) }
            } catch let error as FeedError {
                failures += 1
                Terminal.complaints.line("\(path): \(error.detail)")
            } catch {
                failures += 1
                Terminal.complaints.line("\(path): cannot be read: \(error.localizedDescription)")
            }
        }
        if failures > 0 { throw ExitCode(Failure.Status.failed.rawValue) }
    }

    private func read(_ path: String) throws -> [UInt8] {
        let data =
            try path == "-"
            ? FileHandle.standardInput.readToEnd() ?? Data() : Data(contentsOf: URL(filePath: path))
        return [UInt8](data)
    }

    private func print(_ feed: ParsedFeed) {
        if json { return Terminal.output.line(feed.jsonLine()) }
        let out = Terminal.output
        out.line(out.styled(feed.title ?? "(no title)", .bold) + "  \(feed.format.rawValue), \(feed.items.count) items")
        for warning in feed.warnings { out.line(out.styled("  ! \(warning)", .yellow)) }
        for item in feed.items {
            out.line("  \(item.title ?? "(no title)")")
            let facts = [item.published.map { $0.formatted(.iso8601) }, item.url ?? item.externalURL].compactMap { $0 }
            if !facts.isEmpty { out.line(out.styled("    " + facts.joined(separator: "  "), .dim)) }
        }
    }
}
