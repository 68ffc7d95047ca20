import ArgumentParser
import Bridge
import Feeds
import Foundation
import Timeline
import Web

extension FeedsCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add the feeds of an OPML file to the configuration.",
            discussion: """
                EXAMPLE
                  feedline feeds import subscriptions.opml --profile news

                What the file already holds stays as it is, to the byte; what cannot be read is named and left out. A running
                daemon takes it at once. A feed in a folder that has the name of a profile is that profile's; so a list from
                feedline feeds export finds its way back. No password is ever taken from it, or written into one.
                """
        )

        @Argument(help: "The OPML file; - for standard input.", completion: .file(extensions: ["opml", "xml"]))
        var path: String

        @Option(
            help: "The profile that the feeds speak through; needed where there are several, and no folders that say."
        )
        var profile: String?

        @OptionGroup var files: Files

        func run() async throws {
            let outlines = try OPML.feeds(in: read())
            guard !outlines.isEmpty else { throw Failure("\(path) names no feed") }
            let target = files.configurationPath
            let profiles = (try? Configuration.load(path: target))?.profiles.values.map(\.name) ?? []
            let entries = outlines.map { outline in
                let folder = profiles.first { $0.lowercased() == outline.folder?.lowercased() }
                let title = outline.title == outline.url ? nil : outline.title
                return FeedsFile.Entry(url: outline.url, profile: profile ?? folder, comment: title)
            }
            do {
                let bytes = try Data(contentsOf: URL(filePath: target))
                guard let old = String(validating: bytes, as: UTF8.self) else {
                    throw Failure("\(target) is not UTF-8 text; it was left as it is", exit: .configuration)
                }
                let addition = try FeedsFile.importing(feeds: entries, into: old, file: target)
                if !addition.added.isEmpty { try TextFile(path: target).replace(with: addition.text) }
                try report(addition)
            } catch let error as ConfigurationError {
                throw Failure(error.description, exit: .configuration)
            }
            if let answer = try await ControlClient(database: files.databasePath())?.ask(.reload) {
                Terminal.output.line(answer)
            }
        }

        private func report(_ addition: FeedsFile.Addition) throws {
            for entry in addition.added { Terminal.output.line("added \(entry.url)") }
            for entry in addition.known { Terminal.output.line("known \(entry.url)") }
            for refusal in addition.refused {
                Terminal.complaints.line("left out \(refusal.entry.shownURL): \(refusal.reason)")
            }
            let refused = addition.refused.isEmpty ? "" : ", \(addition.refused.count) left out"
            Terminal.output.line("\(addition.added.count) added, \(addition.known.count) known\(refused)")
            if addition.added.isEmpty, addition.known.isEmpty {
                throw Failure("\(path) names no feed that can be read")
            }
        }

        private func read() throws -> [UInt8] {
            do {
                return try path == "-"
                    ? [UInt8](FileHandle.standardInput.readToEnd() ?? Data())
                    : [UInt8](Data(contentsOf: URL(filePath: path)))
            } catch {
                throw Failure("\(path) cannot be read: check that it is there")
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the configured feeds as OPML.",
            discussion: "EXAMPLE\n  feedline feeds export > feeds.opml"
        )

        @OptionGroup var files: Files

        func run() async throws {
            let configuration = try files.configuration()
            let titles = await titles(in: configuration)
            let feeds = configuration.feeds.filter { !$0.isFile }
            let hasFolders = Set(feeds.map(\.profile)).count > 1
            let outlines = feeds.map { feed in
                OPML.Outline(url: feed.url, title: titles[feed.url], folder: hasFolders ? feed.profile : nil)
            }
            // Feeds of one profile need not stand together in the configuration.
            let grouped = Dictionary(grouping: outlines, by: \.folder)
            let order = feeds.map(\.profile).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            Terminal.output.line(
                OPML.document(hasFolders ? order.flatMap { grouped[$0] ?? [] } : outlines)
            )
            let left = configuration.feeds.count - feeds.count
            if left > 0 { Terminal.complaints.line("left out \(left.of("file")): a list names addresses only") }
        }

        /// As the feeds name themselves, if they were read before.
        private func titles(in configuration: Configuration) async -> [String: String] {
            guard
                let reader = try? TimelineReader(path: files.databasePath(in: configuration)),
                let feeds = try? await reader.feeds()
            else { return [:] }
            return Dictionary(feeds.compactMap { feed in feed.feed.title.map { (feed.feed.url, $0) } }) { first, _ in
                first
            }
        }
    }
}
