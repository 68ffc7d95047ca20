import Feeds
import Foundation
import Logging
import MetricsTestKit
import TestSupport
import Testing
import Timeline
import Transfer

@testable import Bridge

/// A bridge with real parts: a store in a file, a server on loopback, and a clock that the test moves.
final class Newsroom: Sendable {
    let folder: TemporaryDirectory
    let clock = TestClock()
    let store: TimelineStore
    let bridge: FeedBridge
    let metrics = TestMetrics()
    private let transfer: TransferLoop

    init(_ configuration: Configuration) async throws {
        folder = try TemporaryDirectory()
        store = try TimelineStore(path: folder.path("timeline.sqlite"), now: clock.date)
        let allowed = try #require(IPNetwork("127.0.0.0/8"))
        let transfer = TransferLoop(options: TransferOptions(addresses: AddressPolicy(allowing: [allowed])))
        self.transfer = transfer
        bridge = FeedBridge(
            configuration: configuration,
            store: store,
            fetch: { request throws(TransferError) in try await transfer.perform(request) },
            now: clock.now,
            dice: { 0 },
            metrics: metrics,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await bridge.declare()
    }

    /// A configuration of these feeds, all of one profile.
    convenience init(
        feeds urls: String...,
        every: Duration = .seconds(3_600),
        hostGap: Duration = .zero,
        change: (inout FeedConfiguration) throws -> Void = { _ in }
    ) async throws {
        let feeds = try urls.map { url in
            var feed = FeedConfiguration(
                url: url,
                profile: "news",
                template: try Template.parse("{title} {link}"),
                every: every,
                filter: try Filter(include: [], exclude: [])
            )
            try change(&feed)
            return feed
        }
        var polling = PollingConfiguration()
        polling.hostGap = hostGap
        try await self.init(
            Configuration(
                profiles: ["news": ProfileConfiguration(name: "news")],
                feeds: feeds,
                polling: polling,
                databasePath: "/unused"
            )
        )
    }

    func close() async {
        await transfer.shutDown()
        await store.close()
    }

    /// Polls what is due, as often as it takes.
    func pollDue() async throws { try await bridge.scheduler.runOnce(all: false) }

    /// Polls every feed once, a second later.
    func pollAll() async throws {
        clock.advance(by: 1)
        try await bridge.scheduler.runOnce(all: true)
    }

    /// Oldest first.
    func posts() async throws -> [String] {
        try await store.reader.posts(PostQuery(limit: 1_000)).reversed().map(\.text)
    }

    func feed() async throws -> FeedRecord { try #require(try await store.reader.feeds().first).feed }
}

/// A feed that grows, with the validators that a web server gives it.
final class GrowingFeed: Sendable {
    struct State: Sendable {
        var titles: [String]
        var reply: LoopbackReply?
        var hasValidators = true
        var headers: [(String, String)] = []
        var base = "http://example.org"
        var guidPrefix = "g-"
        var channel = ""
    }

    let state: Shared<State>
    let server: LoopbackServer

    init(_ titles: String..., host: String = "127.0.0.1") throws {
        let state = Shared(State(titles: titles))
        self.state = state
        server = try LoopbackServer(host: host) { request in
            let now = state.value
            if let reply = now.reply { return reply }
            let body = Self.document(now)
            let tag = "\"\(body.hashValue)\""
            guard now.hasValidators else { return LoopbackReply(200, headers: now.headers, body) }
            let headers = now.headers + [("ETag", tag)]
            return request["If-None-Match"] == tag
                ? LoopbackReply(304, headers: headers) : LoopbackReply(200, headers: headers, body)
        }
    }

    var url: String { server.url("/feed") }

    func change(_ body: (inout State) -> Void) { state.withLock { body(&$0) } }

    private static func document(_ state: State) -> String {
        let items = state.titles.reversed().map { title in
            let slug = title.replacing(" ", with: "-")
            return "<item><title>\(title)</title><link>\(state.base)/\(slug)</link>"
                + "<guid isPermaLink=\"false\">\(state.guidPrefix)\(slug)</guid></item>"
        }
        return "<rss version=\"2.0\"><channel><title>Growing</title>\(state.channel)\(items.joined())</channel></rss>"
    }
}
