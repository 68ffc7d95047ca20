import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct CachingTests {
    @Test func everyPageHasValidatorsAndAnswersWithNotModified() async throws {
        let web = try await WebFixture()
        let post = try await web.say("Hello https://example.org/a", link: "https://example.org/a")
        web.restart()
        web.clock.advance(by: 1)
        for path in ["/", "/@reporter", "/@reporter/\(post.id)", "/@reporter/feed.atom", "/@reporter/feed.json"] {
            let page = try await web.get(path)
            let tag = try #require(page["ETag"], "\(path)")
            let date = try #require(page["Last-Modified"], "\(path)")
            #expect(page["Cache-Control"] == "public, max-age=30")
            for fields: HTTPFields in [
                [.ifNoneMatch: tag], [.ifNoneMatch: "W/\(tag)"], [.ifNoneMatch: "\"x\", \(tag)"], [.ifNoneMatch: "*"],
                [.ifModifiedSince: date], [.ifNoneMatch: tag, .ifModifiedSince: "Sun, 22 Nov 2020 12:00:00 GMT"],
            ] {
                let again = try await web.get(path, headers: fields)
                #expect(again.status == 304, "\(path) \(fields)")
                #expect(again.body.isEmpty)
                #expect(again["ETag"] == tag)
                #expect(again["Content-Security-Policy"] != nil)
            }
            for fields: HTTPFields in [
                [.ifNoneMatch: "\"x\""], [.ifModifiedSince: "Sun, 22 Nov 2020 12:00:00 GMT"],
                [.ifModifiedSince: "yesterday"], [.ifNoneMatch: "\"x\"", .ifModifiedSince: date],
            ] {
                #expect(try await web.get(path, headers: fields).status == 200, "\(path) \(fields)")
            }
        }
    }

    @Test func aNewPostChangesTheValidators() async throws {
        let web = try await WebFixture()
        try await web.say("One")
        web.restart()
        web.clock.advance(by: 1)
        let before = try await web.get("/")
        try await web.say("Two")
        let tag = try #require(before["ETag"])
        #expect(try await web.get("/", headers: [.ifNoneMatch: tag]).status == 200)
        web.clock.advance(by: 1)
        let after = try await web.get("/")
        #expect(after["ETag"] != tag)
        #expect(after["Last-Modified"] != before["Last-Modified"])
    }

    @Test func anEditedPostAndOneThatIsTakenBackChangeTheDateOfPages() async throws {
        let web = try await WebFixture()
        let post = try await web.say("Frist")
        var dates: [String?] = []
        for change in 0...2 {
            web.clock.advance(by: 10)
            if change == 1 {
                let author = Author(profileID: post.profileID)
                try await web.store.edit(post.id, to: PostDraft(text: "First"), as: author, at: web.clock.date)
            } else if change == 2 {
                #expect(try await web.store.retract(post.id, at: web.clock.date))
            }
            // The change is told to the pages by whoever comes first.
            #expect(try await web.get("/")["Last-Modified"] == nil)
            web.clock.advance(by: 10)
            let page = try await web.get("/", headers: [.ifModifiedSince: dates.last?.flatMap(\.self) ?? ""])
            #expect(page.status == 200)
            dates.append(page["Last-Modified"])
        }
        #expect(Set(dates).subtracting([nil]).count == 3)
        await web.store.close()
    }

    @Test func aPageThatMayChangeWithinTheSecondHasNoDate() async throws {
        let web = try await WebFixture()
        try await web.say("One")
        #expect(try await web.get("/")["Last-Modified"] == nil)
        web.clock.advance(by: 1)
        #expect(try await web.get("/")["Last-Modified"] != nil)
    }

    @Test func aChangedProfileChangesItsPage() async throws {
        let web = try await WebFixture()
        let tag = try #require(try await web.get("/@reporter")["ETag"])
        var profile = ProfileDeclaration.reporter
        profile.bio = "Other news."
        try await web.store.declare(Declaration(profiles: [profile], feeds: []), at: web.clock.date)
        #expect(try await web.get("/@reporter", headers: [.ifNoneMatch: tag]).status == 200)
    }

    @Test func pagesInAnotherLanguageAreOtherPages() async throws {
        let web = try await WebFixture()
        let english = try await web.get("/")
        let french = try await web.get("/", headers: [.acceptLanguage: "fr"])
        #expect(english["ETag"] != french["ETag"])
    }

    @Test func nothingIsOlderThanTheProgramThatServesIt() async throws {
        let web = try await WebFixture()
        try await web.say("One")
        web.restart()
        web.clock.advance(by: 1)
        let before = try #require(try await web.get("/")["Last-Modified"])
        web.clock.advance(by: 86_399)
        web.restart()
        web.clock.advance(by: 1)
        let after = try await web.get("/", headers: [.ifModifiedSince: before])
        #expect(after.status == 200)
        #expect(after["Last-Modified"] == "Mon, 23 Nov 2026 12:01:01 GMT")
    }

    @Test func filesAreKeptForEverUnderAddressesOfTheirContent() async throws {
        let web = try await WebFixture()
        let page = try await web.get("/")
        for (file, type) in [
            (StaticFile.style, "text/css; charset=utf-8"), (StaticFile.icon, "image/svg+xml"),
        ] {
            #expect(page.body.contains("\"\(file.address)\""))
            let answer = try await web.get(file.address)
            #expect(answer.status == 200)
            #expect(answer["Content-Type"] == type)
            #expect(answer["Cache-Control"] == "public, max-age=31536000, immutable")
            #expect(
                try await web.get(file.address, headers: [.ifNoneMatch: try #require(answer["ETag"])]).status == 304
            )
        }
        #expect(try await web.get("/static/feedline.0000000000000000.css").status == 404)
    }
}

@Suite struct HTTPDateTests {
    @Test(arguments: [
        ("Sun, 22 Nov 2026 12:00:00 GMT", 1_795_348_800), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("Tue, 29 Feb 2028 23:59:59 GMT", 1_835_481_599),
    ])
    func readsWhatItWrites(text: String, seconds: Int) {
        let date = Date(timeIntervalSince1970: Double(seconds))
        #expect(HTTPDate.text(date) == text)
        #expect(HTTPDate.date(text) == date)
    }

    @Test(arguments: [
        "", "yesterday", "Sun, 22 Nov 2026 12:00:00", "Sun, 30 Feb 2026 12:00:00 GMT", "Sun, 22 Nov 2026 25:00:00 GMT",
        "Sun, 22 Nov 2026 12:00:00 +0100", "Sunday, 22-Nov-26 12:00:00 GMT", "Sun, xx Nov 2026 12:00:00 GMT",
    ])
    func readsNothingElse(text: String) {
        #expect(HTTPDate.date(text) == nil)
    }
}
