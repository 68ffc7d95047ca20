import Foundation
import Subprocess
import TestSupport
import Testing

/// What an operator does with the data, from the command line.
@Suite struct OperationsTests {
    private func links(_ desk: Desk, _ database: String = "feedline.sqlite") async throws -> [String] {
        let posts = try await desk.run("timeline", "--json", "--limit", "1000", "--database", database).json()
        return try #require(posts as? [[String: Any]]).compactMap { $0["link"] as? String }.sorted()
    }

    /// Returns when the page shows it; after half a minute in any case.
    private func wait(for text: String, _ daemon: RunningDaemon) async throws {
        for _ in 0..<300 where try await !daemon.page("/").contains(text) {
            try await Task.sleep(for: .milliseconds(100))
        }
    }

    @Test func aRestoredDaemonGoesOnAndSaysNothingTwice() async throws {
        let desk = try Desk()
        let daemon = try await RunningDaemon(desk)
        #expect(try await desk.run("backup", "copy.sqlite").status == 0)
        try desk.write(items: 4)
        try await desk.run("feeds", "retry", "--all")
        try await wait(for: "Article 3", daemon)
        let before = try await links(desk)
        #expect(before == [1, 2, 3].map { "https://example.org/\($0)" })

        let early = try await desk.run("restore", "copy.sqlite")
        #expect(early.status == 1 && early.complaints.contains("\(daemon.process.identifier)"))
        #expect(early.complaints.contains("Stop it, restore, and start it again"))
        #expect(try await daemon.stop() == .exited(0))

        let restore = try await desk.run("restore", "copy.sqlite")
        #expect(restore.status == 0 && restore.output.contains(": 1 post, the newest of "))
        #expect(try await links(desk) == ["https://example.org/1"])
        let names = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
        let kept = try #require(names.first { $0.contains(".before-restore-") })
        #expect(try await links(desk, kept) == before)

        // What came after the backup is found in its feed, and said once; what was in it is not said again.
        try FileManager.default.removeItem(atPath: desk.folder.path("notify"))
        let again = try await RunningDaemon(desk)
        try await desk.run("feeds", "retry", "--all")
        try await wait(for: "Article 3", again)
        try desk.write(items: 5)
        try await desk.run("feeds", "retry", "--all")
        try await wait(for: "Article 4", again)
        #expect(try await links(desk) == [1, 2, 3, 4].map { "https://example.org/\($0)" })
        #expect(try await again.stop() == .exited(0))
    }

    @Test func restoresTheNewestOfAFolder() async throws {
        let desk = try Desk()
        try await desk.run("run", "--once", "--all")
        try await desk.run("backup", "--keep", "2", "daily")
        try desk.write("no database", to: "daily/feedline-2099-01-01T000000Z.sqlite")
        try FileManager.default.removeItem(atPath: desk.folder.path("feedline.sqlite"))
        let restore = try await desk.run("restore", "daily")
        #expect(restore.status == 0)
        #expect(restore.complaints.contains("passed over: ") && restore.complaints.contains("2099"))
        #expect(try await links(desk) == ["https://example.org/1"])
        #expect(try await desk.run("restore", "nowhere").complaints == "there is no backup at nowhere\n")
    }

    @Test func compactsWhatNobodyUses() async throws {
        let desk = try Desk()
        try await desk.run("run", "--once", "--all")
        let compact = try await desk.run("compact")
        #expect(compact.status == 0 && compact.output.contains(" had ") && compact.output.contains(" and has "))
        #expect(try await links(desk) == ["https://example.org/1"])
    }

    @Test func exportsAFeedThatItReadsItself() async throws {
        let desk = try Desk(items: 120)
        try desk.write(
            """
            { "profiles": { "news": {} }, "web": { "publicURL": "https://news.example.org" },
              "feeds": [ { "url": "feed.xml", "backlog": 50, "maxPerPoll": 1000 } ] }
            """,
            to: "feeds.json"
        )
        try await desk.run("run", "--once", "--all")
        try desk.write(items: 150)
        try await desk.run("run", "--once", "--all")
        let said = try await links(desk)
        #expect(said.count > 50)
        let export = try await desk.run("export", "@news", "-o", "news.json")
        #expect(export.output == "wrote \(said.count) posts of @news to news.json\n")
        let parsed = try await desk.run("parse", "news.json", "--json").json()
        let feed = try #require(parsed as? [String: Any])
        #expect(feed["_format"] as? String == "json1.1" && feed["_warnings"] == nil)
        let items = try #require(feed["items"] as? [[String: Any]])
        #expect(items.compactMap { $0["external_url"] as? String }.sorted() == said)
        #expect(items.allSatisfy { ($0["url"] as? String)?.hasPrefix("https://news.example.org/@news/") == true })

        let archive = try await desk.run("export", "news", "--format", "archive", "-o", "pages")
        #expect(archive.status == 0)
        #expect(FileManager.default.fileExists(atPath: desk.folder.path("pages/index.html")))
        #expect(try await desk.run("export", "news", "-o", "news.json").status == 1)
        #expect(try await desk.run("export", "nobody", "-o", "x").complaints.contains("there is no profile nobody"))
        #expect(try await desk.run("export", "news").status == 64)
    }

    @Test func aListOfFeedsFindsItsWayBackWithoutPasswords() async throws {
        let desk = try Desk()
        try desk.write(
            """
            { "profiles": { "aid": {}, "news": {} }, "feeds": [
              { "url": "https://example.org/a", "profile": "news" }, { "url": "https://example.org/b", "profile": "aid" },
              { "url": "https://example.org/c", "profile": "news" }, { "url": "feed.xml", "profile": "aid" } ] }
            """,
            to: "feeds.json"
        )
        try desk.write("https://example.org basic ana:canary-77\n", to: "feeds.credentials")
        let credentials = desk.folder.path("feeds.credentials")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: credentials)
        let exported = try await desk.run("feeds", "export")
        #expect(exported.status == 0 && !exported.output.contains("canary"))
        #expect(exported.complaints.contains("left out 1 file"))

        let other = try Desk()
        try other.write(#"{ "profiles": { "aid": {}, "news": {} }, "feeds": [] }"#, to: "feeds.json")
        try other.write(exported.output, to: "in.opml")
        #expect(try await other.run("feeds", "import", "in.opml").output.hasSuffix("3 added, 0 known\n"))
        #expect(try await other.run("feeds", "export").output == exported.output)

        let secret = "<opml><body><outline xmlUrl='https://ana:canary-77@example.org/d'/></body></opml>"
        try other.write(secret, to: "secret.opml")
        let refused = try await other.run("feeds", "import", "secret.opml", "--profile", "news")
        #expect(refused.complaints.contains("left out https://…@example.org/d: "))
        #expect(!(refused.complaints + refused.output).contains("canary"))
    }
}
