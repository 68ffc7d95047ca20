internal import Foundation
internal import Hummingbird
internal import Logging
internal import ServiceLifecycle
internal import Timeline

/// Timelines as they grow, as server-sent events (WHATWG HTML, section 9.2).
struct StreamRoutes {
    let api: ClientAPI
    /// What is sent when there is nothing to say, so that nobody on the way thinks the connection dead.
    let heartbeat: Duration

    func add(to router: RouterGroup<VisitContext>) {
        router.get("/api/v1/streaming/health") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/plain"],
                body: .init(byteBuffer: ByteBuffer(string: "OK"))
            )
        }
        router.get("/api/v1/streaming/user") { request, context in
            _ = try context.author("read:statuses")
            let tells = context.identity?.scopes.allows("read:notifications") == true
            return try stream(.home, request, context, tellsNotifications: tells)
        }
        router.get("/api/v1/streaming/user/notification") { request, context in
            _ = try context.author("read:notifications")
            return try stream(nil, request, context, tellsNotifications: true)
        }
        router.get("/api/v1/streaming/public") { try stream(.everybody, $0, $1) }
        router.get("/api/v1/streaming/public/local") { try stream(.everybody, $0, $1) }
        router.get("/api/v1/streaming/direct") { request, context in
            _ = try context.author("read:statuses")
            return try stream(nil, request, context, tellsConversations: true)
        }
        router.get("/api/v1/streaming/hashtag", use: tag)
        router.get("/api/v1/streaming/hashtag/local", use: tag)
        router.get("/api/v1/streaming/list", use: list)
    }

    @Sendable func tag(_ request: Request, _ context: VisitContext) async throws -> Response {
        guard let tag = try RequestParameters(query: request).text("tag"), !tag.isEmpty else {
            throw APIError(.badRequest, "tag is missing")
        }
        return try stream(.tag(tag), request, context)
    }

    @Sendable func list(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("read:lists")
        let id = try RequestParameters(query: request).id("list")
        guard try await api.reader.lists(of: author.profileID).contains(where: { $0.id == id }), let id else {
            throw APIError.notFound
        }
        return try stream(.list(id), request, context)
    }

    private func stream(
        _ source: TimelineSource?,
        _ request: Request,
        _ context: VisitContext,
        tellsNotifications: Bool = false,
        tellsConversations: Bool = false
    ) throws -> Response {
        let telling = EventTelling(
            api: api,
            source: source,
            viewer: source == nil ? context.viewer : try context.reader("read:statuses"),
            tellsNotifications: tellsNotifications,
            tellsConversations: tellsConversations
        )
        let token = request.bearerToken
        // Before the answer begins: what happens from now on is told.
        let events = api.store.events.listen()
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream", .cacheControl: "no-store", .init("X-Accel-Buffering") ?? .via: "no",
            ],
            body: ResponseBody { writer in
                // It may have ended before anybody listened.
                guard try await speaks(token, for: telling.viewer) else { return try await writer.finish(nil) }
                try await writer.write(ByteBuffer(string: ":)\n"))
                var telling = telling
                for await signal in Signals(events, heartbeat: heartbeat).cancelOnGracefulShutdown() {
                    switch signal {
                    case .event(.accessChanged):
                        guard try await speaks(token, for: telling.viewer) else { return try await writer.finish(nil) }
                    case .event(let event):
                        for frame in try await telling.frames(for: event) {
                            try await writer.write(ByteBuffer(bytes: frame))
                        }
                    case .heartbeat:
                        guard try await speaks(token, for: telling.viewer) else { return try await writer.finish(nil) }
                        try await writer.write(ByteBuffer(string: ":thump\n"))
                    }
                }
                try await writer.finish(nil)
            }
        )
    }
}

extension StreamRoutes {
    /// Whether a listener still is who they were when they began to listen.
    private func speaks(_ token: String?, for viewer: Viewer) async throws -> Bool {
        guard let token else { return true }
        return try await api.identity(token, at: api.now())?.viewer == viewer
    }
}

