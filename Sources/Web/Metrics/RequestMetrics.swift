internal import Hummingbird
internal import Metrics

/// Counts requests by the template of their route, never by their address.
struct RequestMetrics<Context: RequestContext>: RouterMiddleware {
    let metrics: any MetricsFactory
    let clock = ContinuousClock()

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let start = clock.now
        let response = try await next(request, context)
        let duration = start.duration(to: clock.now)
        let route = ("route", context.endpointPath ?? "none")
        let status = ("status", "\(response.status.code / 100)xx")
        Counter(label: "http_requests", dimensions: [route, status], factory: metrics).increment()
        Timer(label: "http_request_duration", dimensions: [route], factory: metrics)
            .recordNanoseconds(Int64(duration / .nanoseconds(1)))
        return response
    }
}
