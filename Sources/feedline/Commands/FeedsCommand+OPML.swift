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
                daemon takes it at once.
                """
        )

        @Argument(help: "The OPML file; - for standard input.", completion: .file(extensions: ["opml", "xml"]))
        var path: String

        @Option(help: "The profile that the feeds speak through; needed where there are several.")
        var profile: String?

        @OptionGroup var files: Files

        func run() async throws {
            let outlines = try OPML.feeds(in: read())
            guard !outlines.isEmpty else { throw Failure("\(path) names no feed") }
            let target = files.configurationPath
            let entries = outlines.map { FeedsFile.Entry(url: $0.url, profile: profile, comment: $0.title) }
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
                Terminal.complaints.line("left out \(refusal.entry.url): \(refusal.reason)")
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
            Terminal.output.line(
                OPML.document(
                    configuration.feeds.filter { !$0.isFile }.map { .init(url: $0.url, title: titles[$0.url]) }
                )
            )
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
