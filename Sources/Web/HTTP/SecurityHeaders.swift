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
        for field in securityHeaders where !response.headers.contains(field.name) { response.headers.append(field) }
        return response
    }
}

private let securityHeaders = [
    HTTPField(name: .contentSecurityPolicy, value: ContentSecurityPolicy.usual),
    HTTPField(name: .xContentTypeOptions, value: "nosniff"),
    // The sites that are linked learn where a visitor came from, but not what was read there.
    HTTPField(name: .referrerPolicy, value: "strict-origin-when-cross-origin"),
    HTTPField(
        name: .permissionsPolicy,
        value: "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
    HTTPField(name: .openerPolicy, value: "same-origin"),
    HTTPField(name: .resourcePolicy, value: "same-origin"),
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
