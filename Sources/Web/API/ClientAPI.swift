internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Timeline

/// What all routes of the client API work with: Mastodon's, so that the programs people have already can be used.
struct ClientAPI: Sendable {
    let store: TimelineStore
    let site: Site
    let statuses: StatusCache
    private let answers = AnswerCache<AnswerKey, JSONAnswer>()
    private let ownAnswers = AnswerCache<AnswerKey, JSONAnswer>(maximumBytes: 2 << 20)
    private let identities = AnswerCache<Data, Identity>(maximumCount: 1_000)
    let now: @Sendable () -> Date

    init(store: TimelineStore, site: Site, now: @escaping @Sendable () -> Date) {
        self.store = store
        self.site = site
        self.now = now
        statuses = StatusCache(store.events)
    }

    var reader: TimelineReader { store.reader }

    /// Whose token it is; nil if it is nobody's, or was withdrawn.
    func identity(_ token: String, at now: Date) async throws -> Identity? {
        let revision = store.revision
        let key = Secret.hash(of: token)
        if let known = identities.answer(key, at: revision) {
            return known.expiresAt.map { $0 > now } ?? true ? known : nil
        }
        guard let identity = try await reader.identity(.access, secret: token, at: now) else { return nil }
        identities.keep(identity, bytes: 500, for: key, at: revision)
        return identity
    }

    /// Answers everybody who has not signed in alike until something changes that is shown, and whoever asks the same
    /// again, as programs that wait for news do, until anything is stored at all.
    func answer(
        _ request: Request,
        for viewer: Viewer,
        _ make: () async throws -> JSONAnswer
    ) async throws -> Response {
        let cache = viewer == .anybody ? answers : ownAnswers
        let changes = viewer == .anybody ? store.events.changes : store.revision
        let key = AnswerKey(viewer: viewer, address: request.uri.string, at: now())
        if let kept = cache.answer(key, at: changes) { return kept.response() }
        let answer = try await make()
        cache.keep(answer, bytes: answer.body.readableBytes + key.address.utf8.count, for: key, at: changes)
        return answer.response()
    }
}

/// What an answer depends on, besides the timeline.
struct AnswerKey: Hashable {
    let viewer: Viewer
    let address: String
    /// Mutes end, and nothing is stored when they do.
    let minute: Int

    init(viewer: Viewer, address: String, at now: Date) {
        self.viewer = viewer
        self.address = address
        minute = viewer == .anybody ? 0 : Int(now.timeIntervalSince1970 / 60)
    }
}

/// Finds out who makes a request, by the token in it.
///
/// Cookies mean nothing here: what another site has a browser send is never somebody's.
struct TokenAuthentication: RouterMiddleware {
    typealias Context = VisitContext

    let api: ClientAPI

    func handle(
        _ request: Request,
        context: VisitContext,
        next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        guard let token = request.bearerToken else { return try await next(request, context) }
        let now = api.now()
        guard let identity = try await api.identity(token, at: now) else { throw APIError.unauthorized }
        if now.timeIntervalSince(identity.usedAt) > 3_600 {
            try await api.store.noteUse(ofToken: identity.tokenID, at: now)
        }
        var context = context
        context.identity = identity
        return try await next(request, context)
    }
}

extension Request {
    /// RFC 6750; in the address only where a browser cannot do otherwise, for streams.
    var bearerToken: String? {
        if let header = headers[.authorization] {
            let parts = header.split(separator: " ")
            // A program's own name and secret are for those routes that ask for them.
            if parts.first?.lowercased() == "basic" { return nil }
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { return "" }
            return String(parts[1])
        }
        guard uri.path.hasPrefix("/api/v1/streaming") else { return nil }
        return uri.queryParameters["access_token"].map(String.init)
    }
}

extension VisitContext {
    /// Who speaks, if they let the program do what needs a scope such as `write:statuses`.
    func author(_ scope: String) throws(APIError) -> Author {
        guard let identity else { throw .unauthorized }
        guard let author = identity.author else { throw .needsUser }
        guard identity.scopes.allows(scope) else { throw .outsideScopes }
        return author
    }

    /// Who reads, for what everybody may ask for.
    func reader(_ scope: String) throws(APIError) -> Viewer {
        guard let identity, identity.profileID != nil else { return .anybody }
        guard identity.scopes.allows(scope) else { throw .outsideScopes }
        return identity.viewer
    }

    /// The number of what the address names.
    func id(_ name: String = "id") throws(APIError) -> Int64 {
        guard let text = parameters.get(name), let id = Int64(text) else { throw .notFound }
        return id
    }
}

/// The part of a list that a client asks for; what makes no sense is as good as nothing, as with Mastodon.
struct PageRequest {
    let query: PageQuery

    init(_ parameters: RequestParameters, limit standard: Int = 20, maximum: Int = 40) {
        let limit = min(max(parameters.number("limit") ?? standard, 1), maximum)
        let minimum = parameters.id("min_id")
        query = PageQuery(
            olderThan: parameters.id("max_id"),
            newerThan: minimum ?? parameters.id("since_id"),
            isAdjacent: minimum != nil,
            limit: limit
        )
    }

    /// Where the pages beside this one are (RFC 8288). Some clients look at the first relation only, which so is `next`.
    ///
    /// - Parameter ids: of what this page holds, the newest first.
    func links(_ ids: [Int64], _ request: Request, _ site: Site) -> HTTPFields {
        guard let newest = ids.first, let oldest = ids.last else { return [:] }
        var relations: [String] = []
        if ids.count >= query.limit { relations.append("<\(address("max_id", oldest, request, site))>; rel=\"next\"") }
        relations.append("<\(address("min_id", newest, request, site))>; rel=\"prev\"")
        return [.link: relations.joined(separator: ", ")]
    }

    private func address(_ name: String, _ id: Int64, _ request: Request, _ site: Site) -> String {
        let kept = (request.uri.query ?? "").split(separator: "&").filter { pair in
            let key = pair.prefix { $0 != "=" }
            return key != "max_id" && key != "min_id" && key != "since_id"
        }
        return site.absolute(request.uri.path) + "?" + (kept + ["\(name)=\(id)"]).joined(separator: "&")
    }
}

extension HTTPField.Name {
    fileprivate static let link = HTTPField.Name("Link") ?? .location
}
