internal import Foundation
internal import Hummingbird
internal import Logging
internal import Timeline

/// What monitoring asks for.
struct OperatorRoutes<Context: RequestContext> {
    let store: TimelineStore
    let metrics: PrometheusRegistry
    let health: @Sendable (HealthQuestion) async -> HealthReport
    let version: String
    let startedAt: Date
    let now: @Sendable () -> Date

    /// 200, or 503 with the reason.
    @Sendable func livez(_ request: Request, _ context: Context) async throws -> Response {
        try await answer(.alive, request)
    }

    @Sendable func healthz(_ request: Request, _ context: Context) async throws -> Response {
        try await answer(.healthy, request)
    }

    @Sendable func readyz(_ request: Request, _ context: Context) async throws -> Response {
        try await answer(.ready, request)
    }

    private func answer(_ question: HealthQuestion, _ request: Request) async throws -> Response {
        let report = await health(question)
        var representation = Representation(
            "application/json",
            Array(try JSONEncoder().encode(Health(report, version)))
        )
        representation.caching = .never
        return representation.response(to: request, status: report == .ok ? .ok : .serviceUnavailable)
    }

    /// A store that cannot be read is a figure like others.
    @Sendable func figures(_ request: Request, _ context: Context) async throws -> Response {
        var families = metrics.families
        let isReady = await health(.ready) == .ok
        let isHealthy = isReady ? true : await health(.healthy) == .ok
        families += MetricFamily.daemon(version: version, startedAt: startedAt, isHealthy: isHealthy, isReady: isReady)
        families += MetricFamily.traffic(listeners: store.events.listenerCount, writes: store.queued)
        families += ProcessFigures().map { MetricFamily.process($0, startedAt: startedAt) } ?? []
        do {
            families += MetricFamily.store(try await store.reader.counts(at: now()), at: now())
        } catch {
            context.logger.error("no figures of the store", metadata: ["error": "\(error)"])
        }
        let text = families.sorted { $0.name < $1.name }.map(\.text).joined()
        var representation = Representation("text/plain; version=0.0.4; charset=utf-8", text)
        representation.caching = .never
        return representation.response(to: request)
    }
}

private struct Health: Encodable {
    let status: String
    let reason: String?
    let version: String

    init(_ report: HealthReport, _ version: String) {
        self.version = version
        switch report {
        case .ok:
            status = "ok"
            reason = nil
        case .failing(let why):
            status = "failing"
            reason = why
        }
    }
}
