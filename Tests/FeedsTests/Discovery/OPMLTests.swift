import Feeds
import Testing

@Suite struct OPMLTests {
    @Test func opensFoldersAndKeepsTheOrder() {
        let feeds = OPML.feeds(
            in: Array(
                """
                <?xml version="1.0"?>
                <opml version="1.0"><head><title>Subscriptions</title></head><body>
                  <outline text="Relief">
                    <outline type="rss" text="A &amp; B" xmlUrl="https://a.example/feed?x=1&amp;y=2" htmlUrl="https://a.example"/>
                    <outline text="Deeper"><outline title="B" xmlUrl="https://b.example/feed"/></outline>
                  </outline>
                  <outline xmlUrl="https://c.example/feed"/>
                </body></opml>
                """.utf8
            )
        )
        #expect(
            feeds == [
                .init(url: "https://a.example/feed?x=1&y=2", title: "A & B", folder: "Relief"),
                .init(url: "https://b.example/feed", title: "B", folder: "Deeper"),
                .init(url: "https://c.example/feed", title: nil),
            ]
        )
    }

    @Test func readsWhatItWrote() {
        let feeds: [OPML.Outline] = [
            .init(url: "https://a.example/?q=\"<a&b>'", title: "L’été < \"hiver\" & 人権"),
            .init(url: "https://b.example/", title: "https://b.example/"),
        ]
        #expect(OPML.feeds(in: Array(OPML.document(feeds).utf8)) == feeds)
    }

    @Test func readsTheFoldersThatItWrote() {
        let feeds: [OPML.Outline] = [
            .init(url: "https://a.example/", title: "A", folder: "news"),
            .init(url: "https://b.example/", title: "B", folder: "news"),
            .init(url: "https://c.example/", title: "C", folder: "<aid> & \"more\""),
            .init(url: "https://d.example/", title: "D"),
        ]
        #expect(OPML.feeds(in: Array(OPML.document(feeds).utf8)) == feeds)
    }

    @Test(arguments: ["", "{}", "<html><body>no</body></html>", "<opml><body><outline xmlUrl="])
    func findsNothingInWhatIsNoList(text: String) {
        #expect(OPML.feeds(in: Array(text.utf8)).isEmpty)
    }
}
