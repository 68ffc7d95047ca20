internal import Foundation
internal import Hummingbird
internal import Timeline

/// Notifications, direct messages, and how far somebody has read.
struct InboxRoutes {
    let api: ClientAPI

    func add(to router: RouterGroup<VisitContext>) {
        router.get("/api/v1/notifications", use: notifications)
        router.get("/api/v1/notifications/unread_count", use: unreadCount)
        router.post("/api/v1/notifications/clear", use: clear)
        router.get("/api/v1/notifications/{id}", use: notification)
        router.post("/api/v1/notifications/{id}/dismiss", use: dismiss)
        router.get("/api/v2/notifications", use: groups)
        router.get("/api/v2/notifications/unread_count", use: unreadCount)
        router.get("/api/v2/notifications/policy") { try policy($0, $1, "read:notifications") }
        router.patch("/api/v2/notifications/policy") { try policy($0, $1, "write:notifications") }
        router.get("/api/v2/notifications/{key}", use: group)
        router.post("/api/v2/notifications/{key}/dismiss", use: dismissGroup)
        router.get("/api/v2/notifications/{key}/accounts", use: actors)
        router.get("/api/v1/conversations", use: conversations)
        router.post("/api/v1/conversations/{id}/read", use: markRead)
        router.delete("/api/v1/conversations/{id}", use: removeConversation)
        router.get("/api/v1/markers", use: markers)
        router.post("/api/v1/markers", use: mark)
    }

    // MARK: - Notifications

    @Sendable func notifications(_ request: Request, _ context: VisitContext) async throws -> Response {
        let (found, page) = try await find(request, context)
        var json = JSONWriter(capacity: found.count * 3_000 + 16)
        json.array(found) { $0.notification($1, api.site) }
        return .json(json, headers: page.links(found.map(\.notification.id), request, api.site))
    }

    @Sendable func groups(_ request: Request, _ context: VisitContext) async throws -> Response {
        let (found, page) = try await find(request, context)
        var json = JSONWriter(capacity: found.count * 4_000 + 64)
        json.notificationGroups(found, api.site)
        return .json(json, headers: page.links(found.map(\.notification.id), request, api.site))
    }

    private func find(
        _ request: Request,
        _ context: VisitContext
    ) async throws -> (found: [SeenNotification], page: PageRequest) {
        let author = try context.author("read:notifications")
        let parameters = try RequestParameters(query: request)
        let page = PageRequest(parameters, limit: 40, maximum: 80)
        let wanted = parameters.texts("types").compactMap(NotificationRecord.Kind.init)
        let unwanted = parameters.texts("exclude_types").compactMap(NotificationRecord.Kind.init)
        var kinds = parameters.has("types") ? Set(wanted) : Set(NotificationRecord.Kind.allCases)
        kinds.subtract(unwanted)
        let found = try await api.reader.notifications(
            of: author.profileID,
            kinds: kinds,
            actorID: parameters.id("account_id"),
            page.query,
            at: api.now()
        )
        return (found, page)
    }

    @Sendable func notification(_ request: Request, _ context: VisitContext) async throws -> Response {
        let seen = try await require(context.id(), context)
        var json = JSONWriter()
        json.notification(seen, api.site)
        return .json(json)
    }

    @Sendable func group(_ request: Request, _ context: VisitContext) async throws -> Response {
        let seen = try await require(key(context), context)
        var json = JSONWriter()
        json.notificationGroups([seen], api.site)
        return .json(json)
    }

    @Sendable func actors(_ request: Request, _ context: VisitContext) async throws -> Response {
        let seen = try await require(key(context), context)
        var json = JSONWriter()
        json.array([seen.actor]) { $0.account($1, api.site) }
        return .json(json)
    }

    private func require(_ id: Int64, _ context: VisitContext) async throws -> SeenNotification {
        let author = try context.author("read:notifications")
        guard let seen = try await api.reader.notification(id, of: author.profileID, at: api.now()) else {
            throw APIError.notFound
        }
        return seen
    }

