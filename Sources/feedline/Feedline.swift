import ArgumentParser
import Foundation
import Timeline
import Transfer
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
            FeedsCommand.self, Account.self, Retract.self, Export.self, Backup.self, Restore.self, Compact.self,
        ]
    )

    static let version = "0.1.0"

    /// Of what the command says on standard error; `run` may choose.
    static let logFormat = Locked(LogFormat.text)

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as Failure {
            end(failure.description, failure.status)
        } catch let error as ListenError {
            end(error.description)
        } catch let refusal as Refusal {
            end(refusal.detail)
        } catch let error as TimelineError {
            end(error.detail)
        } catch {
            exit(withError: error)
        }
    }

    private static func end(_ complaint: String, _ status: Failure.Status = .failed) -> Never {
        LineLog.complain(complaint, in: logFormat.withLock { $0 })
        Foundation.exit(status.rawValue)
    }
}
