import Feeds
import Testing

struct JSONFeedTests {
    @Test func readsEveryField() throws {
        let feed = try feed(
            """
            {"version":"https://jsonfeed.org/version/1.1","title":"Wells","home_page_url":"https://a.example/",
             "feed_url":"/feed.json","description":"d","language":"en","icon":"icon.png","authors":[{"name":"Bo","url":"/bo"}],
             "hubs":[{"type":"WebSub","url":"https://hub.example/"}],
             "items":[{"id":"1","url":"/1","external_url":"https://b.example/","title":"1 < 2 &amp;","summary":"s",
               "content_html":"<p>x</p>","date_published":"2026-01-02T03:04:05Z","date_modified":"2026-01-03T03:04:05Z",
               "tags":["a","b"],"language":"fr","image":"i.jpg",
               "attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":7,"title":"A"}]}]}
            """,
            url: "https://a.example/feed.json"
        )
        #expect(feed.format == .json11)
        #expect(feed.feedURL == "https://a.example/feed.json")
        #expect(feed.icon == "https://a.example/icon.png")
        #expect(feed.hubs == [ParsedHub(type: "WebSub", url: "https://hub.example/")])
        let item = try #require(feed.items.first)
        #expect(item.id == "1")
        #expect(item.url == "https://a.example/1")
        #expect(item.externalURL == "https://b.example/")
        #expect(item.title == "1 < 2 &amp;")
        #expect(item.content?.plain == "x")
        #expect(try item.published == instant("2026-01-02T03:04:05Z"))
        #expect(item.authors == [ParsedPerson(name: "Bo", url: "https://a.example/bo")])
        #expect(item.tags == ["a", "b"])
        let file = ParsedAttachment(url: "https://a.example/a.mp3", mimeType: "audio/mpeg", size: 7, title: "A")
        #expect(item.attachments == [file])
    }

    @Test func takesNullsAndNumbersAsTheyCome() throws {
        let feed = try feed(
            """
            \u{FEFF}{"version":"https://jsonfeed.org/version/1","title":null,"authors":null,
             "items":[{"id":42,"title":7,"url":null,"tags":[null,"a",1],"content_text":"a < b","date_published":false}, 3]}
            """
        )
        #expect(feed.format == .json10)
        #expect(feed.items.map(\.id) == ["42"])
        #expect(feed.items.first?.tags == ["a", "1"])
        #expect(feed.items.first?.content?.html == "a &lt; b")
    }

    @Test func forgivesLineEndsInsideOfStrings() throws {
        let feed = try feed(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"a\tb\",\n\"items\":[{\"id\":\"1\",\"title\":\"c\nd\"}]}"
        )
        #expect(feed.title == "a b" && feed.items.map(\.title) == ["c d"])
        #expect(feed.warnings == ["recovered:character"])
    }

    @Test(arguments: ["{\"a\":1}", "[]", "{", "{\"version\":\"2\",\"items\":3}"])
    func refusesOtherJSON(text: String) {
        #expect(throws: FeedError.self) { try feed(text) }
    }
}
