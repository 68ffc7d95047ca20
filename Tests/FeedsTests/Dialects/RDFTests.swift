import Feeds
import Testing

struct RDFTests {
    private func document(_ namespace: String) -> String {
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="\(namespace)"
          xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel rdf:about="http://a.example/"><title>Wells</title><link>http://a.example/</link>
            <items><rdf:Seq><rdf:li rdf:resource="http://a.example/1"/></rdf:Seq></items></channel>
          <image rdf:about="http://a.example/i"><title>Logo</title><url>http://a.example/i.png</url></image>
          <item rdf:about="http://a.example/1"><title>One</title><link>http://a.example/one</link>
            <dc:date>2026-01-02T03:04:05+01:00</dc:date><dc:creator>Bo</dc:creator><dc:subject>water</dc:subject></item>
        </rdf:RDF>
        """
    }

    @Test func readsItemsBesideTheChannel() throws {
        let feed = try feed(document("http://purl.org/rss/1.0/"))
        #expect(feed.format == .rss10)
        #expect(feed.title == "Wells")
        #expect(feed.id == "http://a.example/")
        #expect(feed.icon == "http://a.example/i.png")
        let item = try #require(feed.items.first)
        #expect(feed.items.count == 1)
        #expect(item.id == "http://a.example/1")
        #expect(item.idSource == .rdfAbout)
        #expect(item.url == "http://a.example/one")
        #expect(try item.published == instant("2026-01-02T02:04:05Z"))
        #expect(item.authors == [ParsedPerson(name: "Bo")])
        #expect(item.tags == ["water"])
    }

    @Test func namesItsVersion() throws {
        #expect(try feed(document("http://my.netscape.com/rdf/simple/0.9/")).format == .rss090)
    }
}
