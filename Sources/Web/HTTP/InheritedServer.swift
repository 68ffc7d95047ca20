internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOExtras
internal import NIOPosix
internal import ServiceLifecycle

/// Serves on sockets that listen already, where Hummingbird's own server would make one.
///
/// On graceful shutdown it accepts nothing more and returns when the requests under way are answered. Who connects from
/// then on waits in the sockets for the next to serve them.
struct InheritedServer<Connections: ServerChildChannel>: Service {
    let sockets: [InheritedSocket]
    let connections: Connections
    let available: MaximumAvailableConnections
    let onServing: @Sendable () async -> Void
    let logger: Logger

    func run() async throws {
        var listeners: [Listener<Connections.Value>] = []
        for socket in sockets { listeners.append(try await listen(on: socket)) }
        await withGracefulShutdownHandler {
            await onServing()
            await withDiscardingTaskGroup { group in
                for listener in listeners {
                    group.addTask { await serve(listener) }
                }
            }
        } onGracefulShutdown: { [listeners] in
            for listener in listeners { listener.quiescing.initiateShutdown(promise: nil) }
        }
    }

    private func listen(on socket: InheritedSocket) async throws -> Listener<Connections.Value> {
        let loops = MultiThreadedEventLoopGroup.singleton
        let quiescing = ServerQuiescingHelper(group: loops)
        let channel = try await ServerBootstrap(group: loops)
            .serverChannelInitializer { [available] channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(AvailableConnectionsChannelHandler(delegate: available))
                    try pipeline.addHandler(quiescing.makeServerChannelHandler(channel: channel))
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .bind(socket.descriptor) { [connections, logger] channel in
                connections.setup(channel: channel, logger: logger)
            }
        // NIO has made room for 128 to wait, whatever the manager had made: too few for a restart.
        Foundation.listen(socket.descriptor, SOMAXCONN)
        return Listener(channel: channel, quiescing: quiescing)
    }

    private func serve(_ listener: Listener<Connections.Value>) async {
        await withDiscardingTaskGroup { group in
            do {
                try await listener.channel.executeThenClose { accepted in
                    for try await connection in accepted {
                        group.addTask { await connections.handle(value: connection, logger: logger) }
                    }
                }
            } catch {
                logger.error("a socket takes no more connections", metadata: ["error": "\(error)"])
            }
        }
    }
}

/// A socket that is served, and what ends that in good order.
private struct Listener<Connection: Sendable>: Sendable {
    let channel: NIOAsyncChannel<Connection, Never>
    let quiescing: ServerQuiescingHelper
}
