import Testing

@testable import Bridge

@Suite struct ConfigurationMistakeTests {
    /// Members of a feed, and what is said about them.
    @Test(arguments: [
        (#""evry": "1h""#, #"feeds[0].evry: unknown key; did you mean "every"?"#),
        (#""maxperpoll": 3"#, #"feeds[0].maxperpoll: unknown key; did you mean "maxPerPoll"?"#),
        (#""interval": "1h""#, #"feeds[0].interval: unknown key; did you mean "every"?"#),
        (#""// why": "so""#, #"feeds[0]["// why"]: unknown key; write "comment" for a note"#),
        (#""listen": "1h""#, #"feeds[0].listen: unknown key; it belongs in "web""#),
        (
            #""colour": "red""#,
            "feeds[0].colour: unknown key; known here are url, profile, template, shorten, every, backlog, maxPerPoll, delay, onUpdate, include, exclude, audience, route, language"
        ),
        (#""comment": 3"#, #"feeds[0].comment: a text is needed, not a number; write "3""#),
        (#""every": 30"#, #"feeds[0].every: a duration needs a unit; write "30m" for minutes, "30s" for seconds"#),
        (#""every": "30""#, #"feeds[0].every: a duration needs a unit; write "30m" for minutes, "30s" for seconds"#),
        (#""every": "30 minutes""#, #"feeds[0].every: "30 minutes" is no duration; write "30m""#),
        (
            #""every": "often""#,
            #"feeds[0].every: "often" is no duration; write for example "90s", "30m", "1h30m", "2d" or "1w""#
        ),
        (#""every": "5w""#, "feeds[0].every: 5w is too long; from 1s to 4w are allowed"),
        (#""every": "0s""#, "feeds[0].every: 0s is too short; from 1s to 4w are allowed"),
        (
            #""every": "10m""#,
            #"feeds[0].every: no feed on the network is asked more often than every 15m; write "15m" or more"#
        ),
        (#""every": null"#, "feeds[0].every: null means nothing here; leave the key out"),
        (#""backlog": 51"#, "feeds[0].backlog: 51 is out of range; from 0 to 50 are allowed"),
        (#""backlog": 1.5"#, "feeds[0].backlog: 1.5 is no whole number; from 0 to 50 are allowed"),
        (#""backlog": "5""#, "feeds[0].backlog: a number stands without quotes; write 5"),
        (#""backlog": true"#, "feeds[0].backlog: a number is needed, not true; from 0 to 50 are allowed"),
        (#""maxPerPoll": 0"#, "feeds[0].maxPerPoll: 0 is out of range; from 1 to 1000 are allowed"),
        (#""delay": "8d""#, "feeds[0].delay: 8d is too long; from 0s to 1w are allowed"),
        (#""include": "eau""#, #"feeds[0].include: a list is needed, not a text; write ["eau"]"#),
        (#""include": ["eau", 3]"#, #"feeds[0].include[1]: a text is needed, not a number; write "3""#),
        (
            #""audience": "pubic""#,
            #"feeds[0].audience: "pubic" is no audience; did you mean "public"? A list of that name is "list:pubic""#
        ),
        (
            #""audience": "Follower""#,
            #"feeds[0].audience: "Follower" is no audience; did you mean "followers"? A list of that name is "list:Follower""#
        ),
        (
            #""audience": "private""#,
            #"feeds[0].audience: "private" is no audience; did you mean "followers"? A list of that name is "list:private""#
        ),
        (
            #""audience": "@anna""#,
            #"feeds[0].audience: a feed does not write to a single person; write "followers", or a list such as "list:donors""#
        ),
        (
            #""audience": "Direct""#,
            #"feeds[0].audience: a feed does not write to a single person; write "followers", or a list such as "list:donors""#
        ),
        (#""audience": "list: ""#, #"feeds[0].audience: the list has no title; write for example "list:donors""#),
        (#""audience": " ""#, "feeds[0].audience: the text is empty; leave the key out"),
        (
            #""audience": "a\nb""#,
            "feeds[0].audience: a line break or control character stands in the text; keep it to one line"
        ),
        (
            #""route": { "match": ["a"], "audience": "a" }"#, "feeds[0].route: a list is needed, not an object"
        ),
        (
            #""route": [{ "audience": "press" }]"#,
            #"feeds[0].route[0]: "match" is missing; add for example "match": ["volunteers"]"#
        ),
        (
            #""route": [{ "match": ["a"], "audience": "press" }, { "match": ["a"] }]"#,
            #"feeds[0].route[1]: "audience" is missing; add for example "audience": "volunteers""#
        ),
        (
            #""route": [{ "match": [], "audience": "press" }]"#,
            "feeds[0].route[0].match: there is no word to look for; remove the rule"
        ),
        (
            #""route": [{ "match": ["eau", "*"], "audience": "press" }]"#,
            "feeds[0].route[0].match[1]: there is no word to look for"
        ),
        (
            #""route": [{ "match": ["eau"], "audience": "unlistd" }]"#,
            #"feeds[0].route[0].audience: "unlistd" is no audience; did you mean "unlisted"? A list of that name is "list:unlistd""#
        ),
        (
            #""route": [{ "match": ["eau"], "audience": "press", "every": "1h" }]"#,
            #"feeds[0].route[0].every: unknown key; it belongs in "defaults" or in an entry of "feeds""#
        ),
        (
            #""shorten": "sometimes""#,
            #"feeds[0].shorten: "sometimes" does not say when links are shortened; write "whenNeeded", "always" or "never""#
        ),
        (
            #""shorten": "whenneeded""#,
            #"feeds[0].shorten: "whenneeded" does not say when links are shortened; did you mean "whenNeeded"?"#
        ),
        (#""shorten": true"#, "feeds[0].shorten: a text is needed, not true"),
        (
            #""shorten": "always""#,
            #"feeds[0].shorten: short links need a name that readers can reach; add it to "web", for example "publicURL": "https://news.example.org""#
        ),
        (#""shortener": "bit.ly""#, #"feeds[0].shortener: unknown key; did you mean "shorten"?"#),
        (#""onUpdate": "edits""#, #"feeds[0].onUpdate: "edits" means nothing here; did you mean "edit"?"#),
        (#""onUpdate": "repost""#, #"feeds[0].onUpdate: "repost" means nothing here; write "ignore" or "edit""#),
        (#""onEdit": "edit""#, #"feeds[0].onEdit: unknown key; did you mean "onUpdate"?"#),
        (#""language": "french""#, #"feeds[0].language: "french" is no language tag; write "fr""#),
        (
            #""language": "q""#,
            #"feeds[0].language: "q" is no language tag; write for example "fr", "en-GB" or "zh-Hant""#
        ),
        (#""profile": "nwes""#, #"feeds[0].profile: there is no profile "nwes"; did you mean "news"?"#),
        (#""profile": "sport""#, #"feeds[0].profile: there is no profile "sport"; add it to "profiles""#),
        (#""url": """#, "feeds[0].url: the address is empty"),
        (
            #""url": "ftp://example.org/feed""#,
            "feeds[0].url: ftp: is not read; use http://, https:// or the path of a file"
        ),
        (#""url": "feed://example.org/rss""#, #"feeds[0].url: feed: is no address; write "https://example.org/rss""#),
        (
            #""url": "example.org/feed""#,
            #"feeds[0].url: "example.org/feed" is neither an address nor clearly a file; write "https://example.org/feed", or "./example.org/feed" for a file"#
        ),
        (
            #""url": "localhost:8080/feed""#,
            #"feeds[0].url: "localhost:8080/feed" has no scheme; write "http://localhost:8080/feed""#
        ),
        (
            #""url": "https:///feed""#,
            #"feeds[0].url: "https:///feed" names no host; write for example https://example.org/feed"#
        ),
        (
            #""url": "https://example.org/a b""#,
            "feeds[0].url: an address has no blanks; write %20 for a blank that belongs to it"
        ),
        (
            #""url": "https://me:secret@example.org/feed""#,
            "feeds[0].url: a password in an address ends up in logs; write it into feeds.credentials beside this file instead"
        ),
        (#""url": "~/a.xml""#, "feeds[0].url: ~ is the shell's; write the path from / on"),
        (
            #""url": "file://server/a.xml""#,
            #"feeds[0].url: "file://server/a.xml" names no file here; write for example file:///srv/feeds/news.xml"#
        ),
    ])
    func namesWhatIsWrongWithAFeed(members: String, mistake: String) {
        let url = members.contains("\"url\"") ? "" : #""url": "https://example.org/feed", "#
        #expect(bare(Sample.mistakes(in: Sample.text(feeds: "[{ \(url)\(members) }]"))) == [mistake])
    }

    /// Members of the whole, and what is said about them.
    @Test(arguments: [
        (#""fedes": [],"#, #"fedes: unknown key; did you mean "feeds"?"#),
        (#""every": "1h","#, #"every: unknown key; it belongs in "defaults" or in an entry of "feeds""#),
        (#""defaults": { "url": "x" },"#, #"defaults.url: unknown key; it belongs in an entry of "feeds""#),
        (#""defaults": [],"#, "defaults: an object { … } is needed, not a list"),
        (#""web": false,"#, "web: an object { … } is needed, not false"),
        (#""web": { "listen": 8140 },"#, #"web.listen: a host is missing; write "127.0.0.1:8140""#),
        (#""web": { "listen": "8140" },"#, #"web.listen: a host is missing; write "127.0.0.1:8140""#),
        (
            #""web": { "listen": ":80" },"#,
            #"web.listen: a host is missing; write "127.0.0.1:80", or "0.0.0.0:80" for every address"#
        ),
        (#""web": { "listen": "[::1]" },"#, #"web.listen: a port is missing; write "[::1]:8140""#),
        (
            #""web": { "listen": "::1:80" },"#,
            #"web.listen: "::1:80" is no address to listen on; write for example "127.0.0.1:8140", "[::1]:8140" or "unix:/run/feedline/web.sock""#
        ),
        (
            #""web": { "publicURL": "https://example.org/news?x" },"#,
            #"web.publicURL: a path or query cannot be part of it; write "https://example.org""#
        ),
        (
            #""web": { "publicURL": "news.example.org" },"#,
            #"web.publicURL: "news.example.org" is no web address; write "https://news.example.org""#
        ),
        (
            #""polling": { "maximumConcurrent": 513 },"#,
            "polling.maximumConcurrent: 513 is out of range; from 1 to 512 are allowed"
        ),
        (#""polling": { "hostgap": "1s" },"#, #"polling.hostgap: unknown key; did you mean "hostGap"?"#),
        (
            #""network": { "allow": ["home"] },"#,
            #"network.allow[0]: "home" is no network; write for example "127.0.0.0/8", "10.1.2.3" or "fd00::/8""#
        ),
        (
            #""network": { "proxy": "ftp://x" },"#,
            #"network.proxy: "ftp" is no scheme that works here; use http:// or https:// or socks5:// or socks5h://"#
        ),
        (
            #""network": { "contact": "me@example.org" },"#,
            #"network.contact: a scheme is missing; write "mailto:me@example.org""#
        ),
        (#""alerts": {},"#, #"alerts: nobody would be told; add "command" or "webhook""#),
        (
            #""alerts": { "command": ["/bin/tell"], "url": "https://a.org/" },"#,
            #"alerts.url: unknown key; did you mean "webhook"?"#
        ),
        (
            #""alerts": { "command": "tell" },"#,
            #"alerts.command: a list is needed, not a text; write ["tell"]"#
        ),
        (#""alerts": { "command": [] },"#, "alerts.command: there is no command; leave the key out"),
        (
            #""alerts": { "command": ["tell", "me"] },"#,
            #"alerts.command: "tell" is not looked for in other folders; write its path, for example "/usr/local/bin/tell""#
        ),
        (
            #""alerts": { "command": ["/bin/tell", "a\u0000b"] },"#,
            "alerts.command[1]: a zero byte stands in the argument; remove it"
        ),
        (
            #""alerts": { "command": ["/bin/tell"], "after": "30m" },"#,
            "alerts.after: 30m is too short; from 1h to 12w are allowed"
        ),
        (#""database": "","#, "database: the path is empty; leave the key out"),
    ])
    func namesWhatIsWrongWithTheRest(members: String, mistake: String) {
        #expect(bare(Sample.mistakes(in: Sample.text(extra: members))) == [mistake])
    }

    @Test(arguments: [
        ("{}", #"profiles: there is no profile; add for example "news": { "language": "en" }"#),
        (
            #"{ "Équipe Secours": {} }"#,
            #"profiles["Équipe Secours"]: "Équipe Secours" cannot be a name; write "equipe_secours""#
        ),
        (
            #"{ "人権": {} }"#,
            #"profiles.人権: "人権" cannot be a name; a name has 1 to 30 of a-z, 0-9 and _, with . or - between them"#
        ),
        (#"{ "metrics": {} }"#, #"profiles.metrics: "metrics" is reserved; choose another name"#),
        (#"{ "news": { "displayName": " " } }"#, "profiles.news.displayName: the text is empty; leave the key out"),
        (
            #"{ "news": { "displayName": "a\nb" } }"#,
            "profiles.news.displayName: a line break or control character stands in the text; keep it to one line"
        ),
        (
            #"{ "news": { "url": "example.org" } }"#,
            #"profiles.news.url: "example.org" is no web address; write "https://example.org""#
        ),
        (#"{ "news": { "name": "News" } }"#, #"profiles.news.name: unknown key; did you mean "displayName"?"#),
        (#"{ "news": "News" }"#, "profiles.news: an object { … } is needed, not a text"),
    ])
    func namesWhatIsWrongWithAProfile(profiles: String, mistake: String) {
        #expect(bare(Sample.mistakes(in: Sample.text(profiles: profiles))) == [mistake])
    }

    @Test func tellsProfilesApartWithoutLetterCase() {
        let text = Sample.text(profiles: #"{ "News": {}, "news": {} }"#, feeds: "[]")
        #expect(
            bare(Sample.mistakes(in: text))
                == [#"profiles.news: letter case does not tell profiles apart; "News" is there already"#]
        )
    }

    @Test func asksForTheProfileWhereThereAreSeveral() {
        let text = Sample.text(profiles: #"{ "b": {}, "a": {} }"#)
        #expect(
            bare(Sample.mistakes(in: text))
                == [#"feeds[0]: "profile" is missing; there are several to choose from: a, b"#]
        )
    }

    @Test func asksForWhatEveryFileNeeds() {
        #expect(
            bare(Sample.mistakes(in: "{}")) == [
                #""profiles" is missing; add for example "profiles": { "news": { "language": "en" } }"#,
                #""feeds" is missing; add for example "feeds": [{ "url": "https://example.org/feed" }]"#,
            ]
        )
        #expect(Sample.mistakes(in: "[]") == ["1:1: an object { … } is needed, not a list"])
    }

    @Test(arguments: [
        ("https://example.org/feed", "http://www.example.org/feed/"), ("a.xml", "./b/../a.xml"),
        ("/etc/feedline/a.xml", "file:///etc/feedline/a.xml"),
    ])
    func refusesTheSameFeedTwice(first: String, second: String) {
        let text = Sample.text(
            profiles: #"{ "a": {}, "b": {} }"#,
            feeds: #"[{ "url": "\#(first)", "profile": "a" }, { "url": "\#(second)", "profile": "b" }]"#
        )
        #expect(
            bare(Sample.mistakes(in: text)) == [
                "feeds[1].url: feeds[0] is the same feed; keep one of the two: a feed speaks through one profile"
            ]
        )
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080/feed", "127.0.0.1", 8_080), ("https://10.1.2.3/feed", "10.1.2.3", 443),
        ("http://[fd00::1]/feed", "fd00::1", 80), ("http://localhost/feed", "127.0.0.1", 80),
        ("http://93.184.216.34:22/", "93.184.216.34", 22),
    ])
    func asksForLeaveToReadWhatIsNotPublic(url: String, number: String, port: Int) {
        let feeds = "[{ \"url\": \"\(url)\" }]"
        let host = url.contains("localhost") ? "localhost" : number
        #expect(
            bare(Sample.mistakes(in: Sample.text(feeds: feeds))) == [
                "feeds[0].url: \(host) is no public address, or port \(port) is not for the web; "
                    + "if it is yours, add \"\(number)\" to \"allow\" in \"network\""
            ]
        )
        let network = "\"network\": { \"allow\": [\"\(number)\"] },"
        #expect(Sample.mistakes(in: Sample.text(extra: network, feeds: feeds)) == [])
    }

    @Test(arguments: [
        "http://127.1.2.3:8080/feed": true, "http://localhost/feed": false, "http://10.0.0.1/feed": false,
    ])
    func letsOwnMachinesBeAskedAsOftenAsTheirOwnerLikes(url: String, isOwn: Bool) {
        let text = Sample.text(
            extra: #""network": { "allow": ["127.0.0.0/8", "10.0.0.2"] },"#,
            feeds: "[{ \"url\": \"\(url)\", \"every\": \"1s\" }]"
        )
        #expect(Sample.mistakes(in: text).isEmpty == isOwn)
    }

    @Test func passesOnWhatTemplatesAndFiltersSay() {
        let feed = #"{ "url": "a.xml", "template": "{titel} {link}", "include": ["eau", "/(/"] }"#
        let template = #expect(throws: TemplateError.self) { try Template.parse("{titel} {link}") }
        let filter = #expect(throws: FilterError.self) { try Filter(include: ["/(/"]) }
        let mistakes = bare(Sample.mistakes(in: Sample.text(feeds: "[\(feed)]")))
        #expect(
            mistakes == [
                "feeds[0].template: \(template?.description ?? "")", "feeds[0].include[1]: \(filter?.message ?? "")",
            ]
        )
    }

    @Test func namesAMistakeInTheDefaultsOnce() {
        let feeds = #"[{ "url": "https://a.org/feed" }, { "url": "https://b.org/feed" }, { "url": "a.xml" }]"#
        #expect(
            Sample.mistakes(in: Sample.text(extra: #""defaults": { "every": "1m", "backlog": 99 },"#, feeds: feeds))
                == [
                    #"3:24: defaults.every: no feed on the network is asked more often than every 15m; write "15m" or more"#,
                    "3:41: defaults.backlog: 99 is out of range; from 0 to 50 are allowed",
                ]
        )
    }

    @Test func saysOnceWhatIsWrongWithTheNameOfShortLinks() {
        let always = #""defaults": { "shorten": "always" },"#
        let feeds = #"[{ "url": "a.xml" }, { "url": "b.xml" }, { "url": "c.xml", "shorten": "always" }]"#
        let complaint = "short links need a name that readers can reach"
        let lines = Sample.mistakes(in: Sample.text(extra: always, feeds: feeds))
        #expect(
            lines.map { $0.prefix { $0 != ";" } } == [
                "3:26: defaults.shorten: \(complaint)", "4:80: feeds[2].shorten: \(complaint)",
            ]
        )
        let web = #""web": { "publicURL": "news.example.org" },"#
        #expect(Sample.mistakes(in: Sample.text(extra: always + web, feeds: feeds)).count == 1)
    }

    @Test func namesEverythingAtOnceWithItsPlace() {
        let text = """
            { // mine
              "profiles": { "news": { "lang": "fr" }, },
              "feeds": [
                { "url": "https://example.org/é", "évry": "1h", "every": 30m },
                { "url": "https://example.org/é", "url": "x" }
                { "every": 15 }
              ],
              "web": { "listen": "localhost" },
              "polling": { "hostGap": 2 }
            }
            """
        do {
            _ = try Configuration.decode(Array(text.utf8), file: "conf/feeds.json")
            Issue.record("it was taken")
        } catch {
            let lines = error.description.split(separator: "\n").map(String.init)
            #expect(lines.allSatisfy { $0.hasPrefix("conf/feeds.json:") })
            #expect(
                lines.map { $0.dropFirst("conf/feeds.json:".count).prefix { $0 != ";" } } == [
                    "1:3: JSON has no comments",
                    "2:27: profiles.news.lang: unknown key",
                    "2:41: profiles: there is a comma before the closing }",
                    "4:39: feeds[0].évry: unknown key",
                    "4:62: feeds[0].every: a text needs double quotes",
                    "5:14: feeds[1].url: feeds[0] is the same feed",
                    "5:39: feeds[1].url: this key was given on line 5 already",
                    "5:51: feeds: a comma is missing here",
                    #"6:5: feeds[2]: "url" is missing"#,
                    "6:16: feeds[2].every: a duration needs a unit",
                    "8:22: web.listen: a port is missing",
                    "9:27: polling.hostGap: a duration needs a unit",
                ]
            )
        }
    }

    @Test func keepsHostileTextsHarmlessAndShort() {
        let long = String(repeating: "x", count: 10_000)
        let mistakes = Sample.mistakes(in: Sample.text(extra: #""\u001b[31m\#(long)": 1,"#))
        #expect(mistakes.count == 1)
        #expect(mistakes.allSatisfy { $0.count < 400 && !$0.contains("\u{1B}") })
    }

    @Test(arguments: [
        #""proxy": "me:secret@proxy.example.org:3128""#, #""proxy": "ftp://me:secret@proxy.example.org""#,
        #""proxy": "http://me:secret@""#, #""proxy": "http://me:secret@proxy.example.org :3128""#,
    ])
    func repeatsNoPassword(proxy: String) {
        let mistakes = Sample.mistakes(in: Sample.text(extra: "\"network\": { \(proxy) },"))
        #expect(mistakes.count == 1)
        #expect(mistakes.allSatisfy { !$0.contains("secret") })
    }

    /// The address of a webhook may be a secret as a whole.
    @Test(arguments: [
        "htps://example.org/secret", "example.org/secret", "https:///secret", "https://me:secret@example.org/",
        "https://example.org/a secret", "secret",
    ])
    func repeatsNoWebhook(address: String) {
        let mistakes = Sample.mistakes(in: Sample.text(extra: "\"alerts\": { \"webhook\": \"\(address)\" },"))
        #expect(mistakes.count == 1)
        #expect(mistakes.allSatisfy { !$0.contains("secret") })
    }

    private func bare(_ mistakes: [String]) -> [String] {
        mistakes.map { String($0.trimmingPrefix(#/[0-9]+:[0-9]+: /#)) }
    }
}
