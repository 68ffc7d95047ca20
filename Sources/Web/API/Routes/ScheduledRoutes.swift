internal import Foundation
internal import Hummingbird
internal import Timeline

/// Posts whose time is still to come.
struct ScheduledRoutes {
    let api: ClientAPI

    func add(to router: RouterGroup<VisitContext>) {
        router.get("/api/v1/scheduled_statuses", use: all)
        router.get("/api/v1/scheduled_statuses/{id}") { _, context in
            try await respond(context.id(), of: context.author("read:statuses").profileID)
        }
        router.put("/api/v1/scheduled_statuses/{id}", use: move)
        router.delete("/api/v1/scheduled_statuses/{id}") { _, context in
            try await api.store.unschedule(context.id(), by: context.author("write:statuses").profileID)
            return Response.emptyJSON
        }
    }

    @Sendable func all(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:statuses")
        let page = PageRequest(try RequestParameters(query: request))
        let scheduled = try await api.reader.scheduledPosts(of: author.profileID, page.query)
        var media: [Int64: [MediaRecord]] = [:]
        for post in scheduled { media[post.id] = try await pictures(of: post) }
        var json = JSONWriter()
        json.array(scheduled) { $0.scheduled($1, media: media[$1.id] ?? [], api.site) }
        return .json(json, headers: page.links(scheduled.map(\.id), request, api.site))
    }

    @Sendable func move(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:statuses")
        guard let due = try await RequestParameters(request).text("scheduled_at").flatMap(Date.init(timestamp:)) else {
            throw APIError.invalid("scheduled_at is no date such as 2026-11-22T12:00:00Z")
        }
        try await api.store.reschedule(context.id(), to: due, by: author.profileID, at: api.now())
        return try await respond(context.id(), of: author.profileID)
    }

    func respond(_ id: Int64, of profileID: Int64) async throws -> Response {
        guard let post = try await api.reader.scheduledPost(id, of: profileID) else { throw APIError.notFound }
        var json = JSONWriter(capacity: 512)
        json.scheduled(post, media: try await pictures(of: post), api.site)
        return .json(json)
    }

    private func pictures(of post: ScheduledPost) async throws -> [MediaRecord] {
        var media: [MediaRecord] = []
        for id in post.draft.mediaIDs {
            if let picture = try await api.reader.media(id, of: post.author.profileID) { media.append(picture) }
        }
        return media
    }
}

extension Date {
    /// nil unless it is written as RFC 3339 has it, with or without a fraction of a second.
    init?(timestamp text: String) {
        let plain = Date.ISO8601FormatStyle()
        let fine = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        guard let date = (try? plain.parse(text)) ?? (try? fine.parse(text)) else { return nil }
        self = date
    }
}
