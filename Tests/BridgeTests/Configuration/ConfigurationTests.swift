import Foundation
import Testing
import Timeline
import Transfer

@testable import Bridge

@Suite struct ConfigurationTests {
    @Test func fillsInWhatIsLeftOut() throws {
        let configuration = try Sample.decode(Sample.text())
        #expect(configuration.profiles == ["news": ProfileConfiguration(name: "news")])
        #expect(configuration.profiles["news"]?.displayName == "news")
        let feed = try #require(configuration.feeds.first)
        #expect(feed.url == "https://example.org/feed")
        #expect(feed.profile == "news")
        #expect(feed.template == (try Template.parse("{title} {link}")))
        #expect(feed.every == .seconds(3_600))
        #expect(feed.backlog == 1)
        #expect(feed.maxPerPoll == 5)
        #expect(feed.delay == .zero)
        #expect(feed.onUpdate == .ignore)
        #expect(feed.audience == .public)
        #expect(feed.language == nil)
        #expect(feed.shorten == .whenNeeded && feed.site == nil)
        #expect(configuration.web == WebConfiguration(listen: .tcp(host: "127.0.0.1", port: 8_140)))
        #expect(configuration.polling.maximumConcurrent == 64)
        #expect(configuration.polling.hostGap == .seconds(2))
        #expect(configuration.polling.spread == .seconds(600))
        #expect(configuration.network == NetworkConfiguration())
        #expect(configuration.alerts == nil)
        #expect(configuration.databasePath == "/etc/feedline/feedline.sqlite")
    }

