internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Timeline

/// Somebody's browser that is signed in: a cookie with a secret, of which the store has the hash.
struct Session: Sendable {
    let secret: String
    let identity: Identity

    static let lifetime: TimeInterval = 90 * 86_400
    private static let cookie = "feedline_session"

    /// Whether somebody has signed in with this browser, now or once.
    static func isCarried(by request: Request) -> Bool { request.cookie(cookie) != nil }

    /// nil if the request carries none, or one that has ended.
    static func find(_ request: Request, in reader: TimelineReader, at now: Date) async throws -> Session? {
        guard let secret = request.cookie(cookie),
            let identity = try await reader.identity(.session, secret: secret, at: now)
        else { return nil }
        return Session(secret: secret, identity: identity)
    }

    /// Signs somebody in, on this browser alone.
    ///
    /// - Parameter profile: whom they speak as; nil: the first one that their account speaks for.
    static func begin(
        _ account: AccountRecord,
        as profile: ProfileRecord? = nil,
        request: Request,
        store: TimelineStore,
        at now: Date
    ) async throws -> Secret {
        let secret = Secret()
        var token = NewToken(
            .session,
            accountID: account.id,
            profileID: (profile ?? account.profiles.first)?.id,
            label: Browser.name(request.headers[.userAgent] ?? ""),
            expiresAt: now + lifetime
        )
        token.scopes = .all
        try await store.issue(token, hash: secret.hash, at: now)
        return secret
    }

    /// What a browser is told to keep; nil: to forget. Scripts do not see it, and other sites cannot have it sent along with
    /// what they post (SameSite, RFC 6265bis section 5.6.7).
    static func setCookie(_ secret: Secret?, isSecure: Bool) -> String {
        let value = "\(cookie)=\(secret?.text ?? ""); Path=/; HttpOnly; SameSite=Lax"
        return value + "; Max-Age=\(secret == nil ? 0 : Int(lifetime))" + (isSecure ? "; Secure" : "")
    }

    /// What every form of this session carries. Whoever does not see our pages cannot know it.
    var formToken: String { FormToken.of(secret) }
}

/// The proof that a form was sent from one of our own pages.
enum FormToken {
    static let field = "form_token"
    private static let cookie = "feedline_form"

    static func of(_ secret: String) -> String { Secret.hash(of: "form." + secret).base64URL }

    /// For visitors who have no session yet: a secret of their browser's.
    static func visitor(_ request: Request) -> String? { request.cookie(cookie) }

    static func setCookie(_ secret: String, isSecure: Bool) -> String {
        "\(cookie)=\(secret); Path=/; HttpOnly; SameSite=Strict; Max-Age=86400" + (isSecure ? "; Secure" : "")
    }

    /// Whether a request that changes something comes from our own pages: by the token in it, and by what the browser
    /// says of where it is from.
    static func isValid(_ parameters: RequestParameters, _ request: Request, secret: String?, site: Site) -> Bool {
        guard let secret, let given = parameters.text(field), isOwn(request, site) else { return false }
        return Secret.hash(of: given) == Secret.hash(of: of(secret))
    }

    private static func isOwn(_ request: Request, _ site: Site) -> Bool {
        if let origin = request.headers[.origin], origin != site.origin, origin != request.ownOrigin { return false }
        guard let from = request.headers[.secFetchSite] else { return true }
        return from == "same-origin" || from == "none"
    }
}

extension Request {
    func cookie(_ name: String) -> String? {
        for line in headers[values: .cookie] {
            for pair in line.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == name {
                    return parts[1].trimmingCharacters(in: .whitespaces)
                }
            }
        }
        return nil
    }

    /// As a browser that is on this machine calls it.
    fileprivate var ownOrigin: String? { head.authority.map { "http://\($0)" } }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}

/// What a browser calls itself, short enough for a list of sessions.
private enum Browser {
    static func name(_ userAgent: String) -> String {
        let browsers = [("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS", "macOS"), ("Windows", "Windows"),
            ("Linux", "Linux"),
        ]
        let browser = browsers.first { userAgent.contains($0.0) }?.1
        let system = systems.first { userAgent.contains($0.0) }?.1
        return [browser ?? "Browser", system].compactMap { $0 }.joined(separator: ", ")
    }
}
