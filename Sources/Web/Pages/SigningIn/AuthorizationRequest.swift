internal import Timeline

/// What a program asks for when it sends somebody here (RFC 6749 section 4.1.1, RFC 7636).
struct AuthorizationRequest: Sendable {
    let application: ApplicationRecord
    /// One of the application's.
    let redirectURI: String
    let scopes: Scopes
    let state: String?
    /// By S256.
    let challenge: String?

    /// Why nobody is asked. The one who came is told; nobody is sent on, for whoever registers a program could have people
    /// sent anywhere by a mistake of its own making (RFC 9700, section 4.11.2).
    enum Flaw: Error {
        case program
        case redirect
        case responseType
        case scope
        case challenge

        var phrase: ConsentPhrase {
            switch self {
            case .program: .unknownProgram
            case .redirect: .wrongRedirect
            case .responseType: .wrongResponseType
            case .scope: .wrongScope
            case .challenge: .wrongChallenge
            }
        }
    }

    init(_ parameters: RequestParameters, _ reader: TimelineReader) async throws {
        guard let clientID = parameters.text("client_id"),
            let application = try await reader.application(clientID: clientID)
        else { throw Flaw.program }
        guard let redirectURI = parameters.text("redirect_uri"), application.redirectURIs.contains(redirectURI) else {
            throw Flaw.redirect
        }
        guard parameters.text("response_type") == "code" else { throw Flaw.responseType }
        let asked = parameters.text("scope").map(Scopes.init) ?? Scopes("read")
        let scopes = asked.words.isEmpty ? Scopes("read") : asked
        guard scopes.areKnown, application.scopes.covers(scopes) else { throw Flaw.scope }
        let challenge = parameters.text("code_challenge").flatMap { $0.isEmpty ? nil : $0 }
        let method = parameters.text("code_challenge_method") ?? ""
        // The method that is meant by none, `plain`, seals nothing.
        guard challenge == nil ? method.isEmpty || method == "S256" : method == "S256" else { throw Flaw.challenge }
        if let challenge, challenge.wholeMatch(of: /[A-Za-z0-9_\-]{43}/) == nil { throw Flaw.challenge }
        self.application = application
        self.redirectURI = redirectURI
        self.scopes = scopes
        state = parameters.text("state")
        self.challenge = challenge
    }

    var isOutOfBand: Bool { redirectURI == RedirectAddress.outOfBand }

    /// The parameters that say it once more.
    var fields: [(name: String, value: String)] {
        [
            ("response_type", "code"), ("client_id", application.clientID), ("redirect_uri", redirectURI),
            ("scope", scopes.text), ("state", state), ("code_challenge", challenge),
            ("code_challenge_method", challenge == nil ? nil : "S256"),
        ]
        .compactMap { name, value in value.map { (name, $0) } }
    }

    /// Its address without the wish that one signs in anew.
    var path: OwnPath? {
        OwnPath("/oauth/authorize?" + fields.map { "\($0.name)=\($0.value.urlEncoded)" }.joined(separator: "&"))
    }

    /// Where a browser may be sent in the end, as a source in a policy; nil for nowhere.
    var formTarget: String? {
        guard !isOutOfBand, let colon = redirectURI.firstIndex(of: ":") else { return nil }
        let scheme = redirectURI[...colon].lowercased()
        guard scheme == "http:" || scheme == "https:" else { return scheme }
        let rest = redirectURI[redirectURI.index(after: colon)...].drop { $0 == "/" }
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "\\" }
        let host = authority.split(separator: "@").last ?? ""
        // The grammar of policies knows no addresses of IPv6.
        guard host.wholeMatch(of: /[A-Za-z0-9.\-]+(:[0-9]{1,5})?/) != nil else { return scheme }
        return "\(scheme)//\(host)"
    }

    /// For people: the host that they are sent to, or the program's own scheme.
    var destination: String { WebLink(redirectURI)?.host ?? String(redirectURI.prefix { $0 != ":" }) + ":" }
}
