import Foundation
import HTTPTypes
import Testing
import Timeline

@testable import Web

@Suite struct PageTests {
    @Test func homeShowsTheNewestPostsOfAllProfilesFirst() async throws {
        let web = try await WebFixture([.reporter, .secours])
        try await web.say("First word", by: "reporter")
        try await web.say("Dernier mot", by: "Secours")
        let page = try await web.get("/")
        #expect(page.status == 200)
        #expect(page["Content-Type"] == "text/html; charset=utf-8")
        let first = try #require(page.body.firstRange(of: "Dernier mot"))
        let second = try #require(page.body.firstRange(of: "First word"))
        #expect(first.lowerBound < second.lowerBound)
        #expect(page.body.contains("Équipe de secours"))
        #expect(page.body.contains("@reporter"))
    }

    @Test func aProfileShowsWhoItIsAndOnlyItsOwnPosts() async throws {
        let web = try await WebFixture([.reporter, .secours])
        try await web.say("Mine", by: "reporter")
        try await web.say("Pas le mien", by: "Secours")
        let page = try await web.get("/@reporter")
        #expect(page.body.contains("<h1 class=\"p-name\" dir=\"auto\">The Reporter</h1>"))
        #expect(page.body.contains("News from the field."))
        #expect(page.body.contains("href=\"https://reporter.example.org/\""))
        #expect(page.body.contains("Mine"))
        #expect(!page.body.contains("Pas le mien"))
    }

    @Test func aPostHasItsOwnPageWithTheArticle() async throws {
        let web = try await WebFixture()
        let link = "https://www.example.org/2026/11/a-very-long-name-for-an-article-about-water.html?from=feed&page=1"
        let post = try await web.say("Water again \(link) #water", link: link, title: "Water is back")
        let page = try await web.get("/@reporter/\(post.id)")
        #expect(page.status == 200)
        #expect(page.body.contains("<title>The Reporter: Water is back</title>"))
        let escaped = link.replacing("&", with: "&amp;")
        let shown =
            "<a class=\"u-bookmark-of\" rel=\"nofollow noopener\" href=\"\(escaped)\">example.org/2026/11/a-very-long-nam…</a>"
        #expect(page.body.contains(shown))
        #expect(page.body.contains("<a class=\"tag p-category\" rel=\"tag\" href=\"/tags/water\">#water</a>"))
        #expect(page.body.contains("<link rel=\"canonical\" href=\"https://news.example.org/@reporter/\(post.id)\">"))
    }

    @Test func everyPageCarriesMicroformatsAndTheLanguageOfEachPost() async throws {
        let web = try await WebFixture([.secours])
        let post = try await web.say("مرحبا بالعالم", by: "Secours", language: "ar")
        try await web.say("Bonjour", by: "Secours")
        for path in ["/", "/@Secours", "/@Secours/\(post.id)"] {
            let page = try await web.get(path)
            #expect(page.body.contains("h-entry"), "\(path)")
            #expect(page.body.contains("<p class=\"text e-content p-name\" dir=\"auto\" lang=\"ar\">مرحبا بالعالم</p>"))
            #expect(page.body.contains("<time class=\"dt-published\" datetime=\"2026-11-22T12:01:01Z\">"))
        }
        let home = try await web.get("/")
        #expect(home.body.contains("class=\"h-feed\""))
        #expect(home.body.contains("lang=\"fr\">Bonjour</p>"))
    }

    @Test func pagesSpeakTheLanguageOfTheReader() async throws {
        let web = try await WebFixture()
        try await web.say("Hello")
        let french = try await web.get("/", headers: [.acceptLanguage: "de, fr-CH;q=0.9, en;q=0.4"])
        #expect(french.body.contains("<html lang=\"fr\">"))
        #expect(french.body.contains("Derniers messages"))
        #expect(french.body.contains("22 nov. 2026 à 12:01"))
        #expect(french["Content-Language"] == "fr")
        #expect(french["Vary"] == "Cookie, Accept-Language")
        let other = try await web.get("/", headers: [.acceptLanguage: "ja"])
        #expect(other.body.contains("<html lang=\"en\">"))
        #expect(other.body.contains("22 Nov 2026, 12:01"))
    }

