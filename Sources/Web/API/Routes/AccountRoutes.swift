internal import Foundation
internal import Hummingbird
internal import Timeline

/// Profiles, and what the one who asks has to do with them.
struct AccountRoutes {
    let api: ClientAPI

    func add(to router: RouterGroup<VisitContext>) {
        router.get("/api/v1/accounts/verify_credentials", use: own)
        router.patch("/api/v1/accounts/update_credentials", use: change)
        router.get("/api/v1/accounts/lookup", use: lookup)
        router.get("/api/v1/accounts/search", use: search)
        router.get("/api/v1/accounts/relationships", use: relationships)
        router.get("/api/v1/accounts/familiar_followers", use: familiarFollowers)
        router.get("/api/v1/accounts", use: several)
        router.get("/api/v1/accounts/{id}", use: account)
        router.get("/api/v1/accounts/{id}/statuses", use: statuses)
        router.get("/api/v1/accounts/{id}/followers") { try await people($0, $1) { .followers(of: $0) } }
        router.get("/api/v1/accounts/{id}/following") { try await people($0, $1) { .following(of: $0) } }
        router.get("/api/v1/accounts/{id}/lists", use: lists)
        router.get("/api/v1/accounts/{id}/featured_tags") { _, _ in Response.json(.emptyList) }
        router.get("/api/v1/accounts/{id}/endorsements") { _, _ in Response.json(.emptyList) }
        router.get("/api/v1/profile", use: own)
    }

    // MARK: - One's own

    @Sendable func own(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard context.identity != nil else { throw APIError.unauthorized }
        let scopes = context.identity?.scopes
        guard scopes?.allows("read:accounts") == true || scopes?.allows("profile") == true else {
            throw APIError.outsideScopes
        }
        guard let id = context.viewer.profileID else { throw APIError.needsUser }
        return try await credentials(id)
    }

    private func credentials(_ id: Int64) async throws -> Response {
        guard let profile = try await api.reader.profile(id: id, for: Viewer(profileID: id)) else {
            throw APIError.notFound
        }
        let requests = try await api.reader.people(
            .requests(to: id),
            for: .anybody,
            PageQuery(limit: 100),
            at: api.now()
        )
        var json = JSONWriter()
        json.account(profile, api.site, credentials: .init(requestCount: requests.count))
        return .json(json)
    }

    @Sendable func change(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:accounts")
        let parameters = try await RequestParameters(request, maximumBody: UploadLimits.requestBytes)
        var change = ProfileChange()
        change.displayName = parameters.text("display_name")
        change.bio = parameters.text("note")
        change.isLocked = parameters.flag("locked")
        change.isDiscoverable = parameters.flag("discoverable")
        change.hidesRelations = parameters.flag("hide_collections")
        change.isSensitive = parameters.flag("source[sensitive]")
        change.language = parameters.text("source[language]").flatMap { $0.isEmpty ? nil : $0 }
        if let word = parameters.text("source[privacy]") {
            guard let audience = Audience(visibility: word), audience != .direct else {
                throw APIError.invalid("\(word) is no audience")
            }
            change.defaultAudience = audience
        }
        let fields = parameters.indices(of: "fields_attributes")
        if !fields.isEmpty {
            change.fields = fields.compactMap { index in
                let name = parameters.text("fields_attributes[\(index)][name]") ?? ""
                let value = parameters.text("fields_attributes[\(index)][value]") ?? ""
                return name.isEmpty && value.isEmpty ? nil : ProfileField(name: name, value: value)
            }
        }
        change.avatar = try await picture("avatar", parameters, author)
        change.header = try await picture("header", parameters, author)
        try await api.store.change(author.profileID, change, at: api.now())
        return try await credentials(author.profileID)
    }

    /// The name of a picture's file; nil if there is none in the request.
    private func picture(_ name: String, _ parameters: RequestParameters, _ author: Author) async throws -> String? {
        guard let file = parameters.files[name] else { return nil }
        return try await api.store.keepPicture(file.picture(), by: author.profileID, at: api.now()).name
    }

