package import Foundation
internal import Hummingbird
package import Logging
internal import NIOCore
internal import ServiceLifecycle
package import Timeline

/// The public face of a timeline: pages, feeds, health and figures.
///
/// `run()` throws `ListenError` if the address cannot be listened on. On graceful shutdown it takes no more connections, and returns
/// when the requests under way are answered.
package struct WebApplication: Service {
    let store: TimelineStore
    let options: WebOptions
    let metrics: PrometheusRegistry
    let health: @Sendable (HealthQuestion) async -> HealthReport
    let now: @Sendable () -> Date
    let startedAt: Date
    let onClick: @Sendable (_ code: String, _ visitor: Visitor) -> Void
    let limiter = RateLimiter()
    let signIn: SignIn
    let freshness: Freshness
    let cache = AnswerCache<Pages.Key, Representation>()
    let onBound: @Sendable (_ url: String) async -> Void
    let logger: Logger

    var reader: TimelineReader { store.reader }

    /// - Parameters:
    ///   - metrics: what `/metrics` shows, and what requests are counted in.
    ///   - onClick: called when somebody follows a short link.
    ///   - onBound: called once, when readers can connect; with the port that was taken if port 0 was asked for.
    package init(
        store: TimelineStore,
        options: WebOptions,
        metrics: PrometheusRegistry,
        health: @escaping @Sendable (HealthQuestion) async -> HealthReport,
        now: @escaping @Sendable () -> Date,
        onClick: @escaping @Sendable (_ code: String, _ visitor: Visitor) -> Void = { _, _ in },
        onBound: @escaping @Sendable (_ url: String) async -> Void = { _ in },
        logger: Logger
    ) {
        self.store = store
        self.options = options
        self.metrics = metrics
        self.health = health
        self.now = now
        startedAt = now()
        self.onClick = onClick
        signIn = SignIn(store.reader, limiter: limiter, now: now)
        freshness = Freshness(store.events, startedAt: startedAt)
        self.onBound = onBound
        self.logger = logger
    }

    package func run() async throws {
        do {
            try await server().run()
        } catch let error as IOError {
            throw ListenError(error, options.listen)
        }
    }
}
