import ArgumentParser

/// The command.
@main
struct Feedline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedline",
        abstract: "Bridges feeds to a timeline of posts of at most 140 characters.",
        discussion: """
            EXAMPLES
              feedline init https://blog.example.org      write a feeds.json for a site
              feedline preview https://blog.example.org/feed   see what would be posted; nothing is stored
              feedline run                                 poll, post, and serve the timeline at http://127.0.0.1:8140
              feedline status                              how each feed is doing
              feedline why https://blog.example.org/a      why an article became a post, or did not

            Exit status: 0 done, 1 failed, 64 wrong usage, 78 a mistake in the configuration.
            """,
        version: version,
        subcommands: [
            Init.self, Run.self, Check.self, PreviewCommand.self, Parse.self, Discover.self, TimelineCommand.self, Status.self, Why.self,
            FeedsCommand.self, Backup.self,
        ]
    )

    static let version = "0.1.0"
}
