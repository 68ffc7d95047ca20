import Bridge
import Logging
import ServiceLifecycle

/// Tells owners of dead feeds, all the time and beside everything else: a program that is told may be slow.
struct Telling: Service {
    let herald: Herald
    let logger: Logger

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            do {
                try await herald.tell()
            } catch {
                logger.warning("owners of feeds wait", metadata: ["error": "\(error)"])
            }
            await cancelWhenGracefulShutdown { try? await Task.sleep(for: .seconds(5)) }
        }
    }
}
