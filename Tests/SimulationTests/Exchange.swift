import Foundation
import TestSupport
import Transfer

@testable import Bridge

/// A publisher with what it remembers of its readers.
struct Host: Sendable {
    /// What a feed was shown, and when it may be asked again by the daemon's clock.
    struct Memory: Sendable {
        var isPrimed = false
        var primedAt = Date.distantPast
        var mayBeAskedFrom = Date.distantPast
        var reason = ""
        /// Items that the operator let go, and that no poll has taken since. One takes five of them, but the first one that
        /// fails none.
        var released = 0
    }

    var site: Site
    /// By the numbers of the feeds.
    var memories: [Int: Memory] = [:]
    var mayBeAskedFrom = Date.distantPast
    var isBusy = false
    /// Articles that were shown to a reader who had to take them for news, and when first by the daemon's clock.
    var news: [String: Date] = [:]
}

/// One request to a publisher, with all that follows from it.
struct Exchange {
    typealias Answer = Result<TransferResponse, TransferError>

    private(set) var host: Host
    /// Promises that this request breaks.
    private(set) var violations: [String] = []
    private let request: TransferRequest
    private let feed: World.Feed
    private let site: Site
    /// By the daemon's clock.
    private let now: Date
    private let serverTime: Date
    private var memory: Host.Memory

    init(_ request: TransferRequest, _ feed: World.Feed, _ host: Host, now: Date, serverTime: Date) {
        self.request = request
        self.feed = feed
        self.host = host
        self.now = now
        self.serverTime = serverTime
        site = host.site
        memory = host.memories[feed.number] ?? Host.Memory()
    }

    /// - Parameter isBreakingOff: the daemon is being stopped: of three requests one does not come to its end.
    mutating func answer(isBreakingOff: Bool) -> Answer {
        defer { host.memories[feed.number] = memory }
        judge()
        promise(interval, "its interval")
        if isBreakingOff, host.site.random.chance(0.3) { return failure(.cancelled) }
        return trouble() ?? document()
    }

    // MARK: - Promises

    private mutating func judge() {
        if now < host.mayBeAskedFrom { violations.append("\(feed.url) was asked though its host had said 429") }
        let early = memory.mayBeAskedFrom.timeIntervalSince(now)
        if early > 0 { violations.append("\(feed.url) was asked \(early) s early: \(memory.reason)") }
    }

    /// An item that waits for its moment is read again at it; that may be a matter of the daemon's clock alone.
    private var waits: Bool { feed.delay > .zero || site.articles.contains { $0.latestDate > now } }

    private var interval: TimeInterval {
        let asked = memory.isPrimed && site.format == .rss ? site.ttl.map { Double($0) * 3_600 } ?? 0 : 0
        return waits ? 900 : max(feed.every.timeInterval, asked)
    }

    private mutating func promise(_ wait: TimeInterval, _ reason: String) {
        memory.mayBeAskedFrom = now + max(wait, interval)
        memory.reason = reason
    }

    // MARK: - Answers

    /// What goes wrong, unless it only spoils the document.
    private mutating func trouble() -> Answer? {
        if site.isGone {
            if !waits, memory.released <= 5 { promise(.infinity, "it is gone") }
            memory.released = max(0, memory.released - 5)
            return response(410)
        }
        switch site.trouble?.fault {
        case .timeout: return failure(.timedOut)
        case .reset: return failure(.reset)
        case .serverError: return response(500)
        case .missing: return response(404)
        case .maintenancePage:
            return response(200, [("Content-Type", "text/html")], "<!DOCTYPE html><title>Soon</title><p>Back soon.")
        case .tooManyRequests(let retry):
            host.mayBeAskedFrom = now + (retry == .absent ? 3_600 : retry.wait)
            return response(429, retry.header(at: serverTime))
        case .unavailable(let retry):
            promise(retry.wait, "Retry-After")
            return response(503, retry.header(at: serverTime))
        default: return nil
        }
    }

    private mutating func document() -> Answer {
        let fault = site.trouble?.fault
        let shown = fault == .empty ? [] : site.shown(everyOther: feed.showsEveryOther)
        var (text, ends) = site.document(of: shown)
        // Of the whole document, as a proxy sends them that loses the rest of it.
        let validators = site.validators(of: text)
        let isWhole = fault != .truncation
        if !isWhole {
            text = truncated(text)
            ends = site.format == .json ? [] : ends.filter { $0.end <= text.utf8.count }
        }
        if isWhole, let hours = site.maxAge { promise(Double(hours) * 3_600, "max-age") }
        if site.isUnchanged(request, validators) {
            // Whoever says so has seen all of it.
            remember(shown, isWhole: true)
            return response(304, validators)
        }
        memory.released = 0
        remember(ends.map(\.article), isWhole: isWhole)
        if isWhole, fault != .empty { host.site.unread.remove(feed.number) }
        let charset = fault == .wrongCharset ? "; charset=iso-8859-1" : ""
        return response(200, [("Content-Type", site.contentType + charset)] + validators, text)
    }

    private mutating func remember(_ articles: [Article], isWhole: Bool) {
        if memory.isPrimed {
            for article in articles where article.writtenAt > memory.primedAt {
                host.news[article.name] = host.news[article.name] ?? now
            }
        } else if isWhole {
            memory.isPrimed = true
            memory.primedAt = serverTime
        }
    }

    private mutating func truncated(_ text: String) -> String {
        let length = text.utf8.count * Int.random(in: 30...95, using: &host.site.random) / 100
        return String(decoding: text.utf8.prefix(length), as: UTF8.self)
    }

    // MARK: - On the wire

    private func failure(_ kind: TransferError.Kind) -> Answer {
        .failure(TransferError(kind: kind, detail: kind.rawValue))
    }

    private func response(
        _ status: Int,
        _ headers: [(name: String, value: String)] = [],
        _ body: String = ""
    ) -> Answer {
        var response = TransferResponse(status: status, url: request.url)
        let isGood = status == 200 || status == 304
        let age = isGood ? site.maxAge.map { [(name: "Cache-Control", value: "max-age=\($0 * 3_600)")] } ?? [] : []
        response.headers = ResponseHeaders(headers + age + [(name: "Date", value: serverTime.inHTTP)])
        response.body = Array(body.utf8)
        if request.url == feed.url, let (target, status) = detour {
            response.url = target
            response.redirects = [Redirect(url: feed.url, status: status)]
        }
        return .success(response)
    }

    private var detour: (target: String, status: Int)? {
        if site.hasMoved { return (feed.movedURL, 301) }
        return site.trouble?.fault == .temporaryRedirect ? (feed.url + "?copy", 302) : nil
    }
}
