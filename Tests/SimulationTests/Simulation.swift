import Foundation
import Logging
import TestSupport
import Testing
import Timeline

@testable import Bridge

/// Days of a daemon's life among publishers who make every mistake there is, in seconds.
///
/// The scheduler, the store and the parser are the real ones; the clock, the dice and the network are made up from one
/// seed. After every step nothing may have been said twice or early, and no publisher bothered; when calm has returned,
/// nothing may be missing.
final class Simulation {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let step: TimeInterval = 1_200
    /// The longest wait after a failure is a day, and a second one may follow from the same host.
    private static let calmDays = 4

    private let seed: UInt64
    private let folder: TemporaryDirectory
    private let time = TestClock()
    private let clock = TestClock()
    private let world: World
    private let configuration: Configuration
    private var random: SeededRandom
    private var store: TimelineStore
    private var bridge: FeedBridge
    private var lastPost: Int64 = 0
    private var posted: [String: Int] = [:]
    /// What each post said first.
    private var said: [Int64: String] = [:]
    /// What happened, for whoever has to find out why.
    private(set) var posts = 0
    private(set) var edits = 0

    var requests: Int { world.requests.value }

    init(seed: UInt64) async throws {
        self.seed = seed
        folder = try TemporaryDirectory(inMemory: true)
        world = World(seed: seed, time: time, clock: clock)
        configuration = try Configuration(of: world.feeds)
        random = SeededRandom(seed: ~seed)
        store = try TimelineStore(path: folder.path("timeline.sqlite"), now: clock.date)
        bridge = Self.bridge(configuration, store, world, clock)
        try await bridge.declare()
    }

    /// - Throws: `Failure`, which names the broken promise and the moment.
    func run(days: Int) async throws {
        let stormy = Int(Double(days) * 86_400 / Self.step)
        let all = stormy + Int(Double(Self.calmDays) * 86_400 / Self.step)
        for step in 1...all {
            let isCalm = step > stormy
            time.advance(by: Self.step)
            clock.advance(by: Self.step)
            world.live(Self.step, isCalm: isCalm)
            if !isCalm { try await disturb() }
            try await bridge.scheduler.runOnce(all: false)
            try await check()
            if step.isMultiple(of: 36) { try await releaseHeld() }
        }
        try await checkEnd()
        await store.close()
    }

    // MARK: - What happens to the daemon

    private func disturb() async throws {
        // Somebody corrects the clock, or a machine without one has started.
        if random.chance(Self.step / (3 * 86_400)) {
            clock.advance(by: Double.random(in: -7_200...7_200, using: &random))
        }
        guard random.chance(Self.step / 43_200) else { return }
        world.isStopping.value = true
        try await bridge.scheduler.runOnce(all: false)
        world.isStopping.value = false
        await store.close()
        store = try TimelineStore(path: folder.path("timeline.sqlite"), now: clock.date)
        bridge = Self.bridge(configuration, store, world, clock)
        try await bridge.declare()
    }

