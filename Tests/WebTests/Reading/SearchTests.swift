import Foundation
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct SearchTests {
    @Test func profilesTagsAndPostsAreFound() async throws {
        let web = try await WebFixture([.reporter, .secours])
        try await web.say("Water is back in Valmont #valmont", by: "reporter")
        try await web.say("Rien à voir", by: "Secours")
        let page = try await web.get("/search?q=valm")
        #expect(page.status == 200)
        #expect(page.body.contains("Water is back"))
        #expect(page.body.contains("<a class=\"tag\" href=\"/tags/valmont\">#valmont</a>"))
        #expect(!page.body.contains("Rien à voir"))
        #expect(try await web.get("/search?q=%C3%89quipe+de").body.contains("href=\"/@Secours\""))
        #expect(try await web.get("/search?q=@sec").body.contains("href=\"/@Secours\""))
    }

    @Test func nothingFoundIsSaid() async throws {
        let web = try await WebFixture()
        let page = try await web.get("/search?q=nothing+of+the+kind")
        #expect(page.body.contains("Nothing was found."))
        #expect(page.body.contains("value=\"nothing of the kind\""))
        let asked = try await web.get("/search")
        #expect(asked.status == 200)
        #expect(!asked.body.contains("Nothing was found."))
    }

    @Test func moreIsFoundOnFurtherPages() async throws {
        let web = try await WebFixture()
        try await web.say((1...25).map { "Water number \($0)" })
        let first = try await web.get("/search?q=water")
        let next = try #require(first.body.firstMatch(of: /<link rel="next" href="([^"]*)">/)?.1)
        let second = try await web.get(String(next).replacing("&amp;", with: "&"))
        #expect(second.body.contains("Water number 5") && !second.body.contains("Water number 6<"))
        #expect(second.body.contains("rel=\"prev\" href=\"/search?q=water\""))
        #expect(try await web.get("/search?q=water&newer=5")["Location"] == "/search?q=water")
    }

    @Test(arguments: [
        "%22", "*", "%27+OR+1%3D1", "NEAR(", "a%00b", "%EF%BF%BD", "%FF", "-", "AND", "%25", "_", "((((",
        "%F0%9F%98%80",
    ])
    func oddWordsFindNothingAndHarmNothing(words: String) async throws {
        let web = try await WebFixture()
        try await web.say("Water is back")
        let page = try await web.get("/search?q=\(words)")
        #expect(page.status == 200)
    }
}
