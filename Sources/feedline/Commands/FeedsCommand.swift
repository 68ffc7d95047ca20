import ArgumentParser
import Bridge
import Foundation
import Timeline
import Web

struct FeedsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds",
        abstract: "List, pause, resume and retry feeds; read and write OPML.",
        discussion: """
            EXAMPLES
              feedline feeds list
              feedline feeds pause https://blog.example.org/feed
              feedline feeds retry --all
              feedline feeds import subscriptions.opml --profile news
              feedline feeds export > feeds.opml
            """,
        subcommands: [
            List.self, Pause.self, Resume.self, Retry.self, Release.self, Import.self, Export.self,
        ],
        defaultSubcommand: List.self
    )
}

extension FeedsCommand {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Name every feed with its state.")

        @Flag(help: "Print JSON.")
        var json = false

        @OptionGroup var files: Files

        func run() async throws {
            let reader = try TimelineReader(path: try files.databasePath())
            let feeds = try await StatusReport.Feed.all(in: reader, at: Date())
            if json { return Terminal.output.line(try feeds.jsonText()) }
            for feed in feeds {
                let state = feed.state.padding(toLength: 10, withPad: " ", startingAt: 0)
                let held = feed.held > 0 ? "  \(feed.held) held" : ""
                Terminal.output.line("\(state) @\(feed.profile)  \(feed.url)\(held)")
            }
        }
    }

    struct Pause: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop polling a feed until it is resumed.",
            discussion: "EXAMPLE\n  feedline feeds pause https://blog.example.org/feed"
        )

        @Argument(help: ArgumentHelp("The feed, as the configuration names it.", valueName: "url"))
        var url: String

        @OptionGroup var files: Files

        func run() async throws { try await StateChange.pause(url).carryOut(files) }
    }

    struct Resume: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Poll a paused feed again.",
            discussion: "EXAMPLE\n  feedline feeds resume https://blog.example.org/feed"
        )

        @Argument(help: ArgumentHelp("The feed, as the configuration names it.", valueName: "url"))
        var url: String

        @OptionGroup var files: Files

        func run() async throws { try await StateChange.resume(url).carryOut(files) }
    }

    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Poll a feed now, also one that fails or is gone, but none that is paused.",
            discussion: "EXAMPLES\n  feedline feeds retry https://blog.example.org/feed\n  feedline feeds retry --all"
        )

        @Argument(help: ArgumentHelp("The feed, as the configuration names it.", valueName: "url"))
        var url: String?

        @Flag(help: "Every feed that is not paused.")
        var all = false

        @OptionGroup var files: Files

        func validate() throws {
            guard (url != nil) != all else { throw ValidationError("name one feed, or give --all") }
        }

        func run() async throws { try await StateChange.retry(url).carryOut(files) }
    }

    struct Release: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Post what was held back because too much became new at once.",
            discussion: """
                EXAMPLE
                  feedline feeds release https://blog.example.org/feed

                At most maxPerPoll posts are made at each poll.
                """
        )

        @Argument(help: ArgumentHelp("The feed, as the configuration names it.", valueName: "url"))
        var url: String

        @OptionGroup var files: Files

        func run() async throws { try await StateChange.release(url).carryOut(files) }
    }
}
