import Foundation
import TestSupport
import Testing

@Suite struct CommandTests {
    @Test func teachesByExample() async throws {
        let desk = try Desk()
        for command in [
            "init", "run", "check", "preview", "parse", "timeline", "status", "why", "feeds", "backup", "restore",
            "compact", "export",
        ] {
            let help = try await desk.run("help", command)
            #expect(help.status == 0)
            #expect(help.output.contains("EXAMPLE"), "\(command)")
        }
    }

    @Test func exitsWith64OnWrongUsage() async throws {
        #expect(try await Desk().run("run", "--nonsense").status == 64)
        #expect(try await Desk().run("run", "--all").status == 64)
    }

    // MARK: - check

    @Test func findsNothingWrongWithAGoodConfiguration() async throws {
        let check = try await Desk().run("check")
        #expect(check.status == 0)
        #expect(check.output.contains("no mistake found; 1 feed for 1 profile"))
    }

    @Test func namesEveryMistakeAndExitsWith78() async throws {
        let desk = try Desk()
        try desk.write(#"{ "profils": {}, "feeds": [ { "url": "feed.xml", "evry": "1h" } ] }"#, to: "feeds.json")
        let check = try await desk.run("check")
        #expect(check.status == 78)
        #expect(check.output.isEmpty)
        #expect(check.complaints.contains("did you mean \"profiles\"?"))
        #expect(check.complaints.contains("feeds[0].evry"))
    }

    @Test func runsNothingOnABadConfiguration() async throws {
        let desk = try Desk()
        try desk.write("{", to: "feeds.json")
        #expect(try await desk.run("run", "--once").status == 78)
        #expect(!FileManager.default.fileExists(atPath: desk.folder.path + "/feedline.sqlite"))
    }

    // MARK: - parse

    @Test func printsOneJSONObjectALine() async throws {
        let desk = try Desk(items: 3)
        let parse = try await desk.run("parse", "feed.xml", "feed.xml", "--json")
        let lines = parse.output.split(separator: "\n")
        #expect(parse.status == 0 && lines.count == 2)
        let feed = try #require(
            try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
        )
        #expect(feed["_format"] as? String == "rss2.0")
        #expect(
            (feed["items"] as? [[String: Any]])?.map { $0["title"] as? String } == [
                "Article 2", "Article 1", "Article 0",
            ]
        )
    }

    @Test func readsStandardInput() async throws {
        let empty = "<rss><channel><title>In</title></channel></rss>"
        let parse = try await Desk().run("parse", "-", "--json", input: empty)
        #expect((try parse.json() as? [String: Any])?["title"] as? String == "In")
    }

    @Test func saysWhyItIsNoFeed() async throws {
        let desk = try Desk()
        try desk.write("<html><body>hello</body></html>", to: "page.html")
        let parse = try await desk.run("parse", "page.html", "--json")
        #expect(parse.status == 1)
        #expect(parse.output.isEmpty)
        #expect(parse.complaints.hasPrefix("page.html: ") && parse.complaints.split(separator: "\n").count == 1)
    }

    // MARK: - preview

    @Test func previewsWithoutStoringAnything() async throws {
        let desk = try Desk(items: 3)
        let preview = try await desk.run("preview", "feed.xml")
        #expect(preview.status == 0)
        #expect(preview.output.contains("posted      31 Article 2 https://example.org/2"))
        #expect(preview.output.contains("baseline    31 Article 1 https://example.org/1"))
        #expect(!FileManager.default.fileExists(atPath: desk.folder.path + "/feedline.sqlite"))
    }

    @Test func previewsTheShortLinkThatWouldBePosted() async throws {
        let base = "https://example.org/" + String(repeating: "a", count: 150) + "/"
        let desk = try Desk(items: 1, base: base, web: #""publicURL": "https://news.example.org", "#)
        let preview = try await desk.run("preview", "feed.xml")
        let shown = try #require(
            preview.output.firstMatch(of: /posted      48 Article 0 (https:\/\/news.example.org(\S+))/)
        )
        #expect(preview.output.contains("\(shown.2) leads to \(base)0\n"))
        try await desk.run("run", "--once", "--all")
        let post = try #require((try await desk.run("timeline", "--json").json() as? [[String: Any]])?.first)
        #expect(post["text"] as? String == "Article 0 \(shown.1)")
        #expect(post["link"] as? String == base + "0")
        try FileManager.default.copyItem(atPath: desk.folder.path + "/feed.xml", toPath: desk.folder.path + "/new.xml")
        #expect(try await desk.run("preview", "new.xml").output.contains("Article 0 \(shown.1)\n"))
    }

    @Test func triesATemplate() async throws {
        let preview = try await Desk().run("preview", "feed.xml", "--template", "News: {title}")
        #expect(preview.output.contains("News: Article 1"))
        let wrong = try await Desk().run("preview", "feed.xml", "--template", "{titel}")
        #expect(wrong.status == 1 && wrong.complaints.contains("title"))
    }

    // MARK: - run --once and what reads it

    @Test func postsOnceAndNeverAgain() async throws {
        let desk = try Desk(items: 3)
        #expect(try await desk.run("run", "--once", "--all").output.hasPrefix("1 new post,"))
        #expect(try await desk.run("run", "--once", "--all").output.hasPrefix("0 new posts"))
        try desk.write(items: 5)
        #expect(try await desk.run("run", "--once", "--all").output.hasPrefix("2 new posts"))
        let posts = try #require(try await desk.run("timeline", "--json").json() as? [[String: Any]])
        #expect(posts.map { $0["link"] as? String } == ["4", "3", "2"].map { "https://example.org/\($0)" })
        #expect(posts.allSatisfy { ($0["url"] as? String)?.contains("/@news/\($0["id"] ?? "")") == true })
    }

    @Test func saysWhyAnItemDidNotBecomeAPost() async throws {
        let desk = try Desk(items: 3)
        try await desk.run("run", "--once", "--all")
        #expect(try await desk.run("why", "http://www.example.org/2/").output.contains("posted"))
        #expect(try await desk.run("why", "https://example.org/0").output.contains("baseline"))
        let unknown = try await desk.run("why", "https://example.org/never")
        #expect(unknown.status == 1 && unknown.complaints.contains("no item is known"))
    }

    @Test func tellsWhomAPostIsFor() async throws {
        let desk = try Desk(items: 2)
        try desk.write(
            """
            { "profiles": { "news": {} }, "defaults": { "audience": "donors" },
              "feeds": [
                { "url": "feed.xml", "backlog": 2, "route": [{ "match": ["article 1"], "audience": "followers" }] }
              ] }
            """,
            to: "feeds.json"
        )
        let preview = try await desk.run("preview", "feed.xml").output.split(separator: "\n").dropFirst()
        #expect(preview.count == 4)
        #expect(preview.contains { $0.hasSuffix("  routed to followers by \"article 1\" (in the title)") })
        #expect(preview.last?.hasSuffix("  for the list \"donors\"") == true)
        try await desk.run("run", "--once", "--all")
        let posts = try #require(try await desk.run("timeline", "--json").json() as? [[String: Any]])
        #expect(posts.map { $0["audience"] as? String } == ["followers", "list"])
        #expect(try await desk.run("timeline").output.contains("  followers\n"))
        let why = try await desk.run("why", "https://example.org/1").output
        #expect(why.contains("it is new; routed to followers by \"article 1\" (in the title)"))
        #expect(why.contains("by @news (followers): Article 1"))
    }

    @Test func tellsThatAPostFollowedItsItem() async throws {
        let desk = try Desk(items: 1)
        try desk.write(
            #"{ "profiles": { "news": {} }, "feeds": [{ "url": "feed.xml", "onUpdate": "edit" }] }"#,
            to: "feeds.json"
        )
        try await desk.run("run", "--once", "--all")
        try desk.write(
            """
            <rss version="2.0"><channel><title>News</title><item><title>Corrected</title>
            <link>https://example.org/0</link><guid>g0</guid></item></channel></rss>
            """,
            to: "feed.xml"
        )
        #expect(try await desk.run("run", "--once", "--all").output.hasPrefix("0 new posts"))
        let posts = try #require(try await desk.run("timeline", "--json").json() as? [[String: Any]])
        #expect(posts.map { $0["text"] as? String } == ["Corrected https://example.org/0"])
        #expect(posts.first?["edited_at"] is String)
        let why = try await desk.run("why", "https://example.org/0").output
        #expect(why.contains("edited once as its publisher changed it, last "))
        let whyJSON = try #require(try await desk.run("why", "g0", "--json").json() as? [[String: Any]])
        #expect(whyJSON.first?["edits"] as? Int == 1)
    }

    @Test func tellsHowEachFeedIsDoing() async throws {
        let desk = try Desk()
        try await desk.run("run", "--once", "--all")
        let status = try #require(try await desk.run("status", "--json").json() as? [String: Any])
        let feed = try #require((status["feeds"] as? [[String: Any]])?.first)
        #expect(feed["state"] as? String == "ok")
        #expect(feed["posts"] as? Int == 1)
        #expect(feed["clicks"] == nil)
        #expect(status["posts"] as? Int == 1)
    }

    @Test func pausesAndResumesWithoutADaemon() async throws {
        let desk = try Desk()
        try await desk.run("run", "--once", "--all")
        let url = desk.folder.path + "/feed.xml"
        #expect(try await desk.run("feeds", "pause", url).status == 0)
        try desk.write(items: 4)
        #expect(try await desk.run("run", "--once", "--all").output.hasPrefix("0 new posts"))
        #expect(try await desk.run("feeds", "resume", url).status == 0)
        #expect(try await desk.run("run", "--once", "--all").output.hasPrefix("2 new posts"))
        #expect(try await desk.run("feeds", "pause", "https://example.org/unknown").status == 1)
    }

    @Test func retryLeavesAPauseAloneAndSaysSo() async throws {
        let desk = try Desk()
        try await desk.run("run", "--once", "--all")
        let url = desk.folder.path + "/feed.xml"
        #expect(try await desk.run("feeds", "retry", "--all").output == "1 feed: next poll now\n")
        try await desk.run("feeds", "pause", url)
        let retry = try await desk.run("feeds", "retry", url)
        #expect(retry.status == 1 && retry.complaints.contains("feedline feeds resume"))
        #expect(try await desk.run("feeds", "retry", "--all").output == "0 feeds: next poll now\n")
    }

    @Test func aFloodIsShownUntilItIsReleasedAndThenWaitsItsTurn() async throws {
        let desk = try Desk(items: 2)
        try await desk.run("run", "--once", "--all")
        try desk.write(items: 20)
        #expect(try await desk.run("run", "--once", "--all").output.contains("0 new posts, 18 new items, 18 waiting"))
        #expect(
            try await desk.run("status").output.contains("18 items held until you have looked: feedline feeds release")
        )
        let url = desk.folder.path + "/feed.xml"
        #expect(try await desk.run("feeds", "release", url).output.hasPrefix("released 18 items"))
        #expect(try await desk.run("why", "https://example.org/19").output.contains("capped"))
        #expect(try await !desk.run("status").output.contains("held"))
        #expect(try await desk.run("run", "--once", "--all").output.hasPrefix("5 new posts"))
    }

    @Test func importKeepsTheRightsOfTheFileAndTheLinkToIt() async throws {
        let desk = try Desk()
        let (file, link) = (desk.folder.path + "/real.json", desk.folder.path + "/feeds.json")
        try FileManager.default.moveItem(atPath: link, toPath: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: file)
        try desk.write("<opml><body><outline xmlUrl='https://example.org/a'/></body></opml>", to: "in.opml")
        #expect(try await desk.run("feeds", "import", "in.opml").status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("https://example.org/a"))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == file)
    }

    @Test func saysWhichFileCannotBeWritten() async throws {
        let folder = try Desk()
        let made = try await folder.run("init", "--config", "missing/feeds.json")
        #expect(made.status == 1 && made.complaints.hasPrefix("missing/feeds.json cannot be written"))
    }

    @Test func backsUpAndOverwritesNothing() async throws {
        let desk = try Desk()
        try await desk.run("run", "--once", "--all")
        #expect(try await desk.run("backup", "copy.sqlite").status == 0)
        let posts = try await desk.run("timeline", "--json", "--database", "copy.sqlite")
        #expect((try posts.json() as? [Any])?.count == 1)
        #expect(try await desk.run("backup", "copy.sqlite").status == 1)
    }

    @Test func keepsTheNewestBackups() async throws {
        let desk = try Desk()
        try await desk.run("run", "--once", "--all")
        for day in 1...3 { try desk.write("old", to: "daily/feedline-2020-01-0\(day)T000000Z.sqlite") }
        let backup = try await desk.run("backup", "--keep", "2", "daily")
        #expect(backup.output.hasSuffix("removed 2 older backups\n"))
        let names = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path("daily")).sorted()
        #expect(names.count == 2 && names[0] == "feedline-2020-01-03T000000Z.sqlite")
        let posts = try await desk.run("timeline", "--json", "--database", "daily/\(names[1])")
        #expect((try posts.json() as? [Any])?.count == 1)
        #expect(try await desk.run("backup", "--keep", "0", "daily").status == 64)
    }

    @Test func listsTheNewestFirstAndSaysWhenThereIsNothing() async throws {
        let desk = try Desk()
        let early = try await desk.run("timeline")
        #expect(early.status == 1 && !early.complaints.isEmpty)
    }

    // MARK: - OPML

    @Test func importsAndExportsOPML() async throws {
        let desk = try Desk()
        let opml = """
            <opml version="2.0"><body><outline text="Aid &amp; more" type="rss" xmlUrl="https://example.org/a?x=1&amp;y=2"/>
            <outline text="folder"><outline type="rss" xmlUrl="https://example.org/b" title="B"/></outline></body></opml>
            """
        try desk.write(opml, to: "in.opml")
        #expect(try await desk.run("feeds", "import", "in.opml").output.hasSuffix("2 added, 0 known\n"))
        #expect(try await desk.run("feeds", "import", "in.opml").output.hasSuffix("0 added, 2 known\n"))
        try desk.write(
            """
            <opml><body><outline xmlUrl="feed://example.org/c"/><outline xmlUrl="ftp://example.org/d"/>
            <outline xmlUrl="e.xml"/><outline xmlUrl="http://10.0.0.1/f"/></body></opml>
            """,
            to: "mixed.opml"
        )
        let mixed = try await desk.run("feeds", "import", "mixed.opml")
        #expect(mixed.output.hasPrefix("added http://example.org/c\n"))
        #expect(mixed.output.hasSuffix("1 added, 0 known, 3 left out\n"))
        #expect(mixed.complaints.contains("left out e.xml: \"e.xml\" is no web address"))
        #expect(try await desk.run("check").status == 0)
        let exported = try await desk.run("feeds", "export").output
        #expect(exported.contains("xmlUrl=\"https://example.org/a?x=1&amp;y=2\""))
    }
}
