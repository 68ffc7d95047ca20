import Foundation
import Logging
import ServiceLifecycle
import Testing

@testable import Web

extension WebFixture {
    /// Runs the application on a real socket as the daemon does, and ends it in good order.
    func served(
        _ options: WebOptions = WebOptions(listen: .tcp(host: "127.0.0.1", port: 0), version: "1.2.3"),
        _ body: @escaping @Sendable (_ address: String) async throws -> Void
    ) async throws {
        let (addresses, bound) = AsyncStream.makeStream(of: String.self)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application(options) { bound.yield($0) })],
                logger: .init(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            )
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let address = try #require(await addresses.first { _ in true })
            let outcome: Result<Void, any Error>
            do {
                outcome = .success(try await body(address))
            } catch {
                outcome = .failure(error)
            }
            await group.triggerGracefulShutdown()
            try await tasks.next()
            try outcome.get()
        }
    }
}
