internal import Foundation
internal import Hummingbird
internal import Timeline

/// Following, blocking, muting; each answers with what the two are to one another from then on.
struct RelationRoutes {
    let api: ClientAPI

    func add(to router: RouterGroup<VisitContext>) {
        router.post("/api/v1/accounts/{id}/follow", use: follow)
        change(router, "unfollow", "write:follows") { try await $0.unfollow($1, by: $2) }
        change(router, "remove_from_followers", "write:follows") { try await $0.removeFollower($1, of: $2) }
        let now = api.now
        change(router, "block", "write:blocks") { try await $0.block($1, by: $2, at: now()) }
        change(router, "unblock", "write:blocks") { try await $0.unblock($1, by: $2) }
        router.post("/api/v1/accounts/{id}/mute", use: mute)
        change(router, "unmute", "write:mutes") { try await $0.unmute($1, by: $2) }
        // A private note on somebody, and their endorsement, are not kept.
        change(router, "note", "write:accounts") { _, _, _ in }
        change(router, "pin", "write:accounts") { _, _, _ in }
        change(router, "unpin", "write:accounts") { _, _, _ in }
        router.get("/api/v1/blocks") { request, context in
            let author = try context.author("read:blocks")
            return try await api.people(.blocked(by: author.profileID), for: context.viewer, request)
        }
        router.get("/api/v1/mutes") { request, context in
            let author = try context.author("read:mutes")
            return try await api.people(.muted(by: author.profileID), for: context.viewer, request)
        }
        router.get("/api/v1/follow_requests") { request, context in
            let author = try context.author("read:follows")
            return try await api.people(.requests(to: author.profileID), for: context.viewer, request)
        }
        router.post("/api/v1/follow_requests/{id}/authorize") { _, context in
            let author = try context.author("write:follows")
            try await api.store.acceptFollower(context.id(), of: author.profileID, at: now())
            return try await relationship(context)
        }
        router.post("/api/v1/follow_requests/{id}/reject") { _, context in
            let author = try context.author("write:follows")
            try await api.store.removeFollower(context.id(), of: author.profileID)
            return try await relationship(context)
        }
        router.get("/api/v1/tags/{name}", use: tag)
        router.post("/api/v1/tags/{name}/follow") { try await followTag($0, $1, true) }
        router.post("/api/v1/tags/{name}/unfollow") { try await followTag($0, $1, false) }
        router.get("/api/v1/followed_tags", use: followedTags)
    }

    private func change(
        _ router: RouterGroup<VisitContext>,
        _ verb: String,
        _ scope: String,
        _ work: @escaping @Sendable (TimelineStore, _ target: Int64, _ profile: Int64) async throws -> Void
    ) {
        router.post("/api/v1/accounts/{id}/\(verb)") { _, context in
            let author = try context.author(scope)
            try await require(context)
            try await work(api.store, context.id(), author.profileID)
            return try await relationship(context)
        }
    }

    private func require(_ context: VisitContext) async throws {
        guard try await api.reader.profile(id: context.id(), for: .anybody) != nil else { throw APIError.notFound }
    }

    private func relationship(_ context: VisitContext) async throws -> Response {
        let found = try await api.reader.relationships(of: context.viewer, to: [context.id()], at: api.now())
        // One who has blocked is not seen, and what they are to one another still has an answer.
        let relationship = try found.first ?? Relationship(blockedBy: context.id())
        var json = JSONWriter(capacity: 512)
        json.relationship(relationship)
        return .json(json)
    }

    @Sendable func follow(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:follows")
        let parameters = try await RequestParameters(request)
        try await api.store.follow(
            context.id(),
            by: author.profileID,
            showsBoosts: parameters.flag("reblogs"),
            notifies: parameters.flag("notify"),
            at: api.now()
        )
        return try await relationship(context)
    }

    @Sendable func mute(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:mutes")
        let parameters = try await RequestParameters(request)
        let seconds = parameters.number("duration") ?? 0
        try await api.store.mute(
            context.id(),
            by: author.profileID,
            hidesNotifications: parameters.flag("notifications") ?? true,
            until: seconds > 0 ? api.now() + Double(min(seconds, 10 * 365 * 86_400)) : nil,
            at: api.now()
        )
        return try await relationship(context)
    }

    // MARK: - Tags

    @Sendable func tag(_ request: Request, _ context: VisitContext) async throws -> Response {
        let name = try tagName(context)
        var isFollowed: Bool?
        if let profile = try context.reader("read:follows").profileID {
            isFollowed = try await api.reader.followedTags(of: profile).contains(PostText.foldedTag(name))
        }
        var json = JSONWriter(capacity: 256)
        json.tag(name, isFollowed: isFollowed, api.site)
        return .json(json)
    }

    private func followTag(_ request: Request, _ context: VisitContext, _ isFollowed: Bool) async throws -> Response {
        let author = try context.author("write:follows")
        let name = try tagName(context)
        try await api.store.followTag(name, isFollowed, by: author.profileID)
        var json = JSONWriter(capacity: 256)
        json.tag(name, isFollowed: isFollowed, api.site)
        return .json(json)
    }

    @Sendable func followedTags(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:follows")
        var json = JSONWriter()
        json.array(try await api.reader.followedTags(of: author.profileID)) {
            $0.tag($1, isFollowed: true, api.site)
        }
        return .json(json)
    }

    private func tagName(_ context: VisitContext) throws(APIError) -> String {
        guard let name = context.parameters.get("name")?.removingPercentEncoding?.lowercased(),
            PostEntities.isHashtag(name)
        else { throw .notFound }
        return name
    }
}
