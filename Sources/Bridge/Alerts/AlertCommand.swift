internal import Foundation
internal import Subprocess
internal import SystemPackage

/// A program of the owner's that is told the news.
///
/// It is started directly, and no shell reads what a feed says: the news is in its environment, and the event and the feed's
/// address, without its query, are its last arguments. It has no input, and what it complains about stands in our log.
struct AlertCommand: Sendable {
    let words: [String]
    /// Then it is told to end, and two seconds later it is killed, with all that it has started.
    var limit: Duration = .seconds(20)

    /// Why the owner could not be told.
    struct Problem: Error, CustomStringConvertible {
        let description: String
    }

    /// - Throws: `Problem` if the program did not end with 0 in time.
    func run(_ news: FeedNews) async throws(Problem) {
        let outcome: TerminationStatus?
        do {
            outcome = try await status(of: news)
        } catch {
            throw Problem(description: "the command could not be started: check that it is there and executable")
        }
        switch outcome {
        case .exited(0): return
        case .exited(let code): throw Problem(description: "the command ended with \(code)")
        case .signaled(let signal): throw Problem(description: "the command was ended by signal \(signal)")
        case nil: throw Problem(description: "the command took longer than \(DurationText.format(limit))")
        }
    }

    /// nil if it took too long.
    private func status(of news: FeedNews) async throws -> TerminationStatus? {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))]
        let arguments = Arguments(words.dropFirst() + [news.event, news.address])
        let environment = environment(of: news)
        return try await withThrowingTaskGroup(of: TerminationStatus?.self) { [words, limit, options] group in
            group.addTask {
                try await Subprocess.run(
                    .path(FilePath(words[0])),
                    arguments: arguments,
                    environment: environment,
                    workingDirectory: "/",
                    platformOptions: options,
                    input: .none,
                    output: .discarded,
                    error: .currentStandardError
                )
                .terminationStatus
            }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// Of ours, only what a program needs to find its way: sockets and credentials are not its business.
    private func environment(of news: FeedNews) -> Subprocess.Environment {
        let inherited = ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ"]
        let ours = ProcessInfo.processInfo.environment.filter { inherited.contains($0.key) }
        let all = ours.merging(news.environment) { _, news in news }
        return .custom(all.map { Array("\($0.key)=\($0.value)\0".utf8) })
    }
}
