internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Timeline

/// Posts: reading one, writing, editing, deleting, and what readers do with them.
struct StatusRoutes {
    let api: ClientAPI

    func add(to router: RouterGroup<VisitContext>) {
        router.post("/api/v1/statuses", use: publish)
        router.get("/api/v1/statuses", use: several)
        router.get("/api/v1/statuses/{id}", use: status)
        router.put("/api/v1/statuses/{id}", use: edit)
        router.delete("/api/v1/statuses/{id}", use: delete)
        router.get("/api/v1/statuses/{id}/context", use: context)
        router.get("/api/v1/statuses/{id}/source", use: source)
        router.get("/api/v1/statuses/{id}/history", use: history)
        router.get("/api/v1/statuses/{id}/card", use: card)
        router.get("/api/v1/statuses/{id}/favourited_by") { try await people($0, $1) { .favourited($0) } }
        router.get("/api/v1/statuses/{id}/reblogged_by") { try await people($0, $1) { .boosted($0) } }
        addReactions(to: router)
    }

    private func addReactions(to router: RouterGroup<VisitContext>) {
        let now = api.now
        react(router, "favourite", "write:favourites") { try await $0.favourite($1, by: $2.profileID, at: now()) }
        react(router, "unfavourite", "write:favourites") { try await $0.unfavourite($1, by: $2.profileID, at: now()) }
        react(router, "bookmark", "write:bookmarks") { try await $0.bookmark($1, by: $2.profileID, at: now()) }
        react(router, "unbookmark", "write:bookmarks") { try await $0.unbookmark($1, by: $2.profileID, at: now()) }
        react(router, "unreblog", "write:statuses") { try await $0.unboost($1, by: $2.profileID, at: now()) }
        react(router, "pin", "write:accounts") { try await $0.pin($1, true, by: $2.profileID, at: now()) }
        react(router, "unpin", "write:accounts") { try await $0.pin($1, false, by: $2.profileID, at: now()) }
        react(router, "mute", "write:mutes") { try await $0.muteThread(of: $1, true, by: $2.profileID, at: now()) }
        react(router, "unmute", "write:mutes") { try await $0.muteThread(of: $1, false, by: $2.profileID, at: now()) }
        router.post("/api/v1/statuses/{id}/reblog") { _, context in
            let author = try context.author("write:statuses")
            let boost = try await api.store.boost(context.id(), as: author, at: now())
            return try await respond(entry: boost, author)
        }
    }

    private func react(
        _ router: RouterGroup<VisitContext>,
        _ verb: String,
        _ scope: String,
        _ work: @escaping @Sendable (TimelineStore, _ post: Int64, _ author: Author) async throws -> Void
    ) {
        router.post("/api/v1/statuses/{id}/\(verb)") { _, context in
            let author = try context.author(scope)
            try await work(api.store, context.id(), author)
            return try await respond(post: context.id(), author)
        }
    }

    // MARK: - Reading

    @Sendable func status(_ request: Request, _ context: VisitContext) async throws -> Response {
        let viewer = try context.reader("read:statuses")
        let id = try context.id()
        return try await api.answer(request, for: viewer) {
            guard let entry = try await api.reader.entry(id, for: viewer, at: api.now()) else {
                throw APIError.notFound
            }
            var json = JSONWriter()
            json.status(entry, api.site, isSignedIn: viewer != .anybody)
            return JSONAnswer(json)
        }
    }

    @Sendable func several(_ request: Request, _ context: VisitContext) async throws -> Response {
        let viewer = try context.reader("read:statuses")
        var entries: [TimelineEntry] = []
        for id in try RequestParameters(query: request).ids("id").prefix(100) {
            if let entry = try await api.reader.entry(id, for: viewer, at: api.now()) { entries.append(entry) }
        }
        var json = JSONWriter()
        json.array(entries) { $0.status($1, api.site, isSignedIn: viewer != .anybody) }
        return .json(json)
    }

    @Sendable func context(_ request: Request, _ context: VisitContext) async throws -> Response {
        let viewer = try context.reader("read:statuses")
        let id = try context.id()
        return try await api.answer(request, for: viewer) {
            guard let around = try await api.reader.context(of: id, for: viewer, at: api.now()) else {
                throw APIError.notFound
            }
            var json = JSONWriter()
            json.object {
                $0.field("ancestors", around.ancestors) { $0.status($1, api.site, isSignedIn: viewer != .anybody) }
                $0.field("descendants", around.descendants) { $0.status($1, api.site, isSignedIn: viewer != .anybody) }
            }
            return JSONAnswer(json)
        }
    }

    @Sendable func source(_ request: Request, _ context: VisitContext) async throws -> Response {
        _ = try context.author("read:statuses")
        let seen = try await require(context)
        var json = JSONWriter(capacity: 512)
        json.object {
            $0.field("id", id: seen.post.id)
            $0.field("text", seen.post.text)
            $0.field("spoiler_text", seen.post.warning)
        }
        return .json(json)
    }

    @Sendable func history(_ request: Request, _ context: VisitContext) async throws -> Response {
        let viewer = try context.reader("read:statuses")
        let seen = try await require(context)
        let versions = try await api.reader.history(ofPost: seen.post.id, for: viewer, at: api.now()) ?? []
        var json = JSONWriter()
        json.array(versions) { json, version in
            var then = seen
            then.post.text = version.text
            json.object {
                $0.field("content", ContentHTML(then, api.site).text)
                $0.field("spoiler_text", version.warning)
                $0.field("sensitive", version.isSensitive)
                $0.field("created_at", version.writtenAt)
                $0.name("account")
                $0.account(seen.author, api.site)
                $0.field("media_attachments", seen.media) { $0.attachment($1, api.site) }
                $0.emptyList("emojis")
            }
        }
        return .json(json)
    }

