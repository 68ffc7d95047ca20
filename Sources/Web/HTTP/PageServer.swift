internal import Foundation
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOExtras
internal import NIOPosix
internal import ServiceLifecycle

/// Accepts connections, on sockets that listen already or on one that it makes.
///
/// On graceful shutdown it accepts nothing more and returns when the requests under way are answered. Who connects to an
/// inherited socket from then on waits there for the next daemon.
///
/// Hummingbird's own server can only make a socket; and what it accepts in the moment of its end it may drop, which ends
/// the process ("Deinited NIOAsyncWriter without calling finish()"). Here every connection that was accepted is handled.
struct PageServer<Connections: ServerChildChannel>: Service {
    let options: WebOptions
    let connections: Connections
    /// Called when readers can connect; with the port that was taken if port 0 was asked for.
    let onServing: @Sendable (WebOptions.Address) async -> Void
    let logger: Logger

    func run() async throws {
        let (accepted, arrivals) = AsyncStream.makeStream(of: Connections.Value.self)
        let doors = try await open { connection in
            guard case .terminated = arrivals.yield(connection) else { return }
            // Who would handle it was cancelled; it has to be handled all the same, or else it cannot be closed in order.
            connection.channel.close(promise: nil)
            Task { [connections, logger] in await connections.handle(value: connection, logger: logger) }
        }
        let stop = { @Sendable in doors.close { arrivals.finish() } }
        // If one of them breaks, the daemon ends.
        for channel in doors.channels { channel.closeFuture.whenComplete { _ in stop() } }
        await withTaskCancellationHandler {
            await withGracefulShutdownHandler {
                await onServing(address(of: doors))
                await withDiscardingTaskGroup { group in
                    for await connection in accepted {
                        group.addTask { await connections.handle(value: connection, logger: logger) }
                    }
                }
            } onGracefulShutdown: {
                stop()
            }
        } onCancel: {
            stop()
        }
    }

    private func open(_ admit: @escaping @Sendable (Connections.Value) -> Void) async throws -> Doors {
        var doors = Doors()
        for socket in options.sockets {
            doors.add(try await bootstrap(doors.next, admit).withBoundSocket(socket.descriptor).get())
            // NIO has made room for 128 to wait, whatever the manager had made: too few for a restart.
            Foundation.listen(socket.descriptor, Self.backlog)
        }
        guard options.sockets.isEmpty else { return doors }
        let bootstrap = bootstrap(doors.next, admit)
        switch options.listen {
        case .tcp(let host, let port): doors.add(try await bootstrap.bind(host: host, port: port).get())
        case .unix(let path):
            doors.add(try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true).get())
            // For the reverse proxy, whoever it runs as; its folder says who may come this far.
            try? FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
        }
        return doors
    }

    private func bootstrap(
        _ quiescing: ServerQuiescingHelper,
        _ admit: @escaping @Sendable (Connections.Value) -> Void
    ) -> ServerBootstrap {
        let available = MaximumAvailableConnections(options.maximumConnections, logger: logger)
        return ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: Self.backlog)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .serverChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(AvailableConnectionsChannelHandler(delegate: available))
                    try pipeline.addHandler(quiescing.makeServerChannelHandler(channel: channel))
                }
            }
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { [connections, logger] channel in
                connections.setup(channel: channel, logger: logger).map(admit)
            }
    }

    private static var backlog: Int32 { SOMAXCONN }

    private func address(of doors: Doors) -> WebOptions.Address {
        guard case .tcp(let host, 0) = options.listen, let port = doors.channels.first?.localAddress?.port else {
            return options.listen
        }
        return .tcp(host: host, port: port)
    }
}

/// The sockets that are listened on, and what ends that in good order.
private struct Doors: Sendable {
    private(set) var channels: [any Channel] = []
    private var quiescing: [ServerQuiescingHelper] = []
    private let loops = MultiThreadedEventLoopGroup.singleton
    /// For the channel that is added next.
    private(set) var next = ServerQuiescingHelper(group: MultiThreadedEventLoopGroup.singleton)

    mutating func add(_ channel: any Channel) {
        channels.append(channel)
        quiescing.append(next)
        next = ServerQuiescingHelper(group: loops)
    }

    /// Accepts nothing more, and tells when every connection has ended.
    func close(_ done: @escaping @Sendable () -> Void) {
        let loop = loops.any()
        EventLoopFuture.andAllComplete(channels.map { $0.setOption(.autoRead, value: false) }, on: loop)
            .flatMap { settle(on: loop) }
            .flatMap {
                let ends = quiescing.map { helper in
                    let end = loop.makePromise(of: Void.self)
                    helper.initiateShutdown(promise: end)
                    return end.futureResult
                }
                return EventLoopFuture.andAllComplete(ends, on: loop)
            }
            .whenComplete { _ in done() }
    }

    /// What was accepted is on its way to its own loop and back to that of the socket, and NIO would cut it off there if
    /// the socket were closed already. Two rounds later it has arrived.
    private func settle(on loop: any EventLoop) -> EventLoopFuture<Void> {
        let round = { @Sendable [loops] in
            EventLoopFuture.andAllComplete(loops.makeIterator().map { $0.submit {} }, on: loop)
        }
        return round().flatMap(round)
    }
}
