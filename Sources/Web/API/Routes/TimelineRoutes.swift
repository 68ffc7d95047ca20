internal import Foundation
internal import Hummingbird
internal import Timeline

/// Timelines, lists of marked posts, and search.
struct TimelineRoutes {
    let api: ClientAPI

    func add(to router: RouterGroup<VisitContext>) {
        router.get("/api/v1/timelines/home", use: home)
        router.get("/api/v1/timelines/public", use: everybody)
        router.get("/api/v1/timelines/tag/{tag}", use: tag)
        router.get("/api/v1/timelines/list/{id}", use: list)
        router.get("/api/v1/favourites", use: favourites)
        router.get("/api/v1/bookmarks", use: bookmarks)
        router.get("/api/v2/search", use: search)
        router.get("/api/v1/search", use: search)
    }

    @Sendable func home(_ request: Request, _ context: VisitContext) async throws -> Response {
        _ = try context.author("read:statuses")
        return try await api.timeline(.home, request, context)
    }

    @Sendable func everybody(_ request: Request, _ context: VisitContext) async throws -> Response {
        // There is nobody else's server behind this one.
        if try RequestParameters(query: request).flag("remote") == true { return .json(JSONWriter.emptyList) }
        return try await api.timeline(.everybody, request, context)
    }

    @Sendable func tag(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard let tag = context.parameters.get("tag")?.removingPercentEncoding, !tag.isEmpty else {
            throw APIError.notFound
        }
        return try await api.timeline(.tag(tag), request, context)
    }

    @Sendable func list(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:lists")
        let id = try context.id()
        guard try await api.reader.lists(of: author.profileID).contains(where: { $0.id == id }) else {
            throw APIError.notFound
        }
        return try await api.timeline(.list(id), request, context, scope: "read:lists")
    }

    @Sendable func favourites(_ request: Request, _ context: VisitContext) async throws -> Response {
        _ = try context.author("read:favourites")
        return try await api.timeline(.favourites, request, context, scope: "read:favourites")
    }

    @Sendable func bookmarks(_ request: Request, _ context: VisitContext) async throws -> Response {
        _ = try context.author("read:bookmarks")
        return try await api.timeline(.bookmarks, request, context, scope: "read:bookmarks")
    }

    // MARK: - Search

    @Sendable func search(_ request: Request, _ context: VisitContext) async throws -> Response {
        let viewer = try context.reader("read:search")
        let parameters = try RequestParameters(query: request)
        let words = parameters.text("q")?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        guard !words.isEmpty else { throw APIError(.badRequest, "q is missing") }
        let type = parameters.text("type")
        let page = PageRequest(parameters).query
        let offset = type == nil ? 0 : parameters.number("offset") ?? 0
        func wants(_ kind: String) -> Bool { type == nil || type == kind }

        let now = api.now()
        var json = JSONWriter()
        let people = wants("accounts") ? try await profiles(words, parameters, viewer, page.limit, offset) : []
        let tags = wants("hashtags") ? try await api.reader.search(tags: words, limit: page.limit, offset: offset) : []
        let posts =
            wants("statuses")
            ? try await posts(words, author: parameters.id("account_id"), viewer, page, offset, at: now) : []
        json.object {
            $0.field("accounts", people) { $0.account($1, api.site) }
            $0.field("statuses", posts) { $0.status($1, api.site, isSignedIn: viewer != .anybody) }
            $0.field("hashtags", tags) { $0.tag($1, isFollowed: nil, api.site) }
            $0.emptyList("collections")
        }
        return .json(json)
    }

    /// By a name, by `name@here`, or by the address of a profile.
    private func profiles(
        _ words: String,
        _ parameters: RequestParameters,
        _ viewer: Viewer,
        _ limit: Int,
        _ offset: Int
    ) async throws -> [ProfileRecord] {
        if let name = api.site.profileName(in: words),
            let profile = try await api.reader.profile(named: name, for: viewer)
        {
            return offset == 0 ? [profile] : []
        }
        return try await api.reader.search(
            profiles: words,
            onlyFollowed: parameters.flag("following") == true,
            for: viewer,
            limit: limit,
            offset: offset
        )
    }

    /// By words, or by the address of a post.
    private func posts(
        _ words: String,
        author: Int64?,
        _ viewer: Viewer,
        _ page: PageQuery,
        _ offset: Int,
        at now: Date
    ) async throws -> [SeenPost] {
        if let id = api.site.postID(in: words) {
            return try await api.reader.seen(id, by: viewer, at: now).map { [$0] } ?? []
        }
        // Mastodon keeps the words of others' posts from those who have not signed in.
        guard viewer != .anybody else { return [] }
        return try await api.reader.search(posts: words, by: author, for: viewer, page, offset: offset, at: now)
    }
}

extension ClientAPI {
    /// A page of a timeline with the way to the next.
    func timeline(
        _ source: TimelineSource,
        _ request: Request,
        _ context: VisitContext,
        scope: String = "read:statuses"
    ) async throws -> Response {
        let viewer = try context.reader(scope)
        return try await answer(request, for: viewer) {
            let page = PageRequest(try RequestParameters(query: request))
            let known = statuses.known()
            let glances = try await reader.glances(source, for: viewer, page.query, at: now()) { known.has($0) }
            let bodies = statuses.bodies(of: glances, known, site)
            var json = JSONWriter(capacity: glances.count * 3_000 + 16)
            json.array(glances) { json, glance in
                if let entry = glance.entry, entry.boost != nil {
                    return json.status(entry, site, isSignedIn: viewer != .anybody)
                }
                json.object {
                    $0.raw(bodies[glance.postID] ?? [])
                    if viewer != .anybody { $0.marks(glance.marks) }
                }
            }
            return JSONAnswer(json, headers: page.links(glances.map(\.id), request, site))
        }
    }

    /// A page of profiles with the way to the next.
    func people(_ source: PeopleSource, for viewer: Viewer, _ request: Request) async throws -> Response {
        let page = PageRequest(try RequestParameters(query: request), limit: 40, maximum: 80)
        let people = try await reader.people(source, for: viewer, page.query, at: now())
        var json = JSONWriter()
        json.array(people) { $0.account($1, site) }
        return .json(json, headers: page.links(people.map(\.id), request, site))
    }
}

extension JSONWriter {
    static var emptyList: JSONWriter {
        var json = JSONWriter(capacity: 2)
        json.array([String]()) { $0.value($1) }
        return json
    }
}
