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
        /// Of a shared site: the one that shows half of the articles.
        let showsEveryOther: Bool
    }

    /// What a feed was shown, and when it may be asked again by the daemon's clock.
    struct Memory: Sendable {
        var isPrimed = false
        var primedAt = Date.distantPast
        var mayBeAskedFrom = Date.distantPast
        var reason = ""
    }

    private struct Host: Sendable {
        var site: Site
        var memories: [Int: Memory] = [:]
        var mayBeAskedFrom = Date.distantPast
        var isBusy = false
        /// Articles that were shown to a reader who had to take them for news, and when first by the daemon's clock.
        var news: [String: Date] = [:]
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

    /// Names of all articles that have to become posts, with the moment at which they were first shown.
    var news: [String: Date] {
        hosts.reduce(into: [:]) { all, host in all.merge(host.value.news) { first, _ in first } }
    }

    /// The operator has let go what was held: the feed may be asked for it at once.
    func forgetPromise(of feed: Feed) {
        host(of: feed).withLock { $0.memories[feed.number]?.mayBeAskedFrom = .distantPast }
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
            let answer = answer(request, feed, &host)
            note(feed, answer, host.site)
            return answer
        }.get()
    }

    private func answer(
        _ request: TransferRequest,
        _ feed: Feed,
        _ host: inout Host
    ) -> Result<TransferResponse, TransferError> {
        let now = clock.date
        var memory = host.memories[feed.number] ?? Memory()
        defer { host.memories[feed.number] = memory }
        if now < host.mayBeAskedFrom { accuse("\(feed.url) was asked though its host had said 429") }
        if now < memory.mayBeAskedFrom {
            accuse("\(feed.url) was asked \(memory.mayBeAskedFrom.timeIntervalSince(now)) s early: \(memory.reason)")
        }
        let site = host.site
        // An item that waits for its moment is read again at it; that may be a matter of the daemon's clock alone.
        let waits = feed.delay > .zero || site.isDated && site.articles.contains { $0.published > now }
        let asked = memory.isPrimed && site.format == .rss ? site.ttl.map { Double($0) * 3_600 } ?? 0 : 0
        let interval = waits ? 900 : max(feed.every.timeInterval, asked)
        func promise(_ wait: TimeInterval, _ reason: String) {
            memory.mayBeAskedFrom = now + max(wait, interval)
            memory.reason = reason
        }
        promise(interval, "its interval")
        if isStopping.value, host.site.random.chance(0.3) {
            return .failure(TransferError(kind: .cancelled, detail: "cancelled"))
        }
        if site.isGone {
            if !waits { promise(.infinity, "it is gone") }
            return response(410, feed, request, site)
        }
        let isFirst = !memory.isPrimed
        let fault = site.trouble?.fault
        switch fault {
        case .timeout: return .failure(TransferError(kind: .timedOut, detail: "no answer"))
        case .reset: return .failure(TransferError(kind: .reset, detail: "connection broken off"))
        case .serverError: return response(500, feed, request, site)
        case .missing: return response(404, feed, request, site)
        case .maintenancePage:
            return response(
                200,
                feed,
                request,
                site,
                [("Content-Type", "text/html")],
                "<!DOCTYPE html><title>Soon</title><p>Back soon."
            )
        case .tooManyRequests(let retry):
            host.mayBeAskedFrom = now + (retry == .absent ? 3_600 : retry.wait)
            return response(429, feed, request, site, retry.header(at: time.date))
        case .unavailable(let retry):
            promise(retry.wait, "Retry-After")
            return response(503, feed, request, site, retry.header(at: time.date))
        default: break
        }

        let shown = fault == .empty ? [] : site.shown(everyOther: feed.showsEveryOther)
        var (text, ends) = site.document(of: shown)
        if fault == .truncation {
            let cut = text.utf8.index(
                text.startIndex,
                offsetBy: text.utf8.count * Int.random(in: 30...95, using: &host.site.random) / 100
            )
            text = String(decoding: text.utf8[..<cut], as: UTF8.self)
            ends = site.format == .json ? [] : ends.filter { $0.end <= text.utf8.count }
        }
        let isWhole = fault != .truncation
        if isWhole, let hours = site.maxAge { promise(Double(hours) * 3_600, "max-age") }
        let validators = site.validators(of: text)
        if site.isUnchanged(request, validators) { return response(304, feed, request, site, validators) }

        if isWhole, !memory.isPrimed {
            memory.isPrimed = true
            memory.primedAt = time.date
        }
        if isWhole, fault != .empty { host.site.unread.remove(feed.number) }
        if !isFirst {
            for (article, _) in ends where article.writtenAt > memory.primedAt {
                host.news[article.name] = host.news[article.name] ?? now
            }
        }
        let charset = fault == .wrongCharset ? "; charset=iso-8859-1" : ""
        return response(
            200,
            feed,
            request,
            site,
            [("Content-Type", site.contentType + charset)] + validators,
            text
        )
    }

    private func response(
        _ status: Int,
        _ feed: Feed,
        _ request: TransferRequest,
        _ site: Site,
        _ headers: [(name: String, value: String)] = [],
        _ body: String = ""
    ) -> Result<TransferResponse, TransferError> {
        var response = TransferResponse(status: status, url: request.url)
        let age =
            status == 200 || status == 304 ? site.maxAge.map { [("Cache-Control", "max-age=\($0 * 3_600)")] } ?? [] : []
        response.headers = ResponseHeaders(headers + age + [(name: "Date", value: time.date.inHTTP)])
        response.body = Array(body.utf8)
        if request.url == feed.url {
            if site.hasMoved {
                response.url = feed.movedURL
                response.redirects = [Redirect(url: feed.url, status: 301)]
            } else if site.trouble?.fault == .temporaryRedirect {
                response.url = feed.url + "?copy"
                response.redirects = [Redirect(url: feed.url, status: 302)]
            }
        }
        return .success(response)
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