/// What one listener is told of.
private struct EventTelling {
    let api: ClientAPI
    let source: TimelineSource?
    let viewer: Viewer
    let tellsNotifications: Bool
    let tellsConversations: Bool
    private var lastNotification: Int64 = 0
    /// The latest posts that were told of here.
    private var told: [Int64] = []

    init(
        api: ClientAPI,
        source: TimelineSource?,
        viewer: Viewer,
        tellsNotifications: Bool,
        tellsConversations: Bool
    ) {
        self.api = api
        self.source = source
        self.viewer = viewer
        self.tellsNotifications = tellsNotifications
        self.tellsConversations = tellsConversations
        lastNotification = Int64(api.now().timeIntervalSince1970 * 1_000) << 16
    }

    mutating func frames(for event: TimelineEvent) async throws -> [[UInt8]] {
        var frames: [[UInt8]] = []
        switch event {
        case .posted(let id): frames += try await status("update", id)
        case .edited(let id): frames += try await status("status.update", id)
        case .deleted(let id, let wasOpen):
            if wasOpen || told.contains(id) { frames.append(Self.frame("delete", Array("\(id)".utf8))) }
        case .touched, .accessChanged: break
        }
        if tellsNotifications { frames += try await notifications() }
        if tellsConversations, case .posted(let id) = event { frames += try await conversation(id) }
        return frames
    }

    private mutating func status(_ name: String, _ id: Int64) async throws -> [[UInt8]] {
        guard let source, let entry = try await api.reader.entry(id, in: source, for: viewer, at: api.now()) else {
            return []
        }
        told = told.suffix(200) + [id]
        var json = JSONWriter()
        json.status(entry, api.site, isSignedIn: viewer != .anybody)
        return [Self.frame(name, json.bytes)]
    }

    private mutating func notifications() async throws -> [[UInt8]] {
        guard let profile = viewer.profileID else { return [] }
        let page = PageQuery(newerThan: lastNotification, isAdjacent: true)
        let found = try await api.reader.notifications(of: profile, page, at: api.now())
        if let newest = found.first { lastNotification = newest.notification.id }
        return found.reversed().map { notification in
            var json = JSONWriter()
            json.notification(notification, api.site)
            return Self.frame("notification", json.bytes)
        }
    }

    private func conversation(_ postID: Int64) async throws -> [[UInt8]] {
        guard let profile = viewer.profileID else { return [] }
        let found = try await api.reader.conversations(of: profile, PageQuery(only: postID), at: api.now())
        return found.map { conversation in
            var json = JSONWriter()
            json.conversation(conversation, api.site)
            return Self.frame("conversation", json.bytes)
        }
    }

    private static func frame(_ name: String, _ data: [UInt8]) -> [UInt8] {
        Array("event: \(name)\ndata: ".utf8) + data + Array("\n\n".utf8)
    }
}

/// What happens, and a heartbeat where nothing does.
private struct Signals: AsyncSequence, Sendable {
    enum Element: Sendable {
        case event(TimelineEvent)
        case heartbeat
    }

    private let events: AsyncStream<TimelineEvent>
    private let heartbeat: Duration

    init(_ events: AsyncStream<TimelineEvent>, heartbeat: Duration) {
        self.events = events
        self.heartbeat = heartbeat
    }

    func makeAsyncIterator() -> AsyncStream<Element>.Iterator {
        let (stream, continuation) = AsyncStream.makeStream(of: Element.self, bufferingPolicy: .bufferingOldest(1_000))
        let task = Task { [events, heartbeat] in
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    for await event in events {
                        if case .dropped = continuation.yield(.event(event)) { break }
                    }
                    continuation.finish()
                }
                group.addTask {
                    while (try? await Task.sleep(for: heartbeat)) != nil { continuation.yield(.heartbeat) }
                }
                await group.next()
                group.cancelAll()
            }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream.makeAsyncIterator()
    }
}
