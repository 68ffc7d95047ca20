import Glibc
package import Subprocess
import SystemPackage

/// A process of ours that runs until it is told to end, or until its value goes.
///
/// Foundation's `Process` is not for tests that start many: up to Swift 6.3 `run()` reads past the end of a buffer and now and
/// then crashes (swiftlang/swift-corelibs-foundation#5472).
package final class RunningProcess: Sendable {
    package let identifier: pid_t
    /// The line that was waited for.
    package let greeting: String
    private let run: Task<TerminationStatus, any Error>

    /// Returns when a line of its output contains the text.
    ///
    /// - Parameter line: nil to wait for nothing.
    /// - Throws: if it ends before that.
    package init(
        _ program: String,
        _ arguments: [String],
        environment: Environment = .inherit,
        folder: TemporaryDirectory,
        waitingFor line: String? = nil
    ) async throws {
        let (starts, start) = AsyncThrowingStream<(pid_t, String), any Error>.makeStream()
        run = Task {
            do {
                let result = try await Subprocess.run(
                    .path(FilePath(program)),
                    arguments: Arguments(arguments),
                    environment: environment,
                    workingDirectory: FilePath(folder.path),
                    input: .inputWriter,
                    output: .sequence,
                    error: .discarded
                ) { execution in
                    if line == nil { start.yield((execution.processIdentifier.value, "")) }
                    for try await text in execution.standardOutput.strings() where line.map(text.contains) ?? false {
                        start.yield((execution.processIdentifier.value, text))
                    }
                    start.finish()
                }
                return result.terminationStatus
            } catch {
                start.finish(throwing: error)
                throw error
            }
        }
        var first = starts.makeAsyncIterator()
        guard let (identifier, greeting) = try await first.next() else { throw Errno.noSuchProcess }
        self.identifier = identifier
        self.greeting = greeting
    }

    deinit { run.cancel() }

    package func send(_ signal: Int32) { kill(identifier, signal) }

    /// Returns when the process has ended by itself.
    package func end() async throws -> TerminationStatus { try await run.value }
}
