internal import Hummingbird

/// Turns away what nothing here is for, before anything looks at it.
struct RequestLimits<Context: RequestContext>: RouterMiddleware {
    /// In bytes.
    private static var maximumAddress: Int { 2_048 }
    /// Of programs, which ask for many things by their numbers at once. A little more and the server cannot read it.
    private static var maximumProgramAddress: Int { 8_000 }

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let maximum = request.isForPrograms ? Self.maximumProgramAddress : Self.maximumAddress
        guard request.uri.string.utf8.count <= maximum else { throw PageError(.addressTooLong) }
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound && !request.isRead {
            // No route has this method here.
            throw PageError(.methodNotAllowed)
        }
    }
}

extension Request {
    fileprivate var isRead: Bool { method == .get || method == .head }

    /// Whether a program asks, which reads JSON, and not a person.
    var isForPrograms: Bool {
        let path = uri.path
        return path.hasPrefix("/api/") || path.hasPrefix("/oauth/") && !path.hasPrefix("/oauth/authorize")
            || path.hasPrefix("/.well-known/") || path.hasPrefix("/nodeinfo/")
    }
}
