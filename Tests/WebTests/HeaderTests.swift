import HTTPTypes
import Hummingbird
import Testing
import Timeline

@testable import Web

@Suite struct HeaderTests {
    @Test func everyAnswerTellsTheBrowserToRunNothingButOurs() async throws {
        let web = try await WebFixture()
        let post = try await web.say("Hello")
        let paths = [
            "/", "/@reporter", "/@reporter/\(post.id)", "/@reporter/feed.atom", "/@reporter/feed.json", "/@REPORTER",
            "/healthz", "/metrics", "/robots.txt", "/favicon.ico", StaticFile.style.address, "/nothing", "/?older=x",
        ]
        for path in paths {
            for method: HTTPRequest.Method in [.get, .head, .post] {
                let answer = try await web.get(path, method: method)
                #expect(
                    answer["Content-Security-Policy"]
                        == "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
                    "\(method) \(path)"
                )
                #expect(answer["X-Content-Type-Options"] == "nosniff")
                #expect(answer["Referrer-Policy"] == "strict-origin-when-cross-origin")
                #expect(answer["Cross-Origin-Opener-Policy"] == "same-origin")
                #expect(answer["Cross-Origin-Resource-Policy"] != nil)
                #expect(answer["Permissions-Policy"] != nil)
                #expect(answer["Cache-Control"] != nil || answer.status == 307)
                #expect(answer["Server"] == nil)
                #expect(answer["Set-Cookie"] == nil)
            }
        }
    }

    @Test func feedsMayBeReadByPagesOfOtherSitesAndPagesMayNot() async throws {
        let web = try await WebFixture()
        let feed = try await web.get("/@reporter/feed.json")
        #expect(feed["Access-Control-Allow-Origin"] == "*")
        #expect(feed["Cross-Origin-Resource-Policy"] == "cross-origin")
        let page = try await web.get("/@reporter")
        #expect(page["Access-Control-Allow-Origin"] == nil)
        #expect(page["Cross-Origin-Resource-Policy"] == "same-origin")
    }

    @Test func anUnreadableStoreIsSaidToBeUnavailable() async throws {
        let web = try await WebFixture()
        try web.breakStore()
        let answer = try await web.get("/")
        #expect(answer.status == 503)
        #expect(answer["Retry-After"] == "30")
        #expect(answer.body.contains("Back in a moment"))
        #expect(!answer.body.contains("sqlite"))
    }

    @Test(arguments: [
        (nil, "en"), ("", "en"), ("fr", "fr"), ("fr-CA,en;q=0.5", "fr"), ("en;q=0.5,fr;q=0.6", "fr"), ("de,ja", "en"),
        ("fr;q=0", "en"), ("*", "en"), ("fr;q=0.3,*;q=0.2", "fr"), (";;;,,,q=", "en"), ("FR", "fr"), ("fr;q=x", "en"),
    ])
    func languagesAreChosenByTheirWeight(header: String?, language: String) {
        #expect(PhraseBook.best(for: header).language.rawValue == language)
    }
}
