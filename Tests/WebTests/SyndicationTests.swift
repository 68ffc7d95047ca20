import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing
import Timeline

@testable import Web

@Suite struct SyndicationTests {
    private let article = "https://example.org/a?x=1&y=2"

    private func reporter() async throws -> (WebFixture, [PostRecord]) {
        let web = try await WebFixture([.secours])
        let posts = [
            try await web.say("Sans lien, mais avec un mot", by: "Secours"),
            try await web.say(
                "L’eau revient \(article) #eau",
                by: "Secours",
                link: article,
                title: "L’eau",
                language: "fr-CH"
            ),
        ]
        return (web, posts)
    }

    @Test func atomHasThePostsWithTheirArticles() async throws {
        let (web, posts) = try await reporter()
        let answer = try await web.get("/@Secours/feed.atom")
        #expect(answer["Content-Type"] == "application/atom+xml; charset=utf-8")
        let atom = try AtomReader.read(answer.body)
        #expect(atom.titles == ["Équipe de secours", "L’eau", "Sans lien, mais avec un mot"])
        #expect(atom.values["feed/updated"] == "2026-11-22T12:01:02Z")
        #expect(atom.values["feed/author/name"] == "Équipe de secours")
        #expect(atom.values["feed/subtitle"] == "Secours et prévention.")
        #expect(
            atom.contents[0]
                == "<p>L’eau revient <a href=\"https://example.org/a?x=1&amp;y=2\">example.org/a?x=1&amp;y=2</a> #eau</p>"
        )
        let links = atom.links.map { "\($0.element) \($0.attributes["rel"] ?? "") \($0.attributes["href"] ?? "")" }
        let base = "https://news.example.org/@Secours"
        #expect(
            links == [
                "feed/link self \(base)/feed.atom",
                "feed/link alternate \(base)",
                "feed/entry/link alternate \(article)",
                "feed/entry/link related \(base)/\(posts[1].id)",
                "feed/entry/link alternate \(base)/\(posts[0].id)",
            ]
        )
        #expect(answer.body.contains("<entry xml:lang=\"fr-CH\">"))
        #expect(
            answer.body.hasPrefix(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">"
            )
        )
    }

    @Test func anEditedPostIsNewAgain() async throws {
        let (web, posts) = try await reporter()
        try await web.edit(posts[0].id, to: "Sans lien, et mieux dit", by: "Secours")
        let atom = try AtomReader.read(try await web.get("/@Secours/feed.atom").body)
        #expect(atom.values["feed/updated"] == "2026-11-22T12:01:03Z")
        #expect(atom.values["feed/entry/published"] == "2026-11-22T12:01:01Z")
        #expect(atom.values["feed/entry/updated"] == "2026-11-22T12:01:03Z")
        let json = try await web.get("/@Secours/feed.json").object()
        let dates = try #require(json["items"] as? [[String: Any]]).map { $0["date_modified"] as? String }
        #expect(dates == [nil, "2026-11-22T12:01:03Z"])
    }

    @Test func aWarningStandsBeforeWhatItWarnsOf() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        try await web.say("Il meurt à la fin", as: "ana", warning: "Fin <du> film")
        let atom = try AtomReader.read(try await web.get("/@ana/feed.atom").body)
        #expect(atom.titles.last == "Fin <du> film")
        #expect(atom.contents == ["<p><strong>Fin &lt;du&gt; film</strong></p><hr><p>Il meurt à la fin</p>"])
        let json = try await web.get("/@ana/feed.json").object()
        let item = try #require((json["items"] as? [[String: Any]])?.first)
        #expect(item["title"] as? String == "Fin <du> film")
        #expect(item["content_html"] as? String == atom.contents[0])
    }

    @Test func jsonHasThePostsWithTheirArticles() async throws {
        let (web, posts) = try await reporter()
        let answer = try await web.get("/@Secours/feed.json")
        #expect(answer["Content-Type"] == "application/feed+json; charset=utf-8")
        let feed = try #require(try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any])
        let base = "https://news.example.org/@Secours"
        #expect(feed["version"] as? String == "https://jsonfeed.org/version/1.1")
        #expect(feed["title"] as? String == "Équipe de secours")
        #expect(feed["feed_url"] as? String == "\(base)/feed.json")
        #expect(feed["home_page_url"] as? String == base)
        #expect(feed["language"] as? String == "fr")
        let items = try #require(feed["items"] as? [[String: Any]])
        #expect(items.map { $0["url"] as? String } == ["\(base)/\(posts[1].id)", "\(base)/\(posts[0].id)"])
        #expect(items.map { $0["external_url"] as? String } == [article, nil])
        #expect(items[0]["content_text"] as? String == posts[1].text)
        #expect(items[0]["date_published"] as? String == "2026-11-22T12:01:02Z")
        #expect(items[1]["title"] == nil)
    }

    @Test func idsStayTheSameWhateverTheSiteIsCalled() async throws {
        let (web, posts) = try await reporter()
        let ids = try AtomReader.read(try await web.get("/@Secours/feed.atom").body).ids
        #expect(Set(ids).count == 3)
        for id in ids {
            #expect(
                id.wholeMatch(of: /urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
            )
        }
        let moved = web.application(WebOptions(publicURL: "https://elsewhere.example", version: "9"))
        let body = try await moved.build().test(.router) { client in
            try await client.execute(uri: "/@Secours/feed.atom", method: .get) { Answer($0).body }
        }
        #expect(try AtomReader.read(body).ids == ids)
        // Written down, so that a change of how they are made does not go unseen: every reader would see every post anew.
        let known = PostRecord(
            id: 117_659_982_987_264_123,
            profileID: 1,
            profileName: "Secours",
            text: "x",
            createdAt: Date(timeIntervalSince1970: 1_795_348_800)
        )
        #expect(PermanentID(known).description == "urn:uuid:01a20321-923c-8007-ade3-dbfd29a78199")
        #expect(PermanentID(posts[0]).description != PermanentID(posts[1]).description)
    }

    @Test func aProfileWithoutPostsHasAValidFeed() async throws {
        let web = try await WebFixture()
        let atom = try AtomReader.read(try await web.get("/@reporter/feed.atom").body)
        #expect(atom.ids.count == 1)
        #expect(atom.values["feed/updated"] == "2026-11-22T12:00:00Z")
        let json = try await web.get("/@reporter/feed.json")
        #expect(json.body.contains("\"items\" : [\n\n  ]"))
    }

    @Test func aFeedHoldsTheNewestFifty() async throws {
        let web = try await WebFixture()
        try await web.say((1...52).map { "Number \($0)" })
        let atom = try AtomReader.read(try await web.get("/@reporter/feed.atom").body)
        #expect(atom.titles.count == 51)
        #expect(atom.titles[1] == "Number 52")
    }

    @Test func pagesTellWhereTheFeedsAre() async throws {
        let (web, posts) = try await reporter()
        for path in ["/@Secours", "/@Secours/\(posts[0].id)"] {
            let page = try await web.get(path)
            #expect(
                page.body.contains(
                    "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Équipe de secours (Atom)\" href=\"/@Secours/feed.atom\">"
                )
            )
            #expect(page.body.contains("<link rel=\"alternate\" type=\"application/feed+json\""))
        }
    }
}
