import ArgumentParser
import Bridge

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Find every mistake in the configuration.",
        discussion: """
            EXAMPLES
              feedline check
              feedline check --config /etc/feedline/feeds.json && systemctl reload feedline

            Prints each mistake with its file, line and place, and exits with 78 if there is any.
            """
    )

    @OptionGroup var files: Files

    func run() async throws {
        let text = try await files.checkedConfigurationText()
        let feeds = text.feedCount ?? 0
        let profiles = text.head.profiles.count
        Terminal.output.line(
            "\(files.configurationPath): no mistake found; \(feeds) \(feeds == 1 ? "feed" : "feeds") for "
                + "\(profiles) \(profiles == 1 ? "profile" : "profiles")"
        )
    }
}
