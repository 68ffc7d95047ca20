import Bridge
import Foundation
import Logging
import Metrics
import ServiceLifecycle
import Timeline
import Transfer
import UnixSignals
import Web

/// The process: a store, a bridge and a web face, in the order in which they start and stop.
struct Daemon {
    private let files: Files
    private let databasePath: String
    private let store: TimelineStore
    private let transfer: TransferLoop
    private let bridge: FeedBridge
    private let registry = PrometheusRegistry()
    private let logger: Logger
    private let notify = NotifySocket()

    /// Returns when the store is open; bringing a large one up to date takes its time.
    ///
    /// - Parameter configuration: needs no feeds.
    /// - Throws: `Failure` if the store cannot be opened.
    init(configuration: Configuration, files: Files, databasePath: String, logger: Logger) throws {
        self.files = files
        self.databasePath = databasePath
        self.logger = logger
        do {
            store = try notify.whileStarting("checking the database") {
                try TimelineStore(path: databasePath, now: Date())
            }
        } catch {
            throw Failure("\(error)")
        }
        let transfer = TransferLoop(options: TransferOptions(configuration.network))
        self.transfer = transfer
        bridge = FeedBridge(
            configuration: configuration,
            store: store,
            fetch: { request throws(TransferError) in try await transfer.perform(request) },
            now: { Date() },
            dice: { Double.random(in: 0..<1) },
            metrics: registry,
            logger: logger
        )
    }

    /// Has to happen before anything else.
    func declare(_ text: ConfigurationText) async throws { try await bridge.declare(text) }

    // MARK: - Once

    /// Polls, says what it came to, and leaves.
    func runOnce(all: Bool) async throws {
        let before = try await store.reader.counts(at: Date())
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: transfer),
                    .init(
                        service: OneRound(scheduler: bridge.scheduler, herald: bridge.herald, all: all),
                        successTerminationBehavior: .gracefullyShutdownGroup
                    ),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        try await group.run()
        let after = try await store.reader.counts(at: Date())
        await store.close()
        Terminal.output.line(
            "\((after.posts - before.posts).of("new post")), \((after.items - before.items).of("new item")), "
                + "\(after.waiting) waiting, \(after.failing.of("feed")) failing"
        )
    }

    // MARK: - For years

    func run(on sockets: ActivationSockets, dial: LogDial) async throws {
        let configuration = bridge.configuration
        var options = WebOptions(configuration.web, version: Feedline.version)
        tell(sockets, insteadOf: options.listen)
        options.takeOver(sockets.pages)

        let (bound, tellBound) = AsyncStream<Void>.makeStream()
        let health = Health(bridge: bridge, store: store, transfer: transfer)
        let clicks = ClickCounter(store: store, now: { Date() }, logger: logger)
        let web = WebApplication(
            store: store,
            options: options,
            metrics: registry,
            health: { await health.answer($0, at: Date()) },
            now: { Date() },
            onClick: clicks.count,
            onBound: { [notify, logger] address in
                logger.notice("ready", metadata: ["web.address": .string(address)])
                tellBound.finish()
                notify.ready("serving \(address)")
            },
            logger: logger
        )
        let desk = ControlDesk(store: store, bridge: bridge, files: files, notify: notify)
        var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
            .init(service: transfer),
            .init(service: Polling(scheduler: bridge.scheduler, start: bound)),
            .init(service: Telling(herald: bridge.herald, logger: logger)),
        ]
        if let path = ControlSocket.path(beside: databasePath) {
            services.append(.init(service: ControlApplication(socket: path, actions: desk, logger: logger)))
        } else {
            logger.warning("no control socket", metadata: ["reason": "the database's path is too long for one"])
        }
        // Stops after the pages, and so counts the last of their readers.
        services.append(.init(service: clicks))
        services.append(.init(service: web))
        services.append(
            .init(
                service: Upkeep(
                    store: store,
                    health: health,
                    notify: notify,
                    site: configuration.web.publicURL,
                    logger: logger
                )
            )
        )
        services.append(.init(service: Reloading(desk: desk, logger: logger)))
        services.append(.init(service: await LogTurning(dial: dial, logger: logger)))
        var group = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = .seconds(28)
        try await withGracefulEnd { try await ServiceGroup(configuration: group).run() }
    }

    private func tell(_ sockets: ActivationSockets, insteadOf listen: WebOptions.Address) {
        for name in sockets.strays {
            logger.warning("a socket that is not for the pages was closed", metadata: ["socket": .string(name)])
        }
        guard !sockets.pages.isEmpty, !sockets.pages.contains(where: { $0.address == listen }) else { return }
        logger.notice(
            "the service manager's sockets are served, the configuration's address is not",
            metadata: [
                "sockets": .string(sockets.pages.map { "\($0.address)" }.joined(separator: " ")),
                "web.listen": "\(listen)",
            ]
        )
    }

    private func withGracefulEnd(_ body: () async throws -> Void) async throws {
        let outcome: Result<Void, any Error>
        do {
            outcome = .success(try await body())
        } catch {
            outcome = .failure(error)
        }
        await store.close()
        logger.notice("stopped")
        try outcome.get()
    }
}

/// Polls as soon as the pages are served: a daemon that cannot listen asks nobody.
private struct Polling: Service {
    let scheduler: Scheduler
    let start: AsyncStream<Void>

    func run() async throws {
        for await _ in start.cancelOnGracefulShutdown() {}
        guard !Task.isShuttingDownGracefully else { return }
        try await scheduler.run()
    }
}

/// One pass over the feeds, as a service so that a signal ends it well.
private struct OneRound: Service {
    let scheduler: Scheduler
    let herald: Herald
    let all: Bool

    func run() async throws {
        try await scheduler.runOnce(all: all)
        try await herald.tell()
    }
}
