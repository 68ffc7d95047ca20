package import Foundation
package import Logging
package import Metrics
package import Timeline
package import Transfer

/// The product put together: a configuration, a store and a way to the network.
package final class FeedBridge: Sendable {
    package let scheduler: Scheduler
    package let herald: Herald
    private let store: TimelineStore
    private let current: CurrentConfiguration
    private let bell = Bell()
    private let lastReload = Locked<Task<Void, any Error>?>(nil)
    private let now: @Sendable () -> Date
    private let logger: Logger

    /// - Parameters:
    ///   - fetch: how a source is asked, `TransferLoop.perform`.
    ///   - dice: in 0..<1; spreads polls.
    ///   - metrics: where what is measured goes.
    package init(
        configuration: Configuration,
        store: TimelineStore,
        fetch: @escaping @Sendable (TransferRequest) async throws(TransferError) -> TransferResponse,
        now: @escaping @Sendable () -> Date,
        dice: @escaping @Sendable () -> Double,
        metrics: any MetricsFactory = NOOPMetricsHandler.instance,
        logger: Logger
    ) {
        self.store = store
        self.now = now
        self.logger = logger
        let current = CurrentConfiguration(configuration)
        self.current = current
        let metrics = PollMetrics(metrics)
        scheduler = Scheduler(
            store: store,
            refresher: FeedRefresher(
                store: store,
                source: FeedSource(fetch: fetch, credentials: { current.value.credentials }, metrics: metrics),
                now: now,
                dice: dice,
                alertAfter: { current.value.alerts?.after },
                metrics: metrics,
                logger: logger
            ),
            rules: current,
            bell: bell,
            logger: logger
        )
        herald = Herald(store: store, fetch: fetch, rules: current, now: now, logger: logger)
    }

    package var configuration: Configuration { current.value }

    /// Brings the store in line with a configuration that holds its feeds. This or the other `declare` has to happen once
    /// before the scheduler runs.
    package func declare() async throws { try await declare(current.value) }

    /// Brings the store in line with the text of the configuration, which takes a moment if it is the one that the store
    /// knows.
    package func declare(_ text: ConfigurationText) async throws {
        try await store.declare(
            profiles: text.head.profiles.values.map(ProfileDeclaration.init),
            feeds: FeedDeclarations(text.feeds),
            fingerprint: text.fingerprint,
            at: now()
        )
    }

    private func declare(_ configuration: Configuration) async throws {
        try await store.declare(
            profiles: configuration.profiles.values.map(ProfileDeclaration.init),
            feeds: FeedDeclarations(configuration.feeds),
            at: now()
        )
    }

    /// Takes a new configuration, after those that were handed in before; on an error the old one stays in force.
    ///
    /// `network`, `database` and `web` take effect at the next start; new short links begin with the new `publicURL` at once.
    package func reload(_ configuration: Configuration) async throws {
        try await inTurn { bridge in
            try await bridge.declare(configuration)
            bridge.take(configuration)
        }
    }

    /// As `reload`, of any number of feeds.
    package func reload(_ text: ConfigurationText) async throws {
        try await inTurn { bridge in
            try await bridge.declare(text)
            bridge.take(text.head)
        }
    }

    private func inTurn(_ work: @escaping @Sendable (FeedBridge) async throws -> Void) async throws {
        let turn = lastReload.withLock { last in
            let previous = last
            let turn = Task {
                _ = await previous?.result
                try await work(self)
            }
            last = turn
            return turn
        }
        try await turn.value
    }

    private func take(_ configuration: Configuration) {
        let old = current.value
        current.replace(with: configuration)
        wake()
        var facts: Logger.Metadata = ["profiles": "\(configuration.profiles.count)"]
        logger.notice("configuration reloaded", metadata: facts)
        let waiting = configuration.sectionsOfTheNextStart(comparedWith: old)
        guard !waiting.isEmpty else { return }
        facts = ["sections": .string(waiting.joined(separator: ", "))]
        logger.warning("some changes need a restart", metadata: facts)
    }

    /// Makes the scheduler look for due feeds now.
    package func wake() { bell.ring(.wake) }
}

extension Configuration {
    /// What differs and is only read at a start.
    fileprivate func sectionsOfTheNextStart(comparedWith old: Configuration) -> [String] {
        [
            ("web", web != old.web), ("network", network != old.network),
            ("database", databasePath != old.databasePath),
        ].filter(\.1).map(\.0)
    }
}
