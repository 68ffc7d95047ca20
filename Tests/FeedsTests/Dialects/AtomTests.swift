import Feeds
import Testing

struct AtomTests {
    private func entry(
        _ inside: String,
        attributes: String = "xmlns='http://www.w3.org/2005/Atom'"
    ) throws -> ParsedItem {
        try #require(try feed("<feed \(attributes)><entry>\(inside)</entry></feed>").items.first)
    }

    @Test func readsTheHeadOfAFeed() throws {
        let feed = try feed(fixture("journal.atom"))
        #expect(feed.format == .atom10)
        #expect(feed.id == "tag:journal.example,2026:feed")
        #expect(feed.title == "Field journal")
        #expect(feed.summary == "Notes & numbers")
        #expect(feed.homePageURL == "https://journal.example/")
        #expect(feed.feedURL == "https://journal.example/dir/feed.atom")
        #expect(feed.language == "en")
        #expect(feed.hubs.map(\.url) == ["https://hub.example/"])
        #expect(try feed.modified == instant("2026-11-22T11:00:00Z"))
        let author = ParsedPerson(
            name: "Ines Ortega",
            url: "https://journal.example/ines",
            email: "ines@journal.example"
        )
        #expect(feed.authors == [author])
    }

    @Test func readsEntries() throws {
        let feed = try feed(fixture("journal.atom"))
        let item = try #require(feed.items.first)
        #expect(item.id == "tag:journal.example,2026:1")
        #expect(item.idSource == .atomID)
        #expect(item.url == "https://journal.example/dir/1.html")
        #expect(item.externalURL == "https://elsewhere.example/study")
        #expect(item.title == "Use <b> sparingly")
        #expect(item.language == "es")
        #expect(try item.published == instant("2026-11-22T11:00:00Z"))
        #expect(try item.modified == instant("2026-11-22T11:30:00Z"))
        #expect(item.tags == ["Water & food"])
        #expect(item.summary?.plain == "Once")
        #expect(item.content?.plain == "See two & rest")
        #expect(item.content?.html.contains("https://journal.example/dir/2.html") == true)
        let talk = ParsedAttachment(url: "https://journal.example/dir/talk.mp3", mimeType: "audio/mpeg", size: 17)
        #expect(item.attachments == [talk])
    }

    @Test func inheritsTheAuthorOfTheFeed() throws {
        let names = try feed(fixture("journal.atom")).items.map { $0.authors.map(\.name) }
        #expect(names == [["Ines Ortega"], ["Bo Lind"]])
    }

    @Test func keepsTheSourceApart() throws {
        let item = try #require(try feed(fixture("journal.atom")).items.last)
        #expect(item.title == "A second note")
        #expect(item.id == "tag:journal.example,2026:2")
        #expect(item.url == "https://journal.example/dir/2.html")
        #expect(item.content?.html.contains("https://journal.example/dir/sub/x.html") == true)
    }

    @Test func readsTextAsItsTypeSays() throws {
        #expect(try entry("<title>AT&amp;amp;T</title>").title == "AT&amp;T")
        #expect(try entry("<title type='html'>AT&amp;amp;T &lt;b&gt;now&lt;/b&gt;</title>").title == "AT&T now")
        #expect(try entry("<title type='xhtml'><div>1 &lt; <b>2</b></div></title>").title == "1 < 2")
    }

    @Test func readsAtom03() throws {
        let feed = try feed(
            """
            <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title><tagline>Still</tagline>
            <modified>2004-05-06T07:08:09Z</modified>
            <entry><title mode="escaped" type="text/html">A &lt;i&gt;b&lt;/i&gt;</title><id>x:1</id>
            <link rel="alternate" type="text/html" href="http://a.example/1"/><issued>2004-05-06T07:08:09Z</issued>
            <content mode="base64" type="text/html">PGI+Ym9sZDwvYj4=</content></entry></feed>
            """
        )
        #expect(feed.format == .atom03)
        #expect(feed.summary == "Still")
        let item = try #require(feed.items.first)
        #expect(item.title == "A b")
        #expect(item.url == "http://a.example/1")
        #expect(item.content?.plain == "bold")
        #expect(try item.published == instant("2004-05-06T07:08:09Z"))
    }

    @Test(arguments: ["", "xmlns='http://www.w3.org/2005/atom'", "xmlns='https://www.w3.org/2005/Atom/'"])
    func readsFeedsInTheWrongNamespace(attributes: String) throws {
        #expect(try entry("<title>T</title><id>1</id>", attributes: attributes).title == "T")
    }

    @Test func readsAnEntryAlone() throws {
        let feed = try feed("<entry xmlns='http://www.w3.org/2005/Atom'><title>T</title><id>1</id></entry>")
        #expect(feed.title == nil)
        #expect(feed.items.map(\.id) == ["1"])
    }
}
