import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import TestSupport
import Testing
import Timeline

@testable import Web

/// A timeline in a temporary store, and the web application on top of it.
final class WebFixture: Sendable {
    let clock = TestClock()
    let store: TimelineStore
    let metrics = PrometheusRegistry()
    let health = Shared<[HealthQuestion: HealthReport]>([:])
    private let folder: TemporaryDirectory
    private let itemCount = Shared(0)
    private let app = Shared<Application<RouterResponder<VisitContext>>?>(nil)

    /// - Parameter profiles: each gets a feed.
    init(_ profiles: [ProfileDeclaration] = [.reporter]) async throws {
        folder = try TemporaryDirectory()
        store = try TimelineStore(path: folder.path("web.sqlite"), now: clock.date)
        let feeds = profiles.map { profile in
            FeedDeclaration(
                url: "https://feeds.example.org/\(profile.name)",
                identity: "feeds.example.org/\(profile.name)",
                profile: profile.name,
                host: "feeds.example.org",
                interval: .seconds(3_600)
            )
        }
        try await store.declare(Declaration(profiles: profiles, feeds: feeds), at: clock.date)
        clock.advance(by: 60)
    }

    /// What production runs.
    func application(
        _ options: WebOptions = WebOptions(publicURL: "https://news.example.org", version: "1.2.3"),
        onBound: @escaping @Sendable (String) async -> Void = { _ in },
        onClick: @escaping @Sendable (String, Visitor) -> Void = { _, _ in }
    ) -> WebApplication {
        WebApplication(
            store: store,
            options: options,
            metrics: metrics,
            health: { [health] question in health.value[question] ?? .ok },
            now: clock.now,
            onClick: onClick,
            onBound: onBound,
            logger: .silent
        )
    }

    /// Publishes a post, a second after the one before.
    @discardableResult
    func say(
        _ text: String,
        by profile: String = "reporter",
        from feed: String? = nil,
        link: String? = nil,
        shortLink: ShortLink? = nil,
        title: String? = nil,
        language: String? = nil,
        audience: Audience = .public,
        card: PostCard? = nil
    ) async throws -> PostRecord {
        let post = NewPost(
            text: text,
            link: link,
            shortLink: shortLink,
            title: title,
            language: language,
            audience: audience,
            card: card
        )
        return try await publish([post], from: feed ?? "https://feeds.example.org/\(profile)")[0]
    }

    /// Publishes posts at once.
    @discardableResult
    func say(_ texts: [String]) async throws -> [PostRecord] {
        try await publish(
            texts.map { NewPost(text: $0, link: nil, title: nil, language: nil) },
            from: "https://feeds.example.org/reporter"
        )
    }

    private func publish(_ posts: [NewPost], from feed: String) async throws -> [PostRecord] {
        clock.advance(by: 1)
        let status = try #require(try await store.reader.feed(url: feed))
        var refresh = Refresh(
            feedID: status.feed.id,
            at: clock.date,
            nextPollAt: clock.date.addingTimeInterval(3_600),
            outcome: .changed(nil)
        )
        refresh.newItems = posts.map { post in
            let number = itemCount.withLock {
                $0 += 1
                return $0
            }
            return NewItem(
                guid: "item-\(number)",
                url: post.link,
                title: post.title,
                publishedAt: nil,
                aliases: [ItemAlias(kind: .guid, hash: .init(high: UInt64(number), low: 1))],
                verdict: Verdict(.posted, reason: "new", post: post)
            )
        }
        return try await store.record(refresh)
    }

    /// Makes every further read fail, as a broken disk does.
    func breakStore() throws {
        for file in ["", "-wal"] {
            let path = store.path + file
            let length = try Data(contentsOf: URL(filePath: path)).count
            try Data(repeating: 0xA5, count: length).write(to: URL(filePath: path))
        }
    }

    /// One request to the application, without a socket.
    func get(
        _ uri: String,
        method: HTTPRequest.Method = .get,
        headers: HTTPFields = [:],
        body: String? = nil,
        onClick: (@Sendable (String, Visitor) -> Void)? = nil
    ) async throws -> Answer {
        try await get(uri, method: method, headers: headers, bytes: body.map { Array($0.utf8) }, onClick: onClick)
    }

    func get(
        _ uri: String,
        method: HTTPRequest.Method,
        headers: HTTPFields,
        bytes: [UInt8]?,
        onClick: (@Sendable (String, Visitor) -> Void)? = nil
    ) async throws -> Answer {
        let asked = onClick.map { application(onClick: $0).build() } ?? running
        return try await asked.test(.router) { client in
            let body = bytes.map { ByteBuffer(bytes: $0) }
            return try await client.execute(uri: uri, method: method, headers: headers, body: body) { Answer($0) }
        }
    }

    /// Ends the application that `get` asks, and starts another one on the same store.
    func restart() { app.value = application().build() }

    /// Built once, which in a debug build takes longer than most answers.
    private var running: Application<RouterResponder<VisitContext>> {
        app.withLock { app in
            let running = app ?? application().build()
            app = running
            return running
        }
    }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// A response, with its body as text.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: String

    init(status: Int, headers: HTTPFields, body: String) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        body = String(buffer: response.body)
    }

    subscript(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

extension ProfileDeclaration {
    static let reporter = ProfileDeclaration(
        name: "reporter",
        displayName: "The Reporter",
        bio: "News from the field.",
        language: "en",
        url: "https://reporter.example.org/"
    )
    static let secours = ProfileDeclaration(
        name: "Secours",
        displayName: "Équipe de secours",
        bio: "Secours et prévention.",
        language: "fr"
    )
}
