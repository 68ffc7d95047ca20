import ArgumentParser
import Bridge
import Foundation
import Logging
import Transfer

struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Poll the feeds, post what is new, and serve the timeline.",
        discussion: """
            EXAMPLES
              feedline run
              feedline run --config /etc/feedline/feeds.json --database /var/lib/feedline/feedline.sqlite
              feedline run --once --all           poll every feed once, without a web server, and exit

            SIGHUP reads the configuration again; a bad file keeps the old one. SIGTERM finishes what is under way and stops.
            SIGUSR1 says more on standard error, SIGUSR2 less, until the next start.
            Where systemd holds a socket for the pages (feedline.socket), that is served, and not "listen" in "web".
            """
    )

    @Flag(help: "Poll what is due, then exit.")
    var once = false

    @Flag(help: "With --once: poll every feed, due or not.")
    var all = false

    @Option(help: ArgumentHelp("How much to say on standard error.", valueName: "level"))
    var logLevel = LogLevel.info

    @Option(help: ArgumentHelp("How to say it: lines of text, or JSON objects, one a line.", valueName: "format"))
    var logFormat = LogFormat.text

    @OptionGroup var files: Files

    func validate() throws {
        if all, !once { throw ValidationError("--all goes with --once") }
    }

    func run() async throws {
        // Until somebody listens to them they must not end the process.
        for number in [SIGUSR1, SIGUSR2] { _ = signal(number, SIG_IGN) }
        let (format, dial) = (logFormat, LogDial(logLevel.level))
        Feedline.logFormat.withLock { $0 = format }
        LoggingSystem.bootstrap { label in LineLog(label: label, format: format, dial: dial) }
        let logger = Logger(label: "feedline")
        // First of all: from then on no other thread reads the environment while it changes.
        let sockets = once ? nil : try ActivationSockets.take()
        let daemon = try await open(logger)
        if let sockets {
            try await daemon.run(on: sockets, dial: dial)
        } else {
            try await daemon.runOnce(all: all)
        }
    }

    /// The text of the configuration is gone when this returns: it may be large.
    private func open(_ logger: Logger) async throws -> Daemon {
        let text = try await files.configurationText()
        let daemon = try Daemon(
            configuration: text.head,
            files: files,
            databasePath: files.databasePath(in: text.head),
            logger: logger
        )
        try await daemon.declare(text)
        return daemon
    }
}

/// The levels that a person chooses from.
enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case trace, debug, info, notice, warning, error

    var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}