    private static func bridge(
        _ configuration: Configuration,
        _ store: TimelineStore,
        _ world: World,
        _ clock: TestClock
    ) -> FeedBridge {
        FeedBridge(
            configuration: configuration,
            store: store,
            fetch: world.fetch,
            now: clock.now,
            // The same for all polls of one moment: those of different hosts come in any order.
            dice: { SeededRandom.dice(of: clock.date) },
            logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Somebody looks at what was held three times a day and finds that it is news.
    private func releaseHeld() async throws {
        for feed in world.feeds {
            let count = try await store.releaseHeld(feedURL: feed.url, at: clock.date)
            if count > 0 { world.release(count, of: feed) }
        }
    }

    // MARK: - What must hold

    private func check() async throws {
        if let violation = world.violations.value.first { throw failure(violation) }
        let query = PostQuery(newerThan: lastPost, limit: 1_000, audience: nil)
        for post in try await store.reader.posts(query).reversed() {
            lastPost = post.id
            posts += 1
            said[post.id] = post.text
            let name = post.articleName
            guard let article = world.article(name) else { throw failure("nobody wrote \(post.text)") }
            posted[name, default: 0] += 1
            if posted[name] != 1 { throw failure("\(name) was posted twice: \(post.text)") }
            guard post.text.count <= 140 else { throw failure("\(post.text.count) characters: \(post.text)") }
            guard let link = post.link, link.hasSuffix(name), post.text.hasSuffix(link) else {
                throw failure("the link was cut: \(post.text)")
            }
            guard post.createdAt >= article.earliestDate else {
                throw failure("\(name) was posted before its date")
            }
        }
    }

    private func checkEnd() async throws {
        for name in world.news.keys.sorted() where posted[name] == nil {
            let known = try await store.reader.history(of: ItemQuery(text: name))
            let why = known.map { "\($0.feedURL): \($0.item.decision), \($0.item.reason)" }
            throw failure("\(name) was never posted: \(why)", about: name)
        }
        for status in try await store.reader.feeds() where status.feed.state == .active {
            if let error = status.feed.failure { throw failure("\(status.feed.url) still fails: \(error.detail)") }
            guard let feed = world.feeds.first(where: { $0.url == status.feed.url }) else { continue }
            try await checkWords(of: feed)
        }
        // A backup is checked to its last page.
        try await store.reader.backup(to: folder.path("copy.sqlite"))
    }

    /// A post says what its article says in the end, or what it said first, as its feed is configured.
    private func checkWords(of feed: World.Feed) async throws {
        let all = try await store.reader.posts(PostQuery(limit: 100_000, audience: nil))
        if all.count != posts { throw failure("\(posts) posts were made and \(all.count) are there") }
        for post in all where post.feedURL == feed.url {
            if post.editedAt != nil { edits += 1 }
            guard feed.follows else {
                if post.text != said[post.id] { throw failure("\(feed.url) was not to be followed: \(post.text)") }
                continue
            }
            guard let (titles, link) = world.wording(of: post.articleName, in: feed) else { continue }
            let isSaid = titles.contains { title in
                post.text.count < 130 ? post.text.hasPrefix("\(title) http") : post.text.hasPrefix(title.prefix(60))
            }
            if !isSaid { throw failure("not \(titles): \(post.text)", about: post.articleName) }
            if post.link.flatMap({ CanonicalLink($0) }) != CanonicalLink(link) || !post.text.hasSuffix(post.link ?? "-")
            {
                throw failure("not \(link): \(post.text)", about: post.articleName)
            }
        }
    }

    /// - Parameter article: tells whose requests led to it; without it, the host that `text` names.
    private func failure(_ text: String, about article: String? = nil) -> Failure {
        let site = article.map { $0.dropFirst().prefix { $0 != "-" } }
        let host = site.map { "//site\($0)." } ?? text.firstMatch(of: /\/\/site\d+\./).map { String($0.output) }
        let story = world.journal.value.filter { line in host.map { line.contains($0) } ?? false }
        return Failure(
            description: """
                \(time.date.formatted(.iso8601)): \(text)
                \(story.suffix(40).joined(separator: "\n"))
                To replay: make simulate SEED=\(seed)
                """
        )
    }
}

extension SeededRandom {
    fileprivate static func dice(of moment: Date) -> Double {
        var random = SeededRandom(seed: UInt64(bitPattern: Int64(moment.timeIntervalSince1970 * 1_000)))
        return Double.random(in: 0..<1, using: &random)
    }
}

extension PostRecord {
    /// It stands at the end of every title.
    fileprivate var articleName: String { (title ?? "").split(separator: " ").last.map(String.init) ?? "" }
}

extension Configuration {
    fileprivate init(of feeds: [World.Feed]) throws {
        var polling = PollingConfiguration()
        polling.hostGap = .zero
        self.init(
            profiles: ["news": ProfileConfiguration(name: "news")],
            feeds: try feeds.map { feed in
                FeedConfiguration(
                    url: feed.url,
                    profile: "news",
                    template: try Template.parse("{title} {link}"),
                    every: feed.every,
                    delay: feed.delay,
                    onUpdate: feed.follows ? .edit : .ignore,
                    filter: try Filter(include: [], exclude: [])
                )
            },
            polling: polling,
            databasePath: "/unused"
        )
    }
}