    /// The card alone; the whole status has it too.
    @Sendable func card(_ request: Request, _ context: VisitContext) async throws -> Response {
        let seen = try await require(context)
        var json = JSONWriter()
        json.card(of: seen)
        return .json(json)
    }

    private func people(
        _ request: Request,
        _ context: VisitContext,
        _ source: (Int64) -> PeopleSource
    ) async throws -> Response {
        let seen = try await require(context)
        return try await api.people(source(seen.post.id), for: context.viewer, request)
    }

    private func require(_ context: VisitContext) async throws -> SeenPost {
        let viewer = try context.reader("read:statuses")
        guard let seen = try await api.reader.seen(context.id(), by: viewer, at: api.now()) else {
            throw APIError.notFound
        }
        return seen
    }

    // MARK: - Writing

    @Sendable func publish(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:statuses")
        let parameters = try await RequestParameters(request)
        let draft = try await draft(parameters, author)
        let key = request.headers[.idempotencyKey].flatMap { idempotencyKey($0, context.identity) }
        guard let due = parameters.text("scheduled_at") else {
            let id = try await api.store.publish(
                draft,
                as: author,
                site: api.site.shortLinks,
                key: key,
                at: api.now()
            )
            return try await respond(post: id, author)
        }
        guard let date = Date(timestamp: due) else {
            throw APIError.invalid("scheduled_at is no date such as 2026-11-22T12:00:00Z")
        }
        let id = try await api.store.schedule(
            draft,
            as: author,
            due: date,
            site: api.site.shortLinks,
            key: key,
            at: api.now()
        )
        return try await ScheduledRoutes(api: api).respond(id, of: author.profileID)
    }

    @Sendable func edit(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:statuses")
        let parameters = try await RequestParameters(request)
        let id = try context.id()
        guard let seen = try await api.reader.seen(id, by: context.viewer, at: api.now()) else {
            throw APIError.notFound
        }
        var draft = try await draft(parameters, author)
        if !parameters.has("media_ids") { draft.mediaIDs = seen.media.map(\.id) }
        try await api.store.edit(id, to: draft, as: author, site: api.site.shortLinks, at: api.now())
        for index in parameters.indices(of: "media_attributes") {
            guard let picture = parameters.id("media_attributes[\(index)][id]"), draft.mediaIDs.contains(picture) else {
                continue
            }
            let text = parameters.text("media_attributes[\(index)][description]")
            try await api.store.describeMedia(picture, description: text, focus: nil, by: author.profileID)
        }
        return try await respond(post: id, author)
    }

    /// Answers with what was deleted and its source, so that it can be written anew.
    @Sendable func delete(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:statuses")
        guard let seen = try await api.reader.seen(context.id(), by: context.viewer, at: api.now()) else {
            throw APIError.notFound
        }
        try await api.store.delete(seen.post.id, by: author.profileID, at: api.now())
        var json = JSONWriter()
        json.status(seen, api.site, isSignedIn: true, source: seen.post.text)
        return .json(json)
    }

    private func draft(_ parameters: RequestParameters, _ author: Author) async throws -> PostDraft {
        let profile = try await api.reader.profile(id: author.profileID, for: Viewer(profileID: author.profileID))
        var audience = profile?.defaultAudience ?? .public
        if let word = parameters.text("visibility"), !word.isEmpty {
            guard let asked = Audience(visibility: word) else { throw APIError.invalid("\(word) is no visibility") }
            audience = asked
        }
        let list = parameters.id("list_id")
        let parent = parameters.text("in_reply_to_id").flatMap { $0.isEmpty ? nil : $0 }
        return PostDraft(
            text: parameters.text("status") ?? "",
            warning: parameters.text("spoiler_text") ?? "",
            isSensitive: parameters.flag("sensitive") ?? profile?.isSensitive ?? false,
            language: parameters.text("language").flatMap { $0.isEmpty ? nil : $0 },
            audience: list == nil ? audience : .list,
            listID: list,
            replyToID: try parent.map { text in
                guard let id = Int64(text) else { throw APIError.notFound }
                return id
            },
            mediaIDs: parameters.ids("media_ids")
        )
    }

    /// Of one token's requests alone. The number of one that has ended is given to the next, which may be another's.
    private func idempotencyKey(_ text: String, _ identity: Identity?) -> Data? {
        guard let identity, let profile = identity.profileID, !text.isEmpty else { return nil }
        return Data(SHA256.hash(data: Data("\(profile) \(identity.tokenID) \(text)".utf8)))
    }

    private func respond(post id: Int64, _ author: Author) async throws -> Response {
        guard let seen = try await api.reader.seen(id, by: Viewer(profileID: author.profileID), at: api.now()) else {
            throw APIError.notFound
        }
        var json = JSONWriter()
        json.status(seen, api.site, isSignedIn: true)
        return .json(json)
    }

    private func respond(entry id: Int64, _ author: Author) async throws -> Response {
        let viewer = Viewer(profileID: author.profileID)
        guard let entry = try await api.reader.entry(id, for: viewer, at: api.now()) else { throw APIError.notFound }
        var json = JSONWriter()
        json.status(entry, api.site, isSignedIn: true)
        return .json(json)
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .ifMatch
}
