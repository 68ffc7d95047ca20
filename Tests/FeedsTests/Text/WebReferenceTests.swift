import TestSupport
import Testing

@testable import Feeds

@Suite struct WebReferenceTests {
    private let base = "http://a/b/c/d;p?q"

    /// RFC 3986, sections 5.4.1 and 5.4.2. `http:g` is read as its last paragraph allows, and as browsers do.
    @Test(
        arguments: [
            ("g:h", "g:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"), ("//g", "http://g"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"), ("g#s", "http://a/b/c/g#s"), ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("g;x?y#s", "http://a/b/c/g;x?y#s"),
            ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"), ("..", "http://a/b/"),
            ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
            ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."), (".g", "http://a/b/c/.g"), ("g..", "http://a/b/c/g.."),
            ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"), ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"), ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
            ("g;x=1/../y", "http://a/b/c/y"), ("g?y/./x", "http://a/b/c/g?y/./x"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/./x", "http://a/b/c/g#s/./x"), ("g#s/../x", "http://a/b/c/g#s/../x"), ("http:g", "http://a/b/c/g"),
        ]
    )
    func resolvesAsTheStandardShows(_ reference: String, _ expected: String) throws {
        let parts = try #require(URLParts(cleaning: reference))
        #expect(parts.combined(with: URLParts(cleaning: base))?.text == expected)
    }

    @Test(
        arguments: [
            ("https://example.com/a?b=c#d", "https://example.com/a?b=c#d"),
            ("HTTPS://Example.com/A", "https://Example.com/A"),
            ("  https://example.com/a\n", "https://example.com/a"),
            ("\u{A0}\u{FEFF}https://example.com/\u{3000}", "https://example.com/"),
            ("https://example.com/a\n  b", "https://example.com/a%20%20b"),
            ("https://example.com/a b", "https://example.com/a%20b"),
            ("https://example.com/é?q=ü#ñ", "https://example.com/%C3%A9?q=%C3%BC#%C3%B1"),
            ("https://example.com/%C3%A9%zz", "https://example.com/%C3%A9%zz"),
            ("https://münchen.example/ü", "https://münchen.example/%C3%BC"),
            ("https://example.com/{a}|\"<b>", "https://example.com/%7Ba%7D%7C%22%3Cb%3E"),
            ("https://example.com/a/../b/./c", "https://example.com/b/c"),
            ("https://user:pass@example.com:8080/", "https://user:pass@example.com:8080/"),
            ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
            ("//cdn.example/x", "http://cdn.example/x"),
            ("/x", "http://example.org/x"),
            ("x/../y", "http://example.org/dir/y"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("tel:+41220000000", "tel:+41220000000"),
        ]
    )
    func resolves(_ reference: String, _ expected: String) {
        #expect(WebReference.resolve(reference, against: "http://example.org/dir/post") == expected)
        #expect(WebReference.resolve(expected, against: nil) == expected)
    }

    @Test(
        arguments: [
            "", "  ", "javascript:alert(1)", "JavaScript:alert(1)", " java\nscript:alert(1)", "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "blob:x", "about:blank",
            "view-source:http://x/", "http://", "https:///path", "http://:80/", "http://?q", "http://exa mple.com/",
            "http://a<b>/", "tag:example.com,2026:1", "urn:uuid:1", "feedline://x",
        ]
    )
    func refuses(_ reference: String) {
        #expect(WebReference.resolve(reference, against: "http://example.org/dir/post") == nil)
    }

    @Test func needsABaseForWhatIsRelative() {
        #expect(WebReference.resolve("/a", against: nil) == nil)
        #expect(WebReference.resolve("/a", against: "dir/post") == nil)
        #expect(WebReference.resolve("/a", against: "file:///home/x/feed.xml") == nil)
        #expect(WebReference.resolve("http:/a", against: nil) == nil)
    }

    @Test func tellsWebAddressesFromOthers() {
        for url in ["http://a", "https://a.example/b", "HTTP://A/"] { #expect(WebReference.isWeb(url)) }
        for url in ["", "http", "http:/a", "http:///a", "ftp://a/", "mailto:a@b", "/a", "https://", "httpx://a"] {
            #expect(!WebReference.isWeb(url))
        }
    }

    @Test func survivesWhateverItIsGivenAndIsDoneAfterOnce() {
        var random = SeededRandom(seed: 3986)
        let pieces = [
            "http", "s", ":", "/", "//", ".", "..", "?", "#", "@", "[", "]", "%", " ", "é", "a", "\n", "\\", "\u{0}",
        ]
        for _ in 0..<10_000 {
            let count = Int.random(in: 0...12, using: &random)
            let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            guard let once = WebReference.resolve(text, against: "https://example.org/a/b") else { continue }
            #expect(WebReference.resolve(once, against: "https://example.org/a/b") == once, "\(text)")
        }
    }
}
