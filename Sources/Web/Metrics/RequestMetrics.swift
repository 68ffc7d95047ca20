internal import Hummingbird
internal import Metrics

/// Counts requests by the template of their route, never by their address.
struct RequestMetrics<Context: RequestContext>: RouterMiddleware {
    private let figures: RouteFigures
    private let clock = ContinuousClock()

    init(metrics: any MetricsFactory) { figures = RouteFigures(metrics) }

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = clock.now
        let response = try await next(request, context)
        let duration = start.duration(to: clock.now)
        let figure = figures.figure(of: context.endpointPath ?? "none", status: response.status.code / 100)
        figure.count.increment()
        figure.duration.recordNanoseconds(Int64(duration / .nanoseconds(1)))
        return response
    }
}

/// What is counted of each route; to find it by its labels takes longer than many an answer.
private final class RouteFigures: Sendable {
    struct Figure: Sendable {
        let count: Counter
        let duration: Timer
    }

    private struct Key: Hashable {
        let route: String
        let status: Int
    }

    private let metrics: any MetricsFactory
    private let figures = Locked<[Key: Figure]>([:])

    init(_ metrics: any MetricsFactory) { self.metrics = metrics }

    /// - Parameter status: its first digit.
    func figure(of route: String, status: Int) -> Figure {
        figures.withLock { figures in
            let key = Key(route: route, status: status)
            if let known = figures[key] { return known }
            let label = ("route", route)
            let figure = Figure(
                count: Counter(
                    label: "http_requests",
                    dimensions: [label, ("status", "\(status)xx")],
                    factory: metrics
                ),
                duration: Timer(label: "http_request_duration", dimensions: [label], factory: metrics)
            )
            figures[key] = figure
            return figure
        }
    }
}
