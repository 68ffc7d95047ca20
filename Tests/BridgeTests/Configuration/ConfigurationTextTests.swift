import Foundation
import TestSupport
import Testing
import Timeline

@testable import Bridge

@Suite struct ConfigurationTextTests {
    private let folder: TemporaryDirectory
    private let text = #"""
        { "comment": "feeds", "profiles": { "news": { "bio": "\"feeds\": [ ]" }, "other": { "comment": "[{\\" } },
          "defaults": { "include": ["urgence", "aide"], "profile": "news", "every": "2h" },
          "feeds": [ { "url": "a.xml", "comment": "\"]" }, { "url": "https://b.org/feed", "every": "3h" } ],
          "web": { "publicURL": "https://news.example.org" } }
        """#

    init() throws { folder = try TemporaryDirectory() }

    private func load(_ text: String, version: String = "1", known: Bool = false) async throws -> ConfigurationText {
        try folder.write(text, to: "feeds.json")
        return try await ConfigurationText.load(path: folder.path("feeds.json"), version: version) { _, _ in known }
    }

    @Test func readsTheSameWhetherItIsKnownOrNot() async throws {
        let new = try await load(text)
        let known = try await load(text, known: true)
        #expect(new.head.feeds.isEmpty && new.head.profiles.keys.sorted() == ["news", "other"])
        #expect(new.head == known.head && new.fingerprint == known.fingerprint)
        let feeds = Array(new.feeds)
        #expect(feeds.map(\.url) == [folder.path("a.xml"), "https://b.org/feed"])
        #expect(feeds.map(\.every) == [.seconds(7_200), .seconds(10_800)])
        #expect(feeds == Array(known.feeds))
        #expect(try Configuration.load(path: folder.path("feeds.json")).feeds == feeds)
    }

    @Test func tellsEveryChangeByTheFingerprint() async throws {
        let fingerprint = try await load(text).fingerprint
        #expect(fingerprint.count == 32)
        #expect(try await load(text + " ").fingerprint != fingerprint)
        #expect(try await load(text, version: "2").fingerprint != fingerprint)
        let elsewhere = try TemporaryDirectory()
        try elsewhere.write(text, to: "feeds.json")
        let moved = try await ConfigurationText.load(path: elsewhere.path("feeds.json"), version: "1") { _, _ in false }
        #expect(moved.fingerprint != fingerprint)
    }

    @Test func asksAboutNothingThatCannotBeRight() async throws {
        let path = folder.path("feeds.json")
        for text in [#"{ "profiles": {}, "feeds": [] }"#, "[", #"{ "feeds": ["#, #"{ "feeds": {} }"#, ""] {
            try folder.write(text, to: "feeds.json")
            await #expect(throws: ConfigurationError.self) {
                _ = try await ConfigurationText.load(path: path, version: "1") { _, _ in true }
            }
        }
    }

    @Test(arguments: [
        "public", "unlisted", "followers", "list:public", "Presse",
    ])
    func everyAudienceIsReadBackFromTheStore(word: String) throws {
        let feed = try Sample.feed(#""url": "https://example.org/feed", "audience": "\#(word)""#)
        #expect(FeedConfiguration(stored: feed.stored, url: feed.url) == feed)
    }

    @Test func readsNoRulesThatAreNone() {
        #expect(FeedConfiguration(stored: "", url: "https://example.org") == nil)
        #expect(FeedConfiguration(stored: "{}", url: "https://example.org") == nil)
    }
}
