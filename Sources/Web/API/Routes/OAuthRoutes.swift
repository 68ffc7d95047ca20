internal import Foundation
internal import Hummingbird
internal import Timeline

/// How programs are let in (RFC 6749, RFC 7636, RFC 7009, RFC 8414, as Mastodon's clients use them). The page on which
/// somebody agrees is `AuthorizationPages`.
struct OAuthRoutes {
    let api: ClientAPI
    let signIn: SignIn

    func add(to router: RouterGroup<VisitContext>) {
        router.post("/api/v1/apps", use: register)
        router.get("/api/v1/apps/verify_credentials", use: application)
        router.post("/oauth/token", use: token)
        router.post("/oauth/revoke", use: revoke)
        router.get("/oauth/userinfo", use: userInfo)
        router.get("/.well-known/oauth-authorization-server", use: metadata)
    }

    // MARK: - Programs

    @Sendable func register(_ request: Request, _ context: VisitContext) async throws -> Response {
        let parameters = try await RequestParameters(request)
        let name = PostText.written(parameters.text("client_name") ?? "").replacing("\n", with: " ")
        guard !name.isEmpty, PostText.fits(name, 100) else {
            throw APIError.invalid("client_name needs 1 to 100 characters")
        }
        let addresses = parameters.texts("redirect_uris").flatMap {
            $0.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        guard (1...20).contains(addresses.count), addresses.allSatisfy(RedirectAddress.isAcceptable) else {
            throw APIError.invalid("redirect_uris has to name 1 to 20 addresses, or urn:ietf:wg:oauth:2.0:oob")
        }
        let scopes = Scopes(parameters.text("scopes") ?? "read")
        guard scopes.areKnown else { throw APIError.invalid("scopes holds one that there is not") }
        let secret = Secret()
        let application = try await api.store.addApplication(
            ApplicationRecord(
                name: name,
                website: parameters.text("website").flatMap { $0.utf8.count > 2_000 ? nil : WebLink($0)?.address },
                redirectURIs: addresses,
                scopes: scopes,
                clientID: Secret().text,
                secretHash: secret.hash,
                createdAt: api.now()
            )
        )
        return .json(application.json { $0.field("client_secret", secret.text) })
    }

    @Sendable func application(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard let id = context.identity?.applicationID, let application = try await api.reader.application(id: id)
        else {
            throw APIError.unauthorized
        }
        return .json(application.json { _ in })
    }

    // MARK: - Tokens

    @Sendable func token(_ request: Request, _ context: VisitContext) async throws -> Response {
        let parameters = try await RequestParameters(request)
        let application = try await client(request, parameters)
        let asked = parameters.text("scope").map(Scopes.init)
        if let asked, !asked.areKnown || !application.scopes.covers(asked) { throw OAuthError.invalidScope }
        var token: NewToken
        switch parameters.text("grant_type") {
        case "authorization_code": token = try await redeem(parameters, application)
        case "password": token = try await byPassword(parameters, asked ?? application.scopes, .init(request, context))
        case "client_credentials":
            token = NewToken(.access)
            token.scopes = asked ?? application.scopes
        default:
            throw APIError(
                .badRequest,
                "unsupported_grant_type",
                description: "Known here are authorization_code, password and client_credentials"
            )
        }
        token.kind = .access
        token.applicationID = application.id
        token.redirectURI = nil
        token.challenge = nil
        token.expiresAt = nil
        let secret = Secret()
        try await api.store.issue(token, hash: secret.hash, at: api.now())
        var json = JSONWriter(capacity: 256)
        json.object {
            $0.field("access_token", secret.text)
            $0.field("token_type", "Bearer")
            $0.field("scope", token.scopes.text)
            $0.field("created_at", Int(api.now().timeIntervalSince1970))
        }
        return .json(json)
    }

    /// The program, by its identifier and its secret in the body or as RFC 7617 has it.
    private func client(_ request: Request, _ parameters: RequestParameters) async throws -> ApplicationRecord {
        let basic = request.basicCredentials
        guard let id = basic?.name ?? parameters.text("client_id"),
            let application = try await api.reader.application(clientID: id)
        else { throw OAuthError.invalidClient }
        let secret = basic?.password ?? parameters.text("client_secret")
        // A program in a browser keeps no secret; its code is sealed instead.
        let isPublic =
            secret == nil && parameters.text("grant_type") == "authorization_code" && parameters.has("code_verifier")
        guard isPublic || secret.map(Secret.hash) == application.secretHash else { throw OAuthError.invalidClient }
        return application
    }

    private func redeem(_ parameters: RequestParameters, _ application: ApplicationRecord) async throws -> NewToken {
        guard let code = parameters.text("code"),
            let token = try await api.store.redeem(.code, code, at: api.now()),
            token.applicationID == application.id,
            token.redirectURI == parameters.text("redirect_uri")
        else { throw OAuthError.invalidGrant }
        if let challenge = token.challenge {
            let verifier = parameters.text("code_verifier") ?? ""
            guard Secret.hash(of: verifier).base64URL == challenge else { throw OAuthError.invalidGrant }
        } else if parameters.has("code_verifier") {
            // Somebody has taken the seal off on the way (RFC 9700, section 4.8.2).
            throw OAuthError.invalidGrant
        }
        return token
    }

    private func byPassword(
        _ parameters: RequestParameters,
        _ scopes: Scopes,
        _ address: ClientAddress
    ) async throws -> NewToken {
        let person = try await signIn.person(
            parameters.text("username") ?? "",
            password: parameters.text("password") ?? "",
            from: address
        )
        guard let person, let profile = person.profile else { throw OAuthError.invalidGrant }
        var token = NewToken(.access, accountID: person.account.id, profileID: profile.id)
        token.scopes = scopes
        return token
    }

    @Sendable func revoke(_ request: Request, _ context: VisitContext) async throws -> Response {
        let parameters = try await RequestParameters(request)
        let application = try await client(request, parameters)
        if let token = parameters.text("token") { try await api.store.revoke(token, ofApplication: application.id) }
        return .emptyJSON
    }

    // MARK: - Descriptions

    @Sendable func userInfo(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("profile")
        guard let profile = try await api.reader.profile(id: author.profileID, for: .anybody) else {
            throw APIError.notFound
        }
        let home = api.site.absolute(api.site.profile(profile.name))
        var json = JSONWriter()
        json.object {
            $0.field("iss", api.site.origin)
            $0.field("sub", home)
            $0.field("name", profile.displayName)
            $0.field("preferred_username", profile.name)
            $0.field("profile", home)
            $0.field("picture", api.site.absolute(api.site.avatar(of: profile)))
        }
        return .json(json)
    }

    /// For addresses with https alone (RFC 8414, section 2): clients refuse others, and do well without.
    @Sendable func metadata(_ request: Request, _ context: VisitContext) async throws -> Response {
        let origin = api.site.origin
        guard origin.hasPrefix("https://") else { throw APIError.notFound }
        var json = JSONWriter()
        json.object {
            $0.field("issuer", origin + "/")
            $0.field("authorization_endpoint", origin + "/oauth/authorize")
            $0.field("token_endpoint", origin + "/oauth/token")
            $0.field("revocation_endpoint", origin + "/oauth/revoke")
            $0.field("userinfo_endpoint", origin + "/oauth/userinfo")
            $0.field("app_registration_endpoint", origin + "/api/v1/apps")
            $0.field("service_documentation", "https://docs.joinmastodon.org/")
            $0.field("scopes_supported", ["read", "write", "follow", "push", "profile"])
            $0.field("response_types_supported", ["code"])
            $0.field("response_modes_supported", ["query"])
            $0.field("grant_types_supported", ["authorization_code", "password", "client_credentials"])
            $0.field("token_endpoint_auth_methods_supported", ["client_secret_basic", "client_secret_post", "none"])
            $0.field("code_challenge_methods_supported", ["S256"])
        }
        return .json(json)
    }
}

/// RFC 6749, section 5.2.
enum OAuthError {
    static let invalidClient = APIError(
        .unauthorized,
        "invalid_client",
        description: "Client authentication failed due to unknown client or a wrong secret"
    )
    static let invalidGrant = APIError(
        .badRequest,
        "invalid_grant",
        description: "The authorization is invalid, has expired, or was given to another client or address"
    )
    static let invalidScope = APIError(
        .badRequest,
        "invalid_scope",
        description: "The requested scope is unknown, or was not registered"
    )
}

/// Where a program wants people to be sent back to.
enum RedirectAddress {
    /// The code is shown, for people to copy.
    static let outOfBand = "urn:ietf:wg:oauth:2.0:oob"

