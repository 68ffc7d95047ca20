internal import HTTPTypes
internal import Hummingbird

/// Lets programs that run in a browser on another site ask (WHATWG Fetch, section 3.2). They show a token of their own;
/// cookies are never looked at here, so nothing is given away.
struct CrossOrigin: RouterMiddleware {
    typealias Context = VisitContext

    func handle(
        _ request: Request,
        context: VisitContext,
        next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        guard request.isForPrograms else { return try await next(request, context) }
        var response =
            request.method == .options ? Response(status: .noContent) : try await next(request, context)
        response.headers[.accessControlAllowOrigin] = "*"
        response.headers[.resourcePolicy] = "cross-origin"
        if request.method == .options {
            response.headers[.accessControlAllowMethods] = "GET, POST, PUT, PATCH, DELETE, OPTIONS"
            response.headers[.accessControlAllowHeaders] = "Authorization, Content-Type, Idempotency-Key"
            response.headers[.accessControlMaxAge] = "86400"
        } else {
            response.headers[.accessControlExposeHeaders] =
                "Link, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset"
        }
        return response
    }
}
