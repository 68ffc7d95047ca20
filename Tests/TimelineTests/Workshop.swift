import Foundation
import GRDB
import TestSupport

@testable import Timeline

/// A store in a folder of its own, and short ways to fill it.
final class Workshop: Sendable {
    static let noon = Date(timeIntervalSince1970: 1_795_000_000)

    let directory: TemporaryDirectory
    let store: TimelineStore

    var path: String { store.path }
    var reader: TimelineReader { store.reader }

    init() throws {
        directory = try TemporaryDirectory()
        store = try TimelineStore(path: directory.path("feedline.sqlite"), now: Self.noon)
    }

    /// Declares feeds of the profile `news`, one to a host, and returns their ids in this order.
    @discardableResult
    func declare(
        _ urls: String...,
        at now: Date = noon,
        every interval: Duration = .seconds(3_600)
    ) async throws -> [Int64] {
        try await store.declare(.news(urls, every: interval), at: now)
        var ids: [Int64] = []
        for url in urls { ids.append(try await feed(url).id) }
        return ids
    }

    func feed(_ url: String) async throws -> FeedRecord {
        guard let status = try await reader.feed(url: url) else { throw CocoaError(.fileNoSuchFile) }
        return status.feed
    }

    /// Records new items of a feed.
    @discardableResult
    func record(_ items: [NewItem], of feedID: Int64, at now: Date = noon) async throws -> [PostRecord] {
        var refresh = Refresh(feedID: feedID, at: now, nextPollAt: now + 3_600, outcome: .changed(PollValidators()))
        refresh.newItems = items
        return try await store.record(refresh)
    }

    /// Asks the database itself, over a connection that reads.
    func ask(_ sql: String) async throws -> [[String]] {
        try await reader.read { db in
            try Row.fetchAll(db, sql: sql).map { row in row.databaseValues.map { "\($0)" } }
        }
    }

    func plan(of sql: String) async throws -> String {
        try await ask("EXPLAIN QUERY PLAN " + sql.replacing("?", with: "1")).compactMap(\.last).joined(separator: "\n")
    }
}

extension Declaration {
    static func news(_ urls: [String], every interval: Duration = .seconds(3_600)) -> Declaration {
        Declaration(
            profiles: [ProfileDeclaration(name: "news", displayName: "News")],
            feeds: urls.map { FeedDeclaration(url: $0, profile: "news", interval: interval) }
        )
    }
}

extension FeedDeclaration {
    init(url: String, profile: String, interval: Duration = .seconds(3_600)) {
        let address = url.replacing("https://", with: "").replacing("http://", with: "")
        let isFile = !url.contains("://")
        self.init(
            url: url,
            identity: address,
            profile: profile,
            host: isFile ? "" : String(address.prefix { $0 != "/" }),
            interval: interval
        )
    }
}

extension ItemAlias {
    /// An alias whose hash stands for a number.
    static func guid(_ number: UInt64) -> ItemAlias {
        ItemAlias(kind: .guid, hash: Hash(high: number &* 0x9E37_79B9_7F4A_7C15, low: .max - number))
    }

    static func link(_ number: UInt64) -> ItemAlias { ItemAlias(kind: .link, hash: guid(number).hash) }
}

extension NewItem {
    /// An item known by a number, for which nothing speaks but the decision.
    init(_ number: UInt64, _ verdict: Verdict, publishedAt: Date? = nil, title: String? = nil) {
        self.init(
            guid: "guid-\(number)",
            url: "https://example.org/\(number)",
            title: title ?? "Title \(number)",
            publishedAt: publishedAt,
            aliases: [.guid(number), .link(number)],
            verdict: verdict
        )
    }

    static func posted(_ number: UInt64, linkHash: ItemAlias.Hash? = nil, audience: Audience = .public) -> NewItem {
        NewItem(number, .post("Text \(number)", linkHash: linkHash, audience: audience))
    }
}

extension Verdict {
    static func post(_ text: String, linkHash: ItemAlias.Hash? = nil, audience: Audience = .public) -> Verdict {
        Verdict(
            .posted,
            reason: "it is new",
            post: NewPost(
                text: text,
                link: "https://example.org/\(text.count)",
                linkHash: linkHash,
                title: "Title of \(text)",
                language: "fr",
                audience: audience
            )
        )
    }

    static let baseline = Verdict(.baseline, reason: "it was there before")

    static func held(until due: Date?) -> Verdict {
        Verdict(.held, reason: "its grace period runs", dueAt: due, draft: Data("draft".utf8))
    }
}
