import Foundation
import TestSupport
import Transfer

@testable import Bridge

/// All publishers, as far as requests can reach them; notes what it showed to whom, and every broken promise.
///
/// Each host answers under its own lock and with its own dice, so that a seed gives the same story however the polls
/// of different hosts fall in with each other.
final class World: Sendable {
    /// One feed of a site.
    struct Feed: Sendable {
        let number: Int
        let url: String
        let every: Duration
        let delay: Duration
        /// Its posts say what its articles say.
        let follows: Bool
        /// Of a shared site: the one that shows half of the articles.
        let showsEveryOther: Bool
    }

    let feeds: [Feed]
    let violations = Shared<[String]>([])
    /// Every request with its answer, for whoever has to find out why a promise was broken.
    let journal = Shared<[String]>([])
    let requests = Shared(0)
    private let hosts: [Shared<Host>]
    /// The publishers' clock.
    private let time: TestClock
    /// The daemon's, which somebody may set.
    private let clock: TestClock
    /// Of three requests one is broken off: the daemon is being stopped.
    let isStopping = Shared(false)

    init(seed: UInt64, time: TestClock, clock: TestClock) {
        self.time = time
        self.clock = clock
        var random = SeededRandom(seed: seed)
        var feeds: [Feed] = []
        var hosts: [Shared<Host>] = []
        for index in 0..<15 {
            let isShared = index < 5
            let site = Site(index: index, isShared: isShared, seed: seed, at: time.date)
            hosts.append(Shared(Host(site: site)))
            for part in 0..<(isShared ? 2 : 1) {
                feeds.append(
                    Feed(
                        number: feeds.count,
                        url: "http://\(site.host)/\(part == 0 ? "feed" : "even/feed")",
                        every: .seconds(3_600 * Int.random(in: 2...12, using: &random)),
                        delay: random.chance(0.15) ? .seconds(1_800) : .zero,
                        follows: random.chance(0.5),
                        showsEveryOther: part == 1
                    )
                )
            }
        }
        self.feeds = feeds
        self.hosts = hosts
    }

    func live(_ seconds: TimeInterval, isCalm: Bool) {
        for (index, host) in hosts.enumerated() {
            host.withLock {
                $0.site.live(seconds, until: time.date, readers: readers(of: index), isCalm: isCalm)
            }
        }
    }

    private func readers(of index: Int) -> Set<Int> {
        Set(feeds.filter { URL(string: $0.url)?.host() == "site\(index).example" }.map(\.number))
    }

    // MARK: - What is known afterwards

    func article(_ name: String) -> Article? {
        hosts.lazy.compactMap { $0.value.site.articles.first { $0.name == name } }.first
    }

    /// What a post of an article that stands in a feed's document may say: the link leads to it, and one of the titles,
    /// with its markup or without, is the article's.
    func wording(of name: String, in feed: Feed) -> (titles: [String], link: String)? {
        let site = host(of: feed).value.site
        guard let article = site.shown(everyOther: feed.showsEveryOther).first(where: { $0.name == name }) else {
            return nil
        }
        let plain = article.title.replacing("<b>", with: "").replacing("</b>", with: "")
        return ([article.title, plain], site.link(of: article))
    }

    /// Names of all articles that have to become posts, with the moment at which they were first shown.
    var news: [String: Date] {
        hosts.reduce(into: [:]) { all, host in all.merge(host.value.news) { first, _ in first } }
    }

    /// The operator has let go what was held: the feed may be asked for it at once.
    func release(_ count: Int, of feed: Feed) {
        host(of: feed).withLock {
            $0.memories[feed.number]?.mayBeAskedFrom = .distantPast
            $0.memories[feed.number]?.released = count + 5
        }
    }

    private func host(of feed: Feed) -> Shared<Host> { hosts[feed.number < 10 ? feed.number / 2 : feed.number - 5] }

    // MARK: - Answering

    @Sendable func fetch(_ request: TransferRequest) async throws(TransferError) -> TransferResponse {
        requests.withLock { $0 += 1 }
        guard let feed = feeds.first(where: { $0.url == request.url || $0.movedURL == request.url }) else {
            throw TransferError(kind: .unresolved, detail: "there is no \(request.url)")
        }
        let host = host(of: feed)
        host.withLock {
            if $0.isBusy { accuse("\(feed.url) was asked while its host was busy") }
            $0.isBusy = true
        }
        // Whoever else wants to ask has the time to do so now.
        for _ in 0..<5 { await Task.yield() }
        defer { host.withLock { $0.isBusy = false } }
        return try host.withLock { host in
            var exchange = Exchange(request, feed, host, now: clock.date, serverTime: time.date)
            let answer = exchange.answer(isBreakingOff: isStopping.value)
            exchange.violations.forEach(accuse)
            host = exchange.host
            note(feed, answer, host.site)
            return answer
        }.get()
    }

    private func note(_ feed: Feed, _ answer: Result<TransferResponse, TransferError>, _ site: Site) {
        let came =
            switch answer {
            case .success(let response): "\(response.status), \(response.body.count) bytes"
            case .failure(let error): error.detail
            }
        let fault = site.trouble.map { ", \($0.fault)" } ?? ""
        let moment = "\(time.date.formatted(.iso8601)) (\(clock.date.timeIntervalSince(time.date)) s off)"
        journal.withLock { $0.append("\(moment) \(feed.url): \(came)\(fault), \(site.articles.count) articles") }
    }

    private func accuse(_ violation: String) { violations.withLock { $0.append(violation) } }
}

extension World.Feed {
    var movedURL: String { url + "/new" }
}
