import ArgumentParser
import Bridge
import Feeds
import Foundation
import Timeline
import Transfer

struct PreviewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "See what a feed would be posted as; nothing is stored.",
        discussion: """
            EXAMPLES
              feedline preview https://blog.example.org
              feedline preview feed.xml --template '{title} {link} {tags}'
              feedline preview https://blog.example.org/feed --config feeds.json

            If the configuration names the feed, its template and filters are used. The number is the post's length, of the
            140 that a post may have. Short links need "publicURL" in the configuration.
            """
    )

    @Argument(
        help: ArgumentHelp("A feed's or a site's address, or a file.", valueName: "url or file"),
        completion: .file()
    )
    var source: String

    @Option(help: "Try this template instead.")
    var template: String?

    @OptionGroup var files: Files

    func run() async throws {
        let configuration = try files.configurationIfAny()
        let found = try await Document(source, by: configuration).feed()
        let rules = try rules(for: [source, URL(filePath: source).path, found.url], in: configuration)
        let feed = found.feed
        let preview = try Preview(of: feed, by: rules, now: Date())
        let out = Terminal.output
        out.line(out.styled(feed.title ?? found.url, .bold) + "  \(feed.format.rawValue), \(feed.items.count) items")
        if found.url != source, found.url != URL(filePath: source).path { out.line("found at \(found.url)") }
        for warning in feed.warnings { out.line(out.styled("! \(warning)", .yellow)) }
        for line in preview.lines { show(line) }
    }

    private func show(_ line: Preview.Line) {
        let out = Terminal.output
        let decision = line.decision.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
        let style: Terminal.Style = line.decision == .posted ? .green : line.text == nil ? .yellow : .dim
        guard let text = line.text else {
            let subject = line.title ?? line.link ?? "(no title)"
            return out.line(
                "\(out.styled(decision, style))      \(subject)\n               \(out.styled(line.reason, .dim))"
            )
        }
        let length = String(line.length)
        let padding = String(repeating: " ", count: max(0, 4 - length.count))
        out.line("\(out.styled(decision, style)) \(padding)\(length) \(text)")
        if let addressing = line.addressing, !addressing.isPlain {
            out.line("               \(out.styled(String(describing: addressing), .dim))")
        }
        guard let shortLink = line.shortLink else { return }
        let path = ShortLink.path(of: shortLink.code)
        out.line("               " + out.styled("\(path) leads to \(shortLink.target)", .dim))
    }

    // MARK: - Where it comes from

    private func rules(for names: [String], in configuration: Configuration?) throws -> FeedConfiguration {
        do {
            var rules =
                try configuration?.feeds.first { names.contains($0.url) }
                ?? FeedConfiguration(
                    url: source,
                    profile: configuration.flatMap(\.onlyProfile) ?? "preview",
                    template: Template.parse("{title} {link}"),
                    filter: Filter(include: [], exclude: []),
                    site: configuration?.web.publicURL
                )
            if let template { rules.template = try Template.parse(template) }
            return rules
        } catch {
            throw Failure("--template: \(error)")
        }
    }
}

extension Configuration {
    /// Whose posts the feed's would be, as far as that is clear.
    fileprivate var onlyProfile: String? { profiles.count == 1 ? profiles.keys.first : nil }
}