    /// Any scheme that is a program's own; none that a browser runs or shows as a page of ours.
    static func isAcceptable(_ address: String) -> Bool {
        if address == outOfBand { return true }
        guard address.utf8.count <= 2_000, address.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }),
            let scheme = address.firstIndex(of: ":").map({ address[..<$0].lowercased() }),
            scheme.wholeMatch(of: /[a-z][a-z0-9+.\-]*/) != nil, !address.contains("#")
        else { return false }
        if scheme == "http" || scheme == "https" { return WebLink(address)?.host.isEmpty == false }
        return !["javascript", "data", "vbscript", "file", "about", "blob", "view-source", "urn"].contains(scheme)
    }

    /// The address with what the program is told.
    static func adding(_ parameters: [(String, String)], to address: String) -> String {
        let query = parameters.map { name, value in "\(name)=\(value.urlEncoded)" }.joined(separator: "&")
        return address + (address.contains("?") ? "&" : "?") + query
    }
}

extension String {
    /// As a value in the query of an address.
    var urlEncoded: String {
        addingPercentEncoding(
            withAllowedCharacters: .alphanumerics.intersection(.urlQueryAllowed).union(.init(charactersIn: "-._~"))
        )
            ?? ""
    }
}

extension Request {
    /// RFC 7617.
    fileprivate var basicCredentials: (name: String, password: String)? {
        guard let parts = headers[.authorization]?.split(separator: " ", maxSplits: 1), parts.count == 2,
            parts[0].lowercased() == "basic", let data = Data(base64Encoded: String(parts[1]))
        else { return nil }
        let pair = String(decoding: data, as: UTF8.self).split(
            separator: ":",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        return pair.count == 2 ? (String(pair[0]), String(pair[1])) : nil
    }
}

extension ApplicationRecord {
    fileprivate func json(_ more: (inout JSONWriter) -> Void) -> JSONWriter {
        var json = JSONWriter()
        json.object {
            $0.field("id", id: id)
            $0.field("name", name)
            $0.field("website", website)
            $0.field("scopes", scopes.words)
            $0.field("redirect_uris", redirectURIs)
            $0.field("redirect_uri", redirectURIs.joined(separator: "\n"))
            $0.field("client_id", clientID)
            // There is no web push; the old field has to be there.
            $0.field("vapid_key", "")
            more(&$0)
        }
        return json
    }
}
