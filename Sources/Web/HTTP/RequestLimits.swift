internal import Hummingbird

/// Turns away what no page is for, before anything looks at it.
struct RequestLimits<Context: RequestContext>: RouterMiddleware {
    /// In bytes.
    private static var maximumAddress: Int { 2_048 }

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.method == .get || request.method == .head else { throw PageError(.methodNotAllowed) }
        guard request.uri.string.utf8.count <= Self.maximumAddress else { throw PageError(.addressTooLong) }
        return try await next(request, context)
    }
}
