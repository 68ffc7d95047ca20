import Foundation
import HTTPTypes
import Logging
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct ShortLinkTests {
    private static let target = "https://example.org/a?x=1&y=%20<\"'#top"
    private static let link = ShortLink(code: "0aZ9bY8cX7d", target: target)
    private static let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"

    private let web: WebFixture
    private let post: PostRecord
    private let counter: ClickCounter

    init() async throws {
        web = try await WebFixture()
        post = try await web.say(
            "Water is back https://news.example.org/l/\(Self.link.code)",
            link: Self.target,
            shortLink: Self.link,
            title: "Water"
        )
        counter = ClickCounter(store: web.store, now: web.clock.now, logger: .silent)
    }

    /// Asks as a browser does, and counts.
    private func get(
        _ path: String,
        method: HTTPRequest.Method = .get,
        agent: String? = browser,
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        headers[.userAgent] = agent
        return try await web.get(path, method: method, headers: headers, onClick: counter.count)
    }

    private func clicks() async throws -> Clicks? {
        await counter.save()
        return try await web.store.reader.clicks(ofPosts: [post.id])[post.id]
    }

    // MARK: - Following

    @Test func aShortLinkLeadsToExactlyWhatWasStored() async throws {
        let answer = try await get("/l/0aZ9bY8cX7d")
        #expect(answer.status == 302)
        #expect(answer["Location"] == Self.target)
        #expect(answer["Cache-Control"] == "no-store")
        #expect(answer["Referrer-Policy"] == "no-referrer")
        #expect(answer.body.isEmpty)
    }

    @Test(arguments: [
        "/l/0aZ9bY8cX7e", "/l/0aZ9bY8cX7", "/l/0aZ9bY8cX7dd", "/l/0AZ9BY8CX7D", "/l/", "/l", "/l/+", "/l/0aZ9bY8cX7d++",
        "/l/https://evil.example/", "/l/%2F%2Fevil.example", "/l//evil.example", "/l/0aZ9bY8cX7d/https://evil.example",
        "/l/0aZ9bY8cX7d%0D%0ASet-Cookie:a=b", "/l/0aZ9bY8cX7d%00", "/l/0aZ9bY8cX7%64%20", "/l/..%2F0aZ9bY8cX7d",
        "/l/%E2%80%8B0aZ9bY8cX7d", "/l/'%20OR%201=1--",
    ])
    func whatIsNoCodeLeadsNowhere(path: String) async throws {
        for path in [path, path + "?url=https://evil.example/"] {
            let answer = try await get(path)
            #expect(answer.status == 404)
            #expect(answer["Location"] == nil && answer["Set-Cookie"] == nil)
            #expect(!answer.body.contains("evil"))
        }
        #expect(try await clicks() == Clicks())
    }

    /// What networks append to links, and what somebody might try.
    @Test(arguments: [
        "?url=https://evil.example/", "?fbclid=1", "?", "?next=//evil.example&to=x",
        "?%0D%0ALocation:%20https://evil.example",
    ])
    func nothingInTheRequestChangesWhereItLeads(query: String) async throws {
        var headers: HTTPFields = [.referer: "https://evil.example/"]
        headers[try #require(HTTPField.Name("X-Forwarded-Host"))] = "evil.example"
        let answer = try await get("/l/0aZ9bY8cX7d" + query, headers: headers)
        #expect(answer.status == 302 && answer["Location"] == Self.target)
    }

    @Test func anUnreadableStoreIsNotAnUnknownLink() async throws {
        try web.breakStore()
        #expect(try await get("/l/0aZ9bY8cX7d").status == 503)
    }

    // MARK: - Looking first

    @Test(arguments: [("en", "Where this link leads"), ("fr", "Où mène ce lien")])
    func aPlusShowsWhereTheLinkLeads(language: String, heading: String) async throws {
        let page = try await get("/l/0aZ9bY8cX7d+", headers: [.acceptLanguage: language])
        #expect(page.status == 200 && page["Location"] == nil)
        #expect(page["Content-Language"] == language)
        #expect(page.body.contains("<h1 class=\"quiet\">\(heading)</h1>"))
        #expect(page.body.contains("<meta name=\"robots\" content=\"noindex\">"))
        let escaped = "https://example.org/a?x=1&amp;y=%20&lt;&quot;&#39;#top"
        #expect(page.body.contains("<a rel=\"nofollow noopener\" href=\"\(escaped)\">"))
        #expect(page.body.contains("dir=\"ltr\">\(escaped)</span>"))
        #expect(page.body.contains("<span class=\"host\">example.org</span>"))
        #expect(!page.body.contains("<script"))
        #expect(try await clicks() == Clicks())
    }

    // MARK: - Counting

    @Test func peopleAndBotsAreCountedApartAndHeadCountsNothing() async throws {
        for _ in 0..<3 { _ = try await get("/l/0aZ9bY8cX7d") }
        _ = try await get("/l/0aZ9bY8cX7d", agent: "Mastodon/4.5.1 (http.rb/5.3.1; +https://mastodon.example/)")
        _ = try await get("/l/0aZ9bY8cX7d", agent: nil)
        let purpose = try #require(HTTPField.Name("Sec-Purpose"))
        _ = try await get("/l/0aZ9bY8cX7d", headers: [purpose: "prefetch;prerender"])
        let head = try await get("/l/0aZ9bY8cX7d", method: .head)
        #expect(head.status == 302 && head["Location"] == Self.target)
        #expect(try await clicks() == Clicks(people: 3, bots: 3))
    }

    @Test func clicksOfAStormAreAllCounted() async throws {
        let counter = counter
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1_000 { counter.count(Self.link.code, by: .person) }
                    await counter.save()
                    for _ in 0..<1_000 { counter.count(Self.link.code, by: .bot) }
                }
            }
        }
        #expect(try await clicks() == Clicks(people: 8_000, bots: 8_000))
    }

    @Test func aClickBelongsToTheDayOnWhichItWasMade() async throws {
        counter.count(Self.link.code, by: .person)
        web.clock.advance(by: 86_400)
        counter.count(Self.link.code, by: .person)
        counter.count(Self.link.code, by: .bot)
        await counter.save()
        let today = Day(web.clock.date)
        #expect(
            try await web.store.reader.clicks(byDayOf: Self.link.code) == [
                DailyClicks(code: Self.link.code, day: today.before(1), clicks: Clicks(people: 1)),
                DailyClicks(code: Self.link.code, day: today, clicks: Clicks(people: 1, bots: 1)),
            ]
        )
    }

    @Test func clicksThatTheStoreDidNotTakeAreKept() async throws {
        let other = try await WebFixture()
        let counter = ClickCounter(store: other.store, now: other.clock.now, logger: .silent)
        counter.count(Self.link.code, by: .person)
        // There is no such link yet, and so no place for its clicks.
        await counter.save()
        counter.count(Self.link.code, by: .person)
        let post = try await other.say("https://news.example.org/l/\(Self.link.code)", shortLink: Self.link)
        await counter.save()
        await counter.save()
        #expect(try await other.store.reader.clicks(ofPosts: [post.id]) == [post.id: Clicks(people: 2)])
    }

    @Test func aShutdownStoresWhatWasCounted() async throws {
        let counter = counter
        let running = Task { try await counter.run() }
        counter.count(Self.link.code, by: .person)
        running.cancel()
        try await running.value
        #expect(try await web.store.reader.clicks(ofPosts: [post.id]) == [post.id: Clicks(people: 1)])
    }

    // MARK: - Shown

    @Test(arguments: ["/", "/@reporter"])
    func aShortLinkInAPostIsShownAsTheArticleAndFollowedAsItIs(path: String) async throws {
        let shown = """
            Water is back <a class="u-bookmark-of" rel="nofollow noopener" \
            href="https://news.example.org/l/0aZ9bY8cX7d">example.org/…</a>
            """
        #expect(try await web.get(path).body.contains(shown))
        let page = try await web.get("/@reporter/\(post.id)").body
        #expect(page.contains(shown))
        #expect(
            page.contains("<p class=\"article\"><a rel=\"nofollow noopener\" href=\"https://example.org/a?x=1&amp;y")
        )
    }

    @Test func anotherLinkIsNotTakenForTheArticle() async throws {
        let other = try await web.say(
            "See https://elsewhere.example/l/0aZ9bY8cX7e and https://news.example.org/l/0aZ9bY8cX7d",
            link: Self.target,
            shortLink: Self.link
        )
        let page = try await web.get("/@reporter/\(other.id)").body
        #expect(page.contains("<a rel=\"nofollow noopener\" href=\"https://elsewhere.example/l/0aZ9bY8cX7e\">"))
    }

    @Test func feedsNameTheArticleItself() async throws {
        let atom = try AtomReader.read(try await web.get("/@reporter/feed.atom").body)
        #expect(atom.links.contains { $0.attributes["rel"] == "alternate" && $0.attributes["href"] == Self.target })
        #expect(
            atom.contents
                == ["<p>Water is back <a href=\"https://news.example.org/l/0aZ9bY8cX7d\">example.org/…</a></p>"]
        )
        let json = try await web.get("/@reporter/feed.json").body
        let feed = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let item = try #require((feed["items"] as? [[String: Any]])?.first)
        #expect(item["external_url"] as? String == Self.target)
        #expect(item["content_text"] as? String == post.text)
    }
}
