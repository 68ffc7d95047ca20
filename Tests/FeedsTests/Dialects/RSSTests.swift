import Feeds
import Testing

struct RSSTests {
    @Test func readsTheHeadOfAChannel() throws {
        let feed = try feed(fixture("blog.rss"))
        #expect(feed.format == .rss20)
        #expect(feed.title == "L’eau & la vie")
        #expect(feed.homePageURL == "https://eau.example")
        #expect(feed.feedURL == "https://eau.example/feed/")
        #expect(feed.summary == "Puits, pompes et patience")
        #expect(feed.language == "fr-FR")
        #expect(feed.icon == "https://eau.example/icon.png")
        #expect(feed.hubs == [ParsedHub(type: "WebSub", url: "https://hub.example/")])
        #expect(try feed.modified == instant("2026-11-22T10:00:00Z"))
        #expect(feed.pollingHints.updateEvery == .seconds(1_800))
        #expect(feed.isComplete)
        #expect(feed.warnings.isEmpty)
    }

    @Test func readsItemsWithTheModulesThatBlogsUse() throws {
        let feed = try feed(fixture("blog.rss"), url: "https://eau.example/feed/")
        let item = try #require(feed.items.first)
        #expect(item.id == "https://eau.example/?p=42")
        #expect(item.idSource == .guid)
        #expect(item.url == "https://eau.example/puits-bere/")
        #expect(item.title == "Un puits pour Béré")
        #expect(item.authors == [ParsedPerson(name: "Awa Traoré")])
        #expect(item.tags == ["Eau potable", "Mali"])
        #expect(try item.published == instant("2026-11-22T09:30:00Z"))
        #expect(item.summary?.plain == "Le forage est fini… […]")
        #expect(item.content?.html.contains("href=\"https://eau.example/photos\"") == true)
        #expect(item.image == "https://eau.example/puits.jpg")
        let picture = ParsedAttachment(
            url: "https://eau.example/puits.jpg",
            mimeType: "image/jpeg",
            size: 1_234,
            title: "puits.jpg"
        )
        #expect(item.attachments == [picture])
        #expect(feed.items.map(\.title) == ["Un puits pour Béré", "Tom & l’équipe"])
    }

    @Test func readsThePodcastCategoriesWithTheirParts() throws {
        let feed = try feed(
            """
            <rss version="2.0" xmlns:itunes="http://www.itunes.com/DTDs/Podcast-1.0.dtd"><channel>
            <itunes:category text="Society"><itunes:category text="Documentary"/></itunes:category>
            <itunes:category text="News"/></channel></rss>
            """
        )
        #expect(feed.tags == ["Society", "Documentary", "News"])
    }

    @Test func takesTheGuidForTheAddressOnlyIfItIsOne() throws {
        #expect(try item("<guid>http://a.example/1</guid>").url == "http://a.example/1")
        #expect(try item("<guid isPermaLink='false'>http://a.example/1</guid>").url == nil)
        #expect(try item("<guid>12345</guid>").url == nil)
        #expect(try item("<guid>x</guid><link>http://a.example/2</link>").url == "http://a.example/2")
    }

    @Test func resolvesLinksAgainstTheDocumentAndItsBase() throws {
        let relative = "<link>../post/1</link>"
        #expect(try item(relative, url: "http://a.example/feeds/rss.xml").url == "http://a.example/post/1")
        let based = try item(relative, attributes: " xml:base='http://b.example/x/y/'", url: "http://a.example/")
        #expect(based.url == "http://b.example/x/post/1")
    }

    @Test(arguments: [
        ("bob@a.example (Bob)", ParsedPerson(name: "Bob", email: "bob@a.example")),
        ("Bob &lt;bob@a.example&gt;", ParsedPerson(name: "Bob", email: "bob@a.example")),
        ("Bob (the builder)", ParsedPerson(name: "Bob (the builder)")),
        ("bob@a.example", ParsedPerson(email: "bob@a.example")),
    ])
    func tellsNameFromAddress(text: String, person: ParsedPerson) throws {
        #expect(try item("<author>\(text)</author>").authors == [person])
    }

    @Test func keepsAFeedWhoseFieldsAreBad() throws {
        let item = try item("<title>T</title><pubDate>soon</pubDate><enclosure url='http://a.example/x' length='big'/>")
        #expect(item.title == "T")
        #expect(item.published == nil)
        #expect(item.attachments == [ParsedAttachment(url: "http://a.example/x")])
    }

    @Test func readsWhenNotToPoll() throws {
        let hours = "<skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>99</hour></skipHours>"
        let days = "<skipDays><day>Sunday</day><day>saturday</day></skipDays>"
        let hints = try feed(rss("<ttl>90</ttl>\(hours)\(days)")).pollingHints
        #expect(hints.ttl == .seconds(5_400))
        #expect(hints.skipHours == [0, 7])
        #expect(hints.skipDays == [1, 7])
    }

    @Test(arguments: [
        "<rss><channel><title>F</title></channel><item><title>T</title></item></rss>",
        "<rss><title>F</title><item><title>T</title></item></rss>",
        "<channel><title>F</title><item><title>T</title></item></channel>",
        "<RSS VERSION='2.0'><Channel><Title>F</Title><Item><Title>T</Title></Item></Channel></RSS>",
        "<rss xmlns='http://backend.userland.com/rss2'><channel><title>F</title><item><title>T</title></item></channel></rss>",
        "<rss xmlns='http://www.w3.org/1999/xhtml'><channel><title>F</title><item><title>T</title></item></channel></rss>",
    ])
    func readsUnusualFrames(text: String) throws {
        let feed = try feed(text)
        #expect(feed.title == "F")
        #expect(feed.items.map(\.title) == ["T"])
    }

    @Test func namesItsVersion() throws {
        #expect(try feed("<rss version='0.91'><channel/></rss>").format == .rss091)
        #expect(try feed("<rss version='7.42beta'><channel/></rss>").format == .rss20)
    }

    @Test func announcesItsCloud() throws {
        let cloud = "<cloud domain='rpc.example' port='5337' path='/notify' registerProcedure='' protocol='http-post'/>"
        let feed = try feed(rss(cloud))
        #expect(feed.hubs == [ParsedHub(type: "rssCloud", url: "http://rpc.example:5337/notify")])
    }
}
