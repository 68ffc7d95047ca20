import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOEmbedded
import TestSupport
import Testing
import Timeline

@testable import Web

/// The application as one process runs it: what it keeps for one it has at hand when another asks.
struct FrontDoor: Sendable {
    private let routes: [(method: HTTPRequest.Method, path: String)]
    private let responder: RouterResponder<VisitContext>

    init(
        _ web: WebFixture,
        _ options: WebOptions = WebOptions(
            publicURL: "https://news.example.org",
            version: "1.2.3",
            requestsPerFiveMinutes: 1_000_000
        )
    ) {
        let router = web.application(options).router
        routes = router.routes.map { (method: $0.method, path: $0.path.description) }
        responder = router.buildResponder()
    }

    /// - Parameter token: nil: nobody that is known.
    func ask(
        _ method: HTTPRequest.Method = .get,
        _ path: String,
        _ form: String = "",
        token: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        let response = try await respond(method, path, form, token: token, headers: headers)
        let body = Shared(ByteBuffer())
        let head = (status: response.status.code, headers: response.headers)
        try await response.body.write(Collector(body: body))
        return Answer(status: head.status, headers: head.headers, body: String(buffer: body.value))
    }

    /// The answer before its body is written.
    func respond(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ form: String = "",
        token: String? = nil,
        headers: HTTPFields = [:]
    ) async throws -> Response {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        if !form.isEmpty, headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        let head = HTTPRequest(
            method: method,
            scheme: "https",
            authority: "news.example.org",
            path: path,
            headerFields: headers
        )
        return try await responder.respond(
            to: Request(head: head, body: RequestBody(buffer: ByteBuffer(string: form))),
            context: .test
        )
    }

    /// The routes of the client API, or those of the pages.
    func routes(forPrograms: Bool) -> [(method: HTTPRequest.Method, path: String)] {
        routes.filter { route in
            let isOurs = ["/api/", "/nodeinfo/", "/.well-known/"].contains { route.path.hasPrefix($0) }
            return (isOurs || route.path.hasPrefix("/oauth/") && route.path != "/oauth/authorize") == forPrograms
        }
    }
}

extension VisitContext {
    /// Of a request that comes from this machine.
    static var test: VisitContext {
        VisitContext(source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: .silent))
    }
}

private struct Collector: ResponseBodyWriter {
    let body: Shared<ByteBuffer>

    func write(_ buffer: ByteBuffer) { body.withLock { $0.writeImmutableBuffer(buffer) } }
    func write(contentsOf buffers: some Sequence<ByteBuffer>) { for buffer in buffers { write(buffer) } }
    func finish(_ trailingHeaders: HTTPFields?) {}
}

/// Somebody who listens to a stream.
final class Listener: Sendable {
    struct Frame: Equatable {
        let event: String
        let data: String
    }

    private let frames: AsyncStream<Frame>
    private let task: Task<Void, any Error>

    /// Returns when what happens from now on is told.
    init(_ door: FrontDoor, _ path: String, token: String?) async throws {
        let response = try await door.respond(.get, path, token: token)
        #expect(response.status == .ok)
        let (frames, teller) = AsyncStream.makeStream(of: Frame.self)
        let (beginning, begun) = AsyncStream.makeStream(of: Void.self)
        self.frames = frames
        task = Task {
            defer {
                teller.finish()
                begun.finish()
            }
            try await response.body.write(Ear(teller: teller, begun: begun))
        }
        for await _ in beginning { break }
    }

    deinit { task.cancel() }

    /// What is told until everybody is told that a post, which was for everybody, was taken back.
    func frames(until postID: Int64) async -> [Frame] {
        var heard: [Frame] = []
        for await frame in frames {
            if frame == Frame(event: "delete", data: "\(postID)") { break }
            heard.append(frame)
        }
        return heard
    }

    /// What is told until the stream ends by itself.
    func framesUntilTheEnd() async -> [Frame] {
        var heard: [Frame] = []
        for await frame in frames { heard.append(frame) }
        return heard
    }
}

private struct Ear: ResponseBodyWriter {
    let teller: AsyncStream<Listener.Frame>.Continuation
    let begun: AsyncStream<Void>.Continuation

    func write(_ buffer: ByteBuffer) {
        let text = String(buffer: buffer)
        begun.yield()
        guard let frame = text.wholeMatch(of: /event: ([a-z.]+)\ndata: ([^\n]*)\n\n/) else { return }
        teller.yield(Listener.Frame(event: String(frame.1), data: String(frame.2)))
    }

    func write(contentsOf buffers: some Sequence<ByteBuffer>) { for buffer in buffers { write(buffer) } }
    func finish(_ trailingHeaders: HTTPFields?) {}
}