    @Test func takesEveryKey() throws {
        let text = #"""
            {
              "$schema": "feeds.schema.json", "comment": "all of it",
              "profiles": {
                "Croix.Rouge": { "displayName": "Croix-Rouge", "bio": "Deux\nlignes", "language": "fr-be", "url": "https://example.org" }
              },
              "feeds": [{
                "comment": "one", "url": "https://example.org/feed", "profile": "croix.rouge", "template": "{feed} {link}",
                "shorten": "always", "every": "30m", "backlog": 0, "maxPerPoll": 7, "delay": "5m", "onUpdate": "edit", "include": ["urgence"], "exclude": ["emploi"],
                "audience": "followers", "route": [{ "match": ["#presse"], "audience": "Presse" }], "language": "ZH-hant"
              }],
              "web": { "listen": "[::1]:80", "publicURL": "https://actu.example.org/" },
              "polling": { "maximumConcurrent": 512, "hostGap": "0s", "spread": "1h" },
              "network": { "allow": ["127.0.0.0/8", "::1"], "proxy": "socks5://127.0.0.1:9050", "contact": "mailto:web@example.org" },
              "alerts": { "after": "1w", "command": ["/bin/tell", "me"], "webhook": "https://example.org/hook" },
              "database": "../lib/feedline.sqlite"
            }
            """#
        let configuration = try Sample.decode(text)
        let profile = ProfileConfiguration(
            name: "Croix.Rouge",
            displayName: "Croix-Rouge",
            bio: "Deux\nlignes",
            language: "fr-BE",
            url: "https://example.org"
        )
        #expect(configuration.profiles == ["Croix.Rouge": profile])
        let alerts = AlertConfiguration(
            after: .seconds(604_800),
            command: ["/bin/tell", "me"],
            webhook: "https://example.org/hook"
        )
        #expect(configuration.alerts == alerts && !"\(alerts)".contains("hook"))
        let feed = FeedConfiguration(
            url: "https://example.org/feed",
            profile: "Croix.Rouge",
            template: try Template.parse("{feed} {link}"),
            every: .seconds(1_800),
            backlog: 0,
            maxPerPoll: 7,
            delay: .seconds(300),
            onUpdate: .edit,
            filter: try Filter(include: ["urgence"], exclude: ["emploi"]),
            audience: .followers,
            route: Route([try Route.Rule(["#presse"], to: .list("Presse"))]),
            language: "zh-Hant",
            shorten: .always,
            site: "https://actu.example.org"
        )
        #expect(configuration.feeds == [feed])
        #expect(FeedConfiguration(stored: feed.stored, url: feed.url) == feed)
        #expect(configuration.web.listen == .tcp(host: "::1", port: 80))
        #expect(configuration.web.publicURL == "https://actu.example.org")
        #expect(
            configuration.polling
                == PollingConfiguration(maximumConcurrent: 512, hostGap: .zero, spread: .seconds(3_600))
        )
        #expect(configuration.network.allow == ["127.0.0.0/8", "::1"].compactMap { IPNetwork($0) })
        #expect(configuration.network.proxy == "socks5://127.0.0.1:9050")
        #expect(configuration.network.contact == "mailto:web@example.org")
        #expect(configuration.databasePath == "/etc/lib/feedline.sqlite")
    }

    @Test func letsAFeedOverrideTheDefaults() throws {
        let defaults =
            #""defaults": { "shorten": "never", "every": "2h", "template": "{link}", "exclude": ["emploi"], "language": "fr" },"#
        let feed = try Sample.feed(#""every": "6h", "include": ["eau"]"#, extra: defaults)
        #expect(feed.every == .seconds(21_600))
        #expect(feed.template == (try Template.parse("{link}")))
        #expect(feed.filter == (try Filter(include: ["eau"], exclude: ["emploi"])))
        #expect(feed.language == "fr")
        #expect(feed.shorten == .never)
        #expect(try Sample.feed(#""shorten": "whenNeeded""#, extra: defaults).shorten == .whenNeeded)
    }

    @Test(arguments: [
        ("public", Readership.public), ("unlisted", .unlisted), (" followers ", .followers),
        ("donors", .list("donors")),
        ("list:donors", .list("donors")), ("List: public", .list("public")), ("list:@anna", .list("@anna")),
        ("Les bénévoles", .list("Les bénévoles")), ("be\u{301}ne\u{301}voles", .list("bénévoles")),
        ("flowers", .list("flowers")), ("list of friends", .list("list of friends")),
    ])
    func readsForWhomAFeedIs(text: String, readership: Readership) throws {
        #expect(try Sample.feed("\"audience\": \"\(text)\"").audience == readership)
    }

    @Test func aFeedsRouteTakesThePlaceOfTheDefaultOne() throws {
        let defaults = #""defaults": { "audience": "donors", "route": [{ "match": ["a"], "audience": "press" }] },"#
        let inheriting = try Sample.feed(#""every": "6h""#, extra: defaults)
        #expect(inheriting.audience == .list("donors"))
        #expect(inheriting.route == Route([try Route.Rule(["a"], to: .list("press"))]))
        let own = try Sample.feed(#""audience": "public", "route": []"#, extra: defaults)
        #expect(own.audience == .public)
        #expect(own.route == Route())
    }

    @Test(arguments: [
        "sample.xml": "/etc/feedline/sample.xml",
        "../feeds/./a b.xml": "/etc/feeds/a b.xml",
        "examples/sample.xml": "/etc/feedline/examples/sample.xml",
        "/srv/news": "/srv/news",
        "./example.org": "/etc/feedline/example.org",
        "file:///srv/a%20b.xml": "/srv/a b.xml",
        "file://localhost/srv/a.xml": "/srv/a.xml",
    ])
    func findsFilesFromWhereTheConfigurationLies(text: String, path: String) throws {
        let feed = try Sample.feed(#""url": "\#(text)", "every": "1s""#)
        #expect(feed.url == path)
        #expect(feed.isFile)
        #expect(feed.every == .seconds(1))
    }

    @Test func knowsAFeedAgainAfterItsMoveToHTTPS() throws {
        let old = try Sample.feed(#""url": "http://www.example.org/feed/""#)
        let new = try Sample.feed(#""url": "https://example.org/feed""#)
        #expect(old.identity == new.identity)
        #expect(old.url == "http://www.example.org/feed/")
    }

    @Test func loadsAFileAndStartsPathsFromIt() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "feedline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "feeds.json")
        try Data(Sample.text(feeds: #"[{ "url": "a.xml" }]"#).utf8).write(to: file)
        let configuration = try Configuration.load(path: file.path())
        #expect(configuration.feeds.map(\.url) == [folder.appending(path: "a.xml").path()])
    }

    @Test func saysWhyAFileCannotBeRead() {
        #expect {
            try Configuration.load(path: "/nowhere/feeds.json")
        } throws: { error in
            "\(error)" == "/nowhere/feeds.json: there is no such file; feedline init writes one"
        }
        #expect(throws: ConfigurationError.self) { try Configuration.load(path: "/") }
    }
}