    /// Each notification is a group of its own, named after it.
    private func key(_ context: VisitContext) throws(APIError) -> Int64 {
        guard let key = context.parameters.get("key"), key.hasPrefix("ungrouped-"), let id = Int64(key.dropFirst(10))
        else {
            throw .notFound
        }
        return id
    }

    @Sendable func unreadCount(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:notifications")
        let limit = min(max(try RequestParameters(query: request).number("limit") ?? 100, 1), 1_000)
        let count = try await api.reader.unreadNotifications(of: author.profileID, limit: limit, at: api.now())
        var json = JSONWriter(capacity: 32)
        json.object { $0.field("count", count) }
        return .json(json)
    }

    @Sendable func dismiss(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:notifications")
        try await api.store.dismissNotification(context.id(), of: author.profileID)
        return .emptyJSON
    }

    @Sendable func dismissGroup(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:notifications")
        try await api.store.dismissNotification(key(context), of: author.profileID)
        return .emptyJSON
    }

    @Sendable func clear(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:notifications")
        try await api.store.dismissNotifications(of: author.profileID)
        return .emptyJSON
    }

    /// Nothing is filtered besides what somebody blocks and mutes.
    private func policy(_ request: Request, _ context: VisitContext, _ scope: String) throws -> Response {
        _ = try context.author(scope)
        var json = JSONWriter(capacity: 512)
        json.object {
            for name in [
                "for_not_following", "for_not_followers", "for_new_accounts", "for_private_mentions",
                "for_limited_accounts", "for_bots",
            ] as [StaticString] {
                $0.field(name, "accept")
            }
            $0.field("summary") {
                $0.field("pending_requests_count", 0)
                $0.field("pending_notifications_count", 0)
            }
        }
        return .json(json)
    }

    // MARK: - Direct messages

    @Sendable func conversations(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:statuses")
        let page = PageRequest(try RequestParameters(query: request))
        let found = try await api.reader.conversations(of: author.profileID, page.query, at: api.now())
        var json = JSONWriter(capacity: found.count * 4_000 + 16)
        json.array(found) { $0.conversation($1, api.site) }
        return .json(json, headers: page.links(found.map(\.lastPost.post.id), request, api.site))
    }

    @Sendable func markRead(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:conversations")
        try await api.store.markConversation(context.id(), isUnread: false, of: author.profileID)
        let found = try await api.reader.conversation(context.id(), of: author.profileID, at: api.now())
        guard let conversation = found else { throw APIError.notFound }
        var json = JSONWriter()
        json.conversation(conversation, api.site)
        return .json(json)
    }

    @Sendable func removeConversation(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:conversations")
        try await api.store.removeConversation(context.id(), of: author.profileID)
        return .emptyJSON
    }

    // MARK: - How far somebody has read

    @Sendable func markers(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:statuses")
        let wanted = try RequestParameters(query: request).texts("timeline")
        return respond(
            try await api.reader.markers(of: author.profileID).filter {
                wanted.isEmpty || wanted.contains($0.timeline.rawValue)
            }
        )
    }

    @Sendable func mark(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:statuses")
        let parameters = try await RequestParameters(request)
        var markers: [MarkerRecord] = []
        for timeline in MarkerRecord.Timeline.allCases {
            guard let id = parameters.id("\(timeline.rawValue)[last_read_id]") else { continue }
            markers.append(try await api.store.mark(timeline, readUpTo: id, by: author.profileID, at: api.now()))
        }
        return respond(markers)
    }

    private func respond(_ markers: [MarkerRecord]) -> Response {
        var json = JSONWriter(capacity: 512)
        json.object {
            for marker in markers {
                $0.name(marker.timeline == .home ? "home" : "notifications")
                $0.marker(marker)
            }
        }
        return .json(json)
    }
}
