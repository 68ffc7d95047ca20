import ArgumentParser
import Logging
import ServiceLifecycle
import Transfer
import UnixSignals

/// From which level on the process speaks, for all its loggers; it can be turned while the process runs.
final class LogDial: Sendable {
    /// From the most talkative to the most silent.
    private static let levels: [Logger.Level] = [.trace, .debug, .info, .notice, .warning, .error]

    private let position: Locked<Int>

    init(_ level: Logger.Level = .info) { position = Locked(Self.levels.firstIndex(of: level) ?? 2) }

    var level: Logger.Level { Self.levels[position.withLock { $0 }] }

    /// - Parameter steps: below zero to hear more.
    func turn(by steps: Int) -> Logger.Level {
        Self.levels[
            position.withLock { position in
                position = min(max(position + steps, 0), Self.levels.count - 1)
                return position
            }
        ]
    }
}

/// Says more on SIGUSR1 and less on SIGUSR2.
struct LogTurning: Service {
    private let dial: LogDial
    private let signals: UnixSignalsSequence
    private let logger: Logger

    /// Hears signals from now on.
    init(dial: LogDial, logger: Logger) async {
        self.dial = dial
        self.logger = logger
        signals = await UnixSignalsSequence(trapping: .sigusr1, .sigusr2)
    }

    func run() async throws {
        for await signal in signals.cancelOnGracefulShutdown() {
            let level = dial.turn(by: signal == .sigusr1 ? -1 : 1)
            // Whoever turns it wants to know, however silent it is now.
            logger.log(level: max(level, .notice), "log level", metadata: ["log.level": "\(level)"])
        }
    }
}

/// How a line of the log is written.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