    // MARK: - Others

    @Sendable func account(_ request: Request, _ context: VisitContext) async throws -> Response {
        let profile = try await require(context.id(), context)
        var json = JSONWriter()
        json.account(profile, api.site)
        return .json(json)
    }

    @Sendable func several(_ request: Request, _ context: VisitContext) async throws -> Response {
        let viewer = try context.reader("read:accounts")
        var found: [ProfileRecord] = []
        for id in try RequestParameters(query: request).ids("id").prefix(80) {
            if let profile = try await api.reader.profile(id: id, for: viewer) { found.append(profile) }
        }
        var json = JSONWriter()
        json.array(found) { $0.account($1, api.site) }
        return .json(json)
    }

    @Sendable func lookup(_ request: Request, _ context: VisitContext) async throws -> Response {
        let viewer = try context.reader("read:accounts")
        let name = try RequestParameters(query: request).text("acct") ?? ""
        guard let profile = try await api.reader.profile(named: api.site.localName(name) ?? "", for: viewer)
        else {
            throw APIError.notFound
        }
        var json = JSONWriter()
        json.account(profile, api.site)
        return .json(json)
    }

    @Sendable func search(_ request: Request, _ context: VisitContext) async throws -> Response {
        _ = try context.author("read:accounts")
        let parameters = try RequestParameters(query: request)
        let words = parameters.text("q") ?? ""
        let people = try await api.reader.search(
            profiles: api.site.localName(words) ?? words,
            onlyFollowed: parameters.flag("following") == true,
            for: context.viewer,
            limit: min(parameters.number("limit") ?? 40, 80),
            offset: parameters.number("offset") ?? 0
        )
        var json = JSONWriter()
        json.array(people) { $0.account($1, api.site) }
        return .json(json)
    }

    @Sendable func statuses(_ request: Request, _ context: VisitContext) async throws -> Response {
        let profile = try await require(context.id(), context, "read:statuses")
        let parameters = try RequestParameters(query: request)
        var filter = TimelineSource.ProfileFilter()
        filter.withoutReplies = parameters.flag("exclude_replies") ?? false
        filter.withoutBoosts = parameters.flag("exclude_reblogs") ?? false
        filter.onlyMedia = parameters.flag("only_media") ?? false
        filter.onlyPinned = parameters.flag("pinned") ?? false
        filter.tag = parameters.text("tagged")
        return try await api.timeline(.profile(profile.id, filter), request, context)
    }

    private func people(
        _ request: Request,
        _ context: VisitContext,
        _ source: (Int64) -> PeopleSource
    ) async throws -> Response {
        let profile = try await require(context.id(), context)
        return try await api.people(source(profile.id), for: context.viewer, request)
    }

    private func require(
        _ id: Int64,
        _ context: VisitContext,
        _ scope: String = "read:accounts"
    ) async throws -> ProfileRecord {
        guard let profile = try await api.reader.profile(id: id, for: context.reader(scope)) else {
            throw APIError.notFound
        }
        return profile
    }

    // MARK: - Between them

    @Sendable func relationships(_ request: Request, _ context: VisitContext) async throws -> Response {
        _ = try context.author("read:follows")
        let ids = try RequestParameters(query: request).ids("id")
        let relationships = try await api.reader.relationships(of: context.viewer, to: ids, at: api.now())
        var json = JSONWriter()
        json.array(relationships) { $0.relationship($1) }
        return .json(json)
    }

    @Sendable func familiarFollowers(_ request: Request, _ context: VisitContext) async throws -> Response {
        _ = try context.author("read:follows")
        var json = JSONWriter()
        json.array(try RequestParameters(query: request).ids("id")) { json, id in
            json.object {
                $0.field("id", id: id)
                $0.emptyList("accounts")
            }
        }
        return .json(json)
    }

    @Sendable func lists(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:lists")
        var json = JSONWriter()
        json.array(try await api.reader.lists(of: author.profileID, holding: context.id())) { $0.list($1) }
        return .json(json)
    }
}
