import Foundation
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct ExportTests {
    private let web: WebFixture
    private let folder: TemporaryDirectory

    init() async throws {
        web = try await WebFixture()
        folder = try TemporaryDirectory()
    }

    @discardableResult
    private func export(
        _ format: ProfileExport.Format,
        of name: String = "reporter",
        onlyOpen: Bool = true
    ) async throws -> Int {
        let options = WebOptions(publicURL: "https://news.example.org", version: "1.2.3")
        return try await ProfileExport(web.store.reader, options: options, onlyOpen: onlyOpen)
            .write(web.profile(name), as: format, to: folder.path("out"), at: web.clock.date)
    }

    private func items() throws -> [[String: Any]] {
        let data = try Data(contentsOf: folder.url.appending(path: "out"))
        let feed = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(feed["version"] as? String == "https://jsonfeed.org/version/1.1")
        return try #require(feed["items"] as? [[String: Any]])
    }

    private func page(_ name: String) throws -> String {
        try String(contentsOf: folder.url.appending(path: "out/\(name)"), encoding: .utf8)
    }

    private func pages() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path("out")).filter { $0.hasSuffix(".html") }
    }

    private func rights(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: folder.path(name))[.posixPermissions] as? Int
    }

    // MARK: - As a feed

    @Test func theFileHasWhatTheLiveFeedHasAndAllThatCameBefore() async throws {
        for number in 0..<450 { try await web.say("Post \"items\":[ \(number)", title: number % 2 == 0 ? "T" : nil) }
        #expect(try await export(.jsonfeed) == 450)
        let all = try items()
        #expect(Set(all.compactMap { $0["id"] as? String }).count == 450)
        let live = try #require(try await web.get("/@reporter/feed.json").object()["items"] as? [[String: Any]])
        #expect(NSArray(array: live) == NSArray(array: Array(all.prefix(live.count))))
        #expect(all.allSatisfy { $0["_audience"] == nil })
    }

    @Test func anEmptyFeedIsOneToo() async throws {
        #expect(try await export(.jsonfeed) == 0)
        #expect(try items().isEmpty)
    }

    @Test func whatIsNotForEverybodyIsThereOnlyWhereItWasAskedForAndSaysSo() async throws {
        try await web.addAccount("ana")
        try await web.addAccount("ben")
        let list = try await web.addList("donors", of: "ana", holding: ["ben"])
        try await web.say("one", as: "ana", .public)
        try await web.say("two", as: "ana", .unlisted)
        try await web.say("three", as: "ana", .followers)
        try await web.say("four", as: "ana", .list, list: list)
        try await web.say("@ben five", as: "ana", .direct)
        let gone = try await web.say("six", as: "ana")
        try await web.store.delete(gone, by: web.profile("ana").id, at: web.clock.date)

        #expect(try await export(.jsonfeed, of: "ana") == 2)
        #expect(try items().map { $0["_audience"] as? String } == ["unlisted", nil])
        #expect(try rights("out") != 0o600)
        try FileManager.default.removeItem(atPath: folder.path("out"))

        #expect(try await export(.jsonfeed, of: "ana", onlyOpen: false) == 4)
        #expect(try items().map { $0["_audience"] as? String } == ["list", "followers", "unlisted", nil])
        #expect(try rights("out") == 0o600)
        try FileManager.default.removeItem(atPath: folder.path("out"))

        #expect(try await export(.archive, of: "ana", onlyOpen: false) == 4)
        #expect(try rights("out") == 0o700)
        let page = try page("2026-11.html")
        for word in ["A list", "Followers", "Everybody, but unlisted"] {
            #expect(page.contains("<span class=\"audience\">\(word)</span>"))
        }
        #expect(page.contains("These pages hold posts that are not for everybody"))
        #expect(!page.contains("five") && !page.contains("six"))
    }

    // MARK: - As pages

    @Test func everyLinkOfAnArchiveLeadsSomewhere() async throws {
        try await web.addAccount("ana")
        let ana = try await web.profile("ana").id
        for month in 0..<3 {
            let picture = try await web.store.keepPicture(
                TinyPicture.palette.bytes,
                by: ana,
                description: "A shore",
                at: web.clock.date
            )
            let draft = PostDraft(text: "Look #here https://example.org/\(month)", mediaIDs: [picture.id])
            _ = try await web.store.publish(draft, as: Author(profileID: ana), at: web.clock.date)
            web.clock.advance(by: 31 * 86_400)
        }
        #expect(try await export(.archive, of: "ana") == 3)
        #expect(try Set(pages()) == ["index.html", "2026-11.html", "2026-12.html", "2027-01.html"])
        for name in try pages() {
            let page = try page(name)
            #expect(!page.contains("<script"))
            for match in page.matches(of: /(?:href|src)="([^"#]+)"/) {
                let target = String(match.1)
                if target.hasPrefix("https://example.org/") || target.hasPrefix("https://news.example.org/") {
                    continue
                }
                #expect(FileManager.default.fileExists(atPath: folder.path("out/\(target)")), "\(target) in \(name)")
            }
        }
        let middle = try page("2026-12.html")
        #expect(middle.contains("<a rel=\"prev\" href=\"2027-01.html\">"))
        #expect(middle.contains("<a class=\"onward\" rel=\"next\" href=\"2026-11.html\">"))
        #expect(middle.contains("alt=\"A shore\"") && middle.contains("href=\"https://news.example.org/tags/here\""))
        #expect(
            try page("index.html").contains("<a href=\"2026-12.html\">Dec 2026</a> <span class=\"hint\">1 post</span>")
        )
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("out/media")).count == 3)
        #expect(try page("style.css") == String(decoding: StaticFile.style.bytes, as: UTF8.self))
    }

    @Test func aLongMonthIsSeveralPages() async throws {
        try await web.say((0..<401).map { "Post number \($0)." })
        #expect(try await export(.archive) == 401)
        #expect(try Set(pages()) == ["index.html", "2026-11.html", "2026-11-2.html", "2026-11-3.html"])
        let counts = try ["2026-11.html", "2026-11-2.html", "2026-11-3.html"].map { name in
            try page(name).matches(of: /<article/).count
        }
        #expect(counts == [200, 200, 1])
        #expect(try page("2026-11-3.html").contains("Post number 0."))
        #expect(try page("index.html").contains("Nov 2026 (3)"))
    }

    @Test func aShortLinkLeadsToItsArticleEvenWhenTheSiteIsGone() async throws {
        let article = "https://example.org/" + String(repeating: "a", count: 150)
        let link = ShortLink(to: article, by: "reporter")
        try await web.say(
            "News https://news.example.org\(ShortLink.path(of: link.code))",
            link: article,
            shortLink: link,
            title: "News"
        )
        try await export(.archive)
        let page = try page("2026-11.html")
        #expect(page.contains("href=\"\(article)\""))
        #expect(!page.contains("/l/"))
    }

    @Test func thePagesSpeakTheLanguageOfTheProfile() async throws {
        let web = try await WebFixture([.secours])
        try await web.say("Bonjour", by: "Secours")
        _ = try await ProfileExport(web.store.reader, options: WebOptions(version: "1"), onlyOpen: true)
            .write(web.profile("Secours"), as: .archive, to: folder.path("out"), at: web.clock.date)
        #expect(try page("index.html").contains("Messages par mois"))
        #expect(try page("2026-11.html").hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
    }

    @Test(arguments: ProfileExport.Format.allCases)
    func overwritesNothingAndLeavesNothingBehind(format: ProfileExport.Format) async throws {
        try folder.write("precious", to: "out")
        let error = await #expect(throws: TimelineError.self) { try await export(format) }
        #expect(error?.kind == .exists)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
        let nowhere = ProfileExport(web.store.reader, options: WebOptions(version: "1"), onlyOpen: true)
        let profile = try await web.profile("reporter")
        await #expect(throws: TimelineError.self) {
            try await nowhere.write(profile, as: format, to: folder.path("missing/out"), at: web.clock.date)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out"])
    }
}
