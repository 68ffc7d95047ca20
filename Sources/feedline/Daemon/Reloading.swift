import Logging
import ServiceLifecycle
import UnixSignals

/// Reads the configuration again on SIGHUP.
struct Reloading: Service {
    let desk: ControlDesk
    let logger: Logger

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            do {
                _ = try await desk.reload()
            } catch {
                logger.error("configuration refused, the old one stays in force", metadata: ["error": "\(error)"])
            }
        }
    }
}
