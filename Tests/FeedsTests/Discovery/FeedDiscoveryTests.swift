import Feeds
import Testing

@Suite struct FeedDiscoveryTests {
    private func offers(_ head: String, at url: String? = "https://example.org/blog/") -> [FeedDiscovery.Offer] {
        FeedDiscovery.offers(in: FeedDocument(bytes: Array("<!doctype html><head>\(head)</head><p>Hi".utf8), url: url))
    }

    @Test(arguments: [
        #"<link rel="alternate" type="application/rss+xml" href="https://example.org/feed">"#,
        #"<LINK TYPE='application/atom+xml' HREF='/feed' REL='ALTERNATE'>"#,
        "<link rel=alternate type=application/rss+xml href=/feed>",
        #"<link rel="home alternate" type="application/rss+xml; charset=utf-8" href=" /feed "/>"#,
        #"<link href="../feed" rel="feed">"#,
        #"<base href="https://example.org/x/y"><link rel="alternate" type="application/feed+json" href="../feed">"#,
        #"<link rel="alternate" type="text/xml" href="https:&#47;&#47;example.org/feed">"#,
    ])
    func readsWhateverWayThePageWritesIt(head: String) {
        #expect(offers(head).map(\.url) == ["https://example.org/feed"])
    }

    @Test(arguments: [
        #"<link rel="stylesheet" type="application/rss+xml" href="/feed">"#,
        #"<link rel="alternate" hreflang="fr" href="/fr/">"#,
        #"<link rel="alternate" type="text/html" href="/amp">"#,
        #"<link rel="alternate" type="application/rss+xml">"#,
        #"<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">"#,
        #"<!-- <link rel="alternate" type="application/rss+xml" href="/feed"> -->"#,
        #"<script>"<link rel='alternate' type='application/rss+xml' href='/feed'>"</script>"#,
    ])
    func takesNothingElseForAFeed(head: String) {
        #expect(offers(head).isEmpty)
    }

    @Test func putsTheMainFeedBeforeThatOfTheComments() {
        let found = offers(
            """
            <link rel="alternate" type="application/rss+xml" title="Blog &raquo; Comments Feed" href="/comments/feed/">
            <link rel="alternate" type="application/rss+xml" title="Blog &raquo; Feed" href="/feed/">
            <link rel="alternate" type="application/atom+xml" title="The same again" href="/feed/">
            """
        )
        #expect(found.map(\.url) == ["https://example.org/feed/", "https://example.org/comments/feed/"])
        #expect(found.map(\.title) == ["Blog » Feed", "Blog » Comments Feed"])
    }

    @Test func findsNothingInWhatIsNoPage() {
        #expect(FeedDiscovery.offers(in: FeedDocument(bytes: [])).isEmpty)
        #expect(FeedDiscovery.offers(in: FeedDocument(bytes: [0, 255, 60, 60, 108, 105])).isEmpty)
    }
}
