import ArgumentParser
import Foundation
import Timeline
import Web

/// The command.
@main
struct Feedline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feedline",
        abstract: "Bridges feeds to a timeline of posts of at most 140 characters.",
        discussion: """
            EXAMPLES
              feedline init https://blog.example.org      write a feeds.json
              feedline preview https://blog.example.org   see what would be posted
              feedline run                                poll, post and serve
              feedline status                             how each feed is doing
              feedline why https://blog.example.org/a     what became of an article

            The timeline is at http://127.0.0.1:8140 unless feeds.json says otherwise.
            Exit status: 0 done, 1 failed, 64 wrong usage, 78 wrong configuration.
            """,
        version: version,
        subcommands: [
            Init.self, Run.self, Check.self, PreviewCommand.self, Parse.self, Discover.self, TimelineCommand.self,
            Status.self, Why.self,
            FeedsCommand.self, Account.self, Retract.self, Backup.self,
        ]
    )

    static let version = "0.1.0"

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            Terminal.complaints.line(failure.description)
            Foundation.exit(failure.status.rawValue)
        } catch let error as ListenError {
            Terminal.complaints.line(error.description)
            Foundation.exit(Failure.Status.failed.rawValue)
        } catch let refusal as Refusal {
            Terminal.complaints.line(refusal.detail)
            Foundation.exit(Failure.Status.failed.rawValue)
        } catch let error as TimelineError {
            Terminal.complaints.line(error.detail)
            Foundation.exit(Failure.Status.failed.rawValue)
        } catch {
            exit(withError: error)
        }
    }
}
