internal import HTTPTypes
internal import Hummingbird

/// Tells browsers to run nothing, to guess nothing and to embed nothing.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        for (name, value) in securityHeaders where response.headers[name] == nil { response.headers[name] = value }
        return response
    }
}

private let securityHeaders: [(HTTPField.Name, String)] = [
    (
        .contentSecurityPolicy,
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    (.xContentTypeOptions, "nosniff"),
    // The sites that are linked learn where a visitor came from, but not what was read there.
    (.referrerPolicy, "strict-origin-when-cross-origin"),
    (.permissionsPolicy, "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (.openerPolicy, "same-origin"),
    (.resourcePolicy, "same-origin"),
]

extension HTTPField.Name {
    static let resourcePolicy = name("Cross-Origin-Resource-Policy")
    static let referrerPolicy = name("Referrer-Policy")
    fileprivate static let openerPolicy = name("Cross-Origin-Opener-Policy")
    fileprivate static let permissionsPolicy = name("Permissions-Policy")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) cannot name a field") }
        return name
    }
}
