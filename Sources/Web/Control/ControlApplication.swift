internal import Foundation
internal import HTTPTypes
internal import Hummingbird
package import Logging
internal import ServiceLifecycle

/// Takes commands over a UNIX socket that only the daemon's own user can reach.
///
/// `run()` throws `ControlError` if there is no place for the socket.
package struct ControlApplication: Service {
    private let socket: ControlSocketFile
    private let actions: any ControlActions
    private let onBound: @Sendable () async -> Void
    private let logger: Logger

    /// - Parameters:
    ///   - path: at most 104 bytes long (`sun_path` in unix(7)).
    ///   - onBound: called once, when commands can connect.
    package init(
        socket path: String,
        actions: any ControlActions,
        onBound: @escaping @Sendable () async -> Void = {},
        logger: Logger
    ) {
        socket = ControlSocketFile(path: path)
        self.actions = actions
        self.onBound = onBound
        self.logger = logger
    }

    package func run() async throws {
        let place = try socket.prepare()
        defer { socket.remove() }
        try await application(at: place).run()
    }

    private func application(at place: String) -> some ApplicationProtocol {
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .notice)
        return Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .seconds(10))),
            configuration: ApplicationConfiguration(address: .unixDomainSocket(path: place)),
            onServerRunning: { [socket, onBound, logger] _ in
                do {
                    try socket.publish()
                    await onBound()
                } catch {
                    logger.error("no control socket", metadata: ["error": "\(error)"])
                }
            },
            logger: quiet
        )
    }

    private var router: Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.get("/v1/health") { _, _ in try reply(ControlReply(message: "alive")) }
        router.post("/v1/feeds/pause") { request, context in
            try await answer(request, context) { try await actions.pause(feed: $0.require(\.url, "feed")) }
        }
        router.post("/v1/feeds/resume") { request, context in
            try await answer(request, context) { try await actions.resume(feed: $0.require(\.url, "feed")) }
        }
        router.post("/v1/feeds/retry") { request, context in
            try await answer(request, context) { try await actions.retry(feed: $0.url) }
        }
        router.post("/v1/feeds/release") { request, context in
            try await answer(request, context) { try await actions.release(feed: $0.require(\.url, "feed")) }
        }
        router.post("/v1/posts/retract") { request, context in
            try await answer(request, context) { try await actions.retract(post: $0.require(\.post, "post")) }
        }
        router.post("/v1/accounts") { request, context in
            try await answer(request, context) { try await actions.account($0.require(\.account, "account")) }
        }
        router.post("/v1/reload") { request, context in
            try await answer(request, context) { _ in try await actions.reload() }
        }
        return router
    }

    private func answer(
        _ request: Request,
        _ context: BasicRequestContext,
        by action: (ControlRequest) async throws -> String
    ) async throws -> Response {
        do {
            let body = try await request.body.collect(upTo: Self.maximumBody)
            let command = try JSONDecoder().decode(ControlRequest.self, from: Data(body.readableBytesView))
            return try reply(ControlReply(message: await action(command)))
        } catch {
            return try reply(ControlReply(error: error.reason), status: .unprocessableContent)
        }
    }

    private func reply(_ reply: ControlReply, status: HTTPResponse.Status = .ok) throws -> Response {
        Response(
            status: status,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(reply)))
        )
    }

    private static let maximumBody = 64 << 10
}

extension ControlRequest {
    fileprivate func require<Value>(_ part: KeyPath<ControlRequest, Value?>, _ name: String) throws -> Value {
        guard let value = self[keyPath: part] else { throw ControlError("the command does not say which \(name)") }
        return value
    }
}

extension Error {
    /// For people.
    fileprivate var reason: String { self is DecodingError ? "the command is no JSON object" : "\(self)" }
}
