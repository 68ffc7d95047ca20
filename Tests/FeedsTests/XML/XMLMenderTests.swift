import Feeds
import Testing

struct XMLMenderTests {
    private func title(_ markup: String) throws -> String? { try item("<title>\(markup)</title><guid>g</guid>").title }

    @Test(arguments: [
        ("AT&T & Co", "AT&T & Co"),
        ("caf&eacute; &mdash; &hellip;", "café — …"),
        ("a&nbsp;b", "a b"),
        ("x &foobar; y", "x &foobar; y"),
        ("1 < 2", "1 < 2"),
        ("i <3 u", "i <3 u"),
        ("a ]]> b", "a ]]> b"),
        ("ab\u{0B}cd\u{08}", "abcd"),
        ("ab&#11;cd&#x0;ef", "abcdef"),
        ("it&#146;s", "it’s"),
        ("&#55357;&#56832;", "😀"),
        ("x&#99999999;", "x"),
        ("Hel<!-- a -- b -->lo", "Hello"),
        ("<![CDATA[Hel]]><![CDATA[lo]]>", "Hello"),
        ("<p>Hello</p>", "Hello"),
        ("one<br>two", "one two"),
        ("a\u{FFFE}b", "ab"),
        ("&amp;amp; &lt;3", "& <3"),
    ])
    func keepsWhatWasMeant(markup: String, meaning: String) throws {
        #expect(try title(markup) == meaning)
    }

    @Test func keepsAddressesWithBareAmpersands() throws {
        let item = try item(
            "<link>http://a.example/?a=1&b=2&copy=3</link><enclosure url=\"http://a.example/x?a=1&b=2\"/>"
        )
        #expect(item.url == "http://a.example/?a=1&b=2&copy=3")
        #expect(item.attachments.map(\.url) == ["http://a.example/x?a=1&b=2"])
    }

    @Test func keepsAttributesWithoutQuotesAndTakesTheFirstOfTwo() throws {
        let item = try item(
            "<enclosure url=http://a.example/a.mp3 url='http://b.example/' length=5 type='audio/mpeg' x/>"
        )
        let file = ParsedAttachment(url: "http://a.example/a.mp3", mimeType: "audio/mpeg", size: 5)
        #expect(item.attachments == [file])
    }

    @Test(arguments: [
        "<description>foo</desc>", "<description>one<br>two <b>three</description>", "</foo></bar>",
        "<description><p>one<p>two</description>", "<!-- a -- b -->",
    ])
    func keepsItemsApartAroundTagsThatDoNotMatch(mistake: String) throws {
        let items = (0..<3).map { "<item><title>T\($0)</title><guid>\($0)</guid>\(mistake)</item>" }.joined()
        let feed = try feed(rss(items))
        #expect(feed.items.map(\.title) == ["T0", "T1", "T2"])
        #expect(feed.items.map(\.id) == ["0", "1", "2"])
        #expect(feed.isComplete)
    }

    @Test func closesAnItemThatTheNextOneInterrupts() throws {
        let feed = try feed(rss("<item><title>A</title><item><title>B</title></item>"))
        #expect(feed.items.map(\.title) == ["A", "B"])
    }

    @Test func saysWhatItForgave() throws {
        #expect(try feed(rss("<item><title>a & b</title></item>")).warnings == ["recovered:ampersand"])
        #expect(
            try feed(rss("<item><title>&eacute;\u{1}</title></item>")).warnings == [
                "recovered:entity", "recovered:character",
            ]
        )
        #expect(try feed(rss("<item><title>1 < 2</title></item>")).warnings == ["recovered:markup"])
        #expect(try feed(rss("<item><a x=1/></item>")).warnings == ["recovered:attribute"])
        #expect(try feed(rss("<item></b></item>")).warnings == ["recovered:tag"])
        #expect(try feed(rss("") + "<script>").warnings == ["recovered:trailing"])
        #expect(try feed("<br />\nWarning: x\n" + rss("")).warnings == ["recovered:leading"])
    }
}