    @Test(arguments: [Audience.followers, .list, .direct])
    func postsForOthersAreNotShown(audience: Audience) async throws {
        let web = try await WebFixture()
        let post = try await web.say("For donors alone", audience: audience)
        for path in ["/", "/@reporter", "/@reporter/\(post.id)", "/@reporter/feed.atom", "/@reporter/feed.json"] {
            let page = try await web.get(path)
            #expect(!page.body.contains("donors alone"), "\(path)")
        }
        #expect(try await web.get("/@reporter/\(post.id)").status == 404)
    }

    @Test func anEmptyTimelineSaysSo() async throws {
        let web = try await WebFixture()
        for path in ["/", "/@reporter"] {
            let page = try await web.get(path)
            #expect(page.status == 200)
            #expect(page.body.contains("Nothing here yet"))
        }
    }

    @Test func headOfAnAddressThatIsNotThereHasNoBody() async throws {
        let web = try await WebFixture()
        let answer = try await web.get("/nope", method: .head)
        #expect(answer.status == 404 && answer.body.isEmpty)
    }

    @Test func aNameInOtherLetterCaseLeadsToTheProfile() async throws {
        let web = try await WebFixture([.secours])
        let post = try await web.say("Bonjour", by: "Secours")
        for (path, target) in [
            "/@secours": "/@Secours", "/@SECOURS?older=9": "/@Secours?older=9",
            "/@secours/\(post.id)": "/@Secours/\(post.id)", "/@secours/feed.atom": "/@Secours/feed.atom",
            "/@secours/feed.json": "/@Secours/feed.json",
        ] {
            let answer = try await web.get(path)
            #expect(answer.status == 307)
            #expect(answer["Location"] == target)
        }
    }

    @Test(arguments: [
        "/nothing", "/@nobody", "/@nobody/1", "/@nobody/feed.atom", "/@reporter/1", "/@reporter/abc", "/@reporter/-1",
        "/@reporter/01", "/@reporter/99999999999999999999", "/@reporter/1/2", "/static/../style.css", "/static/x.css",
        "/@", "/@repor%00ter", "/@%2e%2e", "/reporter",
    ])
    func whatDoesNotExistIsNotFound(path: String) async throws {
        let web = try await WebFixture()
        let answer = try await web.get(path)
        #expect(answer.status == 404)
        #expect(answer.body.contains("This page does not exist"))
        #expect(answer["Cache-Control"] == "no-store")
    }

    @Test func aPostIsFoundUnderItsAuthorOnly() async throws {
        let web = try await WebFixture([.reporter, .secours])
        let post = try await web.say("Mine", by: "reporter")
        #expect(try await web.get("/@reporter/\(post.id)").status == 200)
        #expect(try await web.get("/@Secours/\(post.id)").status == 404)
    }

    @Test func headAnswersLikeGetWithoutABody() async throws {
        let web = try await WebFixture()
        let post = try await web.say("Hello")
        for path in [
            "/", "/@reporter", "/@reporter/\(post.id)", "/@reporter/feed.atom", "/@reporter/feed.json", "/healthz",
            "/robots.txt", "/favicon.ico", StaticFile.style.address, "/nothing",
        ] {
            let get = try await web.get(path)
            let head = try await web.get(path, method: .head)
            #expect(head.status == get.status, "\(path)")
            #expect(head["Content-Length"] == get["Content-Length"], "\(path)")
            #expect(head["ETag"] == get["ETag"], "\(path)")
            #expect(head.body.isEmpty || path == "/nothing", "\(path)")
        }
    }

    @Test func pagesCanOnlyBeRead() async throws {
        let web = try await WebFixture()
        for method: HTTPRequest.Method in [.post, .put, .delete, .patch, .options, .init("BREW")!] {
            let answer = try await web.get("/", method: method)
            #expect(answer.status == 405)
            #expect(answer["Allow"] == "GET, HEAD")
        }
    }

    @Test func anAddressThatIsTooLongIsRefused() async throws {
        let web = try await WebFixture()
        let answer = try await web.get("/?x=" + String(repeating: "a", count: 3_000))
        #expect(answer.status == 414)
    }
}
