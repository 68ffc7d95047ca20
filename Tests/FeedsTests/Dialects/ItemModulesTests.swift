import Feeds
import Testing

struct ItemModulesTests {
    private static let usual = """
         xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"\
         xmlns:dcterms="http://purl.org/dc/terms/" xmlns:a="http://www.w3.org/2005/Atom"\
         xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"
        """

    @Test func doNotOverwriteWhatTheItemSays() throws {
        let media = "<media:content url='http://a.example/i.jpg'><media:title>no</media:title></media:content>"
        let item = try item(
            "<itunes:title>no</itunes:title>\(media)<title>yes</title><media:title>no</media:title>",
            attributes: Self.usual
        )
        #expect(item.title == "yes")
    }

    @Test func fillWhatIsMissing() throws {
        let item = try item(
            """
            <itunes:title>Episode</itunes:title><itunes:author>Ana</itunes:author><itunes:summary>Talk</itunes:summary>
            <itunes:image href="http://a.example/cover.png"/><itunes:keywords>well, pump</itunes:keywords>
            <dcterms:created>2026-01-02</dcterms:created><a:link href="http://a.example/1"/>
            """,
            attributes: Self.usual
        )
        #expect(item.title == "Episode")
        #expect(item.authors == [ParsedPerson(name: "Ana")])
        #expect(item.summary?.plain == "Talk")
        #expect(item.image == "http://a.example/cover.png")
        #expect(item.tags == ["well", "pump"])
        #expect(try item.published == instant("2026-01-02T00:00:00Z"))
        #expect(item.url == "http://a.example/1")
    }

    @Test func areKnownByNamespaceWhateverTheirPrefix() throws {
        #expect(
            try item("<d:creator>Bo</d:creator>", attributes: " xmlns:d='http://purl.org/dc/elements/1.1/'").authors
                == [ParsedPerson(name: "Bo")]
        )
    }

    @Test(arguments: ["", " xmlns:dc=' https://purl.org/dc/elements/1.1 '", " xmlns:dc='http://wrong.example/'"])
    func areKnownByPrefixWhenTheNamespaceIsMissingOrWrong(declaration: String) throws {
        #expect(try item("<dc:creator>Bo</dc:creator>", attributes: declaration).authors == [ParsedPerson(name: "Bo")])
    }

    @Test func giveTheArticleBehindFeedBurner() throws {
        let item = try item(
            "<link>http://feedproxy.example/~r/1</link><feedburner:origLink>http://a.example/1</feedburner:origLink>",
            attributes: Self.usual
        )
        #expect(item.url == "http://a.example/1")
    }

    @Test func lookIntoAMediaGroup() throws {
        let group = """
            <media:group><media:title>no</media:title><media:content url="http://a.example/v" type="video/mp4"/>
            <media:thumbnail url="http://a.example/t.jpg"/><media:description>About</media:description></media:group>
            """
        let item = try item("<title>Video</title>\(group)", attributes: Self.usual)
        #expect(item.title == "Video")
        #expect(item.attachments == [ParsedAttachment(url: "http://a.example/v", mimeType: "video/mp4")])
        #expect(item.image == "http://a.example/t.jpg")
        #expect(item.summary?.plain == "About")
    }
}
