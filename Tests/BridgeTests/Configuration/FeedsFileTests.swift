import Testing

@testable import Bridge

@Suite struct FeedsFileTests {
    private let entries = [
        FeedsFile.Entry(url: "https://a.example/feed", profile: "news", comment: "L’\"A\""),
        FeedsFile.Entry(url: "https://b.example/feed"),
    ]

    @Test(arguments: [
        (
            "{\n  \"feeds\": [\n    {\n      \"url\": \"x.xml\"\n    }\n  ],\n  \"web\": {}\n}\n",
            """
            {
              "feeds": [
                {
                  "url": "x.xml"
                },
                { "url": "https://a.example/feed", "profile": "news", "comment": "L’\\"A\\"" },
                { "url": "https://b.example/feed" }
              ],
              "web": {}
            }

            """
        ),
        (
            "{\"feeds\":[{\"url\":\"x.xml\"}],\"web\":{}}",
            "{\"feeds\":[{\"url\":\"x.xml\"}, { \"url\": \"https://a.example/feed\", \"profile\": \"news\", \"comment\": \"L’\\\"A\\\"\" }, { \"url\": \"https://b.example/feed\" }],\"web\":{}}"
        ),
        (
            "{\n\t\"profiles\": {},\n\t\"feeds\": [ ]\n}",
            "{\n\t\"profiles\": {},\n\t\"feeds\": [\n\t\t{ \"url\": \"https://a.example/feed\", \"profile\": \"news\", \"comment\": \"L’\\\"A\\\"\" },\n\t\t{ \"url\": \"https://b.example/feed\" }\n\t]\n}"
        ),
        (
            "{}",
            "{\n  \"feeds\": [\n    { \"url\": \"https://a.example/feed\", \"profile\": \"news\", \"comment\": \"L’\\\"A\\\"\" },\n    { \"url\": \"https://b.example/feed\" }\n  ]\n}"
        ),
        (
            "{\r\n    \"web\": {}\r\n}\r\n",
            "{\r\n    \"web\": {},\r\n    \"feeds\": [\r\n        { \"url\": \"https://a.example/feed\", \"profile\": \"news\", \"comment\": \"L’\\\"A\\\"\" },\r\n        { \"url\": \"https://b.example/feed\" }\r\n    ]\r\n}\r\n"
        ),
    ])
    func addsInTheStyleOfTheFile(text: String, expected: String) throws {
        #expect(try FeedsFile.adding(feeds: entries, to: text).text == expected)
    }

    @Test func keepsEveryByteOfTheRest() throws {
        for name in ["feeds.example.json", "examples/ngo.json", "examples/blogger.json"] {
            let old = try Shipped.bytes(name)
            let path = Shipped.path(name)
            let before = try Configuration.decode(old, file: path)
            let profile = try #require(before.profiles.keys.sorted().first)
            let new = (1...3).map {
                FeedsFile.Entry(url: "https://\($0).example/feed", profile: profile, language: "fr")
            }
            let addition = try FeedsFile.adding(feeds: new, to: String(decoding: old, as: UTF8.self), file: path)
            let text = Array(addition.text.utf8)
            let head = zip(old, text).prefix { $0 == $1 }.count
            let tail = zip(old.reversed(), text.reversed()).prefix { $0 == $1 }.count
            #expect(head + tail >= old.count)
            let after = try Configuration.decode(text, file: path)
            #expect(after.feeds.count == before.feeds.count + 3)
            #expect(Array(after.feeds.prefix(before.feeds.count)) == before.feeds)
            #expect(after.feeds.suffix(3).map(\.url) == new.map(\.url))
            #expect(after.feeds.suffix(3).allSatisfy { $0.profile == profile && $0.language == "fr" })
        }
    }

    @Test(arguments: ["\n", "\r\n"], ["", "  ", "\t", "        "])
    func addsToFilesOfEveryShape(newline: String, unit: String) throws {
        for count in 0...3 {
            let urls = (0..<count).map { "https://\($0).example/feed" }
            for end in ["", newline, "  "] {
                let list = urls.map { newline + unit + unit + #"{"url":"\#($0)"}"# }.joined(separator: ",")
                let text =
                    "{\(newline)\(unit)\"profiles\" : {\"a\":{}},\(newline)\(unit)\"feeds\":[\(list)\(end)]\(newline)}\(newline)"
                let addition = try FeedsFile.adding(
                    feeds: [FeedsFile.Entry(url: "https://new.example/ü?a=\"")],
                    to: text
                )
                #expect(Sample.mistakes(in: addition.text) == [])
                #expect(
                    try Sample.decode(addition.text).feeds.map(\.url) == urls + ["https://new.example/ü?a=\""]
                )
            }
        }
    }

    @Test func leavesOutWhatIsThere() throws {
        let text = #"{ "feeds": [{ "url": "http://www.a.example/feed/" }, { "url": "dir/x.xml" }] }"#
        let twice = entries + [entries[1], FeedsFile.Entry(url: "./dir/x.xml")]
        let addition = try FeedsFile.adding(feeds: twice, to: text)
        #expect(addition.added == [entries[1]])
        #expect(addition.known == [entries[0], entries[1], FeedsFile.Entry(url: "./dir/x.xml")])
        let again = try FeedsFile.adding(feeds: twice, to: addition.text)
        #expect(again.text == addition.text)
        #expect(again.added.isEmpty)
    }

    @Test(arguments: ["", "[]", "{ \"feeds\": {} }", "{ \"feeds\": [], }", "{ // mine\n \"feeds\": [] }"])
    func refusesToEditWhatItCannotRead(text: String) {
        #expect(throws: ConfigurationError.self) { try FeedsFile.adding(feeds: entries, to: text) }
    }

    @Test func writesANewFileThatIsRight() throws {
        let profile = ProfileConfiguration(
            name: "news",
            displayName: "\"Les\" nouvelles",
            bio: "Bio",
            language: "fr",
            url: "https://a.example"
        )
        let feeds = [FeedsFile.Entry(url: "https://a.example/feed", comment: "A"), FeedsFile.Entry(url: "b.xml")]
        let text = FeedsFile.new(profile: profile, feeds: feeds, schema: "feeds.schema.json")
        let configuration = try Sample.decode(text)
        #expect(configuration.profiles == ["news": profile])
        #expect(configuration.feeds.map(\.url) == ["https://a.example/feed", "/etc/feedline/b.xml"])
        #expect(text.hasSuffix("}\n"))
        #expect(try Sample.decode(FeedsFile.new(profile: ProfileConfiguration(name: "a"), feeds: [])).feeds.isEmpty)
    }
}
