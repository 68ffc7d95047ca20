internal import HTTPTypes
internal import Hummingbird

/// Tells browsers to run and to load nothing but what is ours, to guess nothing and to embed nothing.
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
    (.contentSecurityPolicy, ContentSecurityPolicy.usual),
    (.xContentTypeOptions, "nosniff"),
    // The sites that are linked learn where a visitor came from, but not what was read there.
    (.referrerPolicy, "strict-origin-when-cross-origin"),
    (.permissionsPolicy, "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (.openerPolicy, "same-origin"),
    (.resourcePolicy, "same-origin"),
]

/// What a page may load, run and send (CSP, level 3).
enum ContentSecurityPolicy {
    static let usual = policy(formAction: "'self'")

    /// - Parameter formAction: where forms may lead to, redirects included.
    static func policy(formAction: String) -> String {
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action \(formAction); "
            + "base-uri 'none'; frame-ancestors 'none'"
    }
}

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
