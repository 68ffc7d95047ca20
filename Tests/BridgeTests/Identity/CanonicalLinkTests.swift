import Testing

@testable import Bridge

@Suite struct CanonicalLinkTests {
    @Test(arguments: [
        "http://example.org/a", "https://example.org/a", "https://www.example.org/a/", "HTTPS://EXAMPLE.org:443/a#top",
        "http://example.org:80/a?utm_source=rss&utm_medium=feed", "https://reader:secret@example.org/a?fbclid=1",
        "https://example.org/a?xtor=RSS-1",
    ])
    func isOneForEverySpellingOfAnArticle(_ spelling: String) {
        #expect(CanonicalLink(spelling)?.text == "example.org/a")
    }

    @Test(arguments: [
        ("https://example.org/a", "https://example.org/A"), ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/a", "https://example.org:8443/a"),
        ("https://fr.example.org/a", "https://en.example.org/a"),
        ("https://example.org/a?id=1&utm_id=2", "https://example.org/a?id=2&utm_id=2"),
    ])
    func tellsArticlesApart(_ one: String, _ other: String) {
        #expect(CanonicalLink(one) != CanonicalLink(other))
    }

    @Test(arguments: [
        "", "https://", "http", "mailto:a@example.org", "tag:example.org,2026:1", "/path", "file:///etc/passwd",
    ])
    func isNothingForWhatIsNoWebAddress(_ text: String) {
        #expect(CanonicalLink(text) == nil)
    }

    @Test func knowsAFrontPage() {
        #expect(CanonicalLink("https://example.org")?.isFrontPage == true)
        #expect(CanonicalLink("https://example.org/?utm_source=rss")?.isFrontPage == true)
        #expect(CanonicalLink("https://example.org/?p=1")?.isFrontPage == false)
    }
}
