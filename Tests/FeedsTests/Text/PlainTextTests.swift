import Feeds
import Testing

@Suite struct PlainTextTests {
    @Test(
        arguments: [
            ("Hello", "Hello"), ("", ""), ("  a \n\t b  ", "a b"), ("a\u{A0}b\u{2009}c\u{3000}d\u{2028}e", "a b c d e"),
            ("a\u{0}b\u{8}c\u{7F}d", "abcd"), ("\u{FEFF}a", "a"), ("it\u{92}s 5\u{80}", "it’s 5€"), ("a\u{81}b", "ab"),
            ("日本語　の題", "日本語 の題"), ("élan “x” …", "élan “x” …"), ("   ", ""), ("a\r\nb", "a b"), ("👩‍👩‍👧 x", "👩‍👩‍👧 x"),
            ("ไทย\u{200B}ไทย", "ไทย\u{200B}ไทย"),
        ]
    )
    func folds(_ text: String, _ expected: String) { #expect(PlainText.fold(text) == expected) }

    @Test func leavesLiteralTextAlone() {
        #expect(PlainText.render("Use <b> tag &amp; more", as: .plain) == "Use <b> tag &amp; more")
        #expect(PlainText.render(" a \n < b ", as: .plain) == "a < b")
    }

    @Test(
        arguments: [
            ("a &lt;b&gt; c", "a <b> c"), ("AT&T & Co", "AT&T & Co"), ("&amp;amp;", "&amp;"),
            ("caf&eacute;&nbsp;x", "café x"),
            ("&#8217;&#x2019;&#X2019;", "’’’"), ("it&#146;s", "it’s"), ("x&#150;y", "x–y"),
            ("x &#55357;&#56832; y", "x 😀 y"),
            ("a&#0;b&#11;c&#xFFFE;d", "abcd"), ("&#99999999;&#xD800;", "\u{FFFD}\u{FFFD}"), ("&#8217s", "’s"),
            ("&foobar; &;", "&foobar; &;"), ("&#; &#x;", "&#; &#x;"), ("&apos;&hellip;&check;&Scaron;", "'…✓Š"),
            ("Tom &amp Jerry", "Tom & Jerry"), ("?a=1&lt=2&copy=3", "?a=1&lt=2&copy=3"), ("a < b", "a < b"),
            ("1 <2", "1 <2"),
            ("I <3 you </3", "I <3 you </3"), ("a<br>b", "a b"), ("a<b>b</b>c", "abc"), ("<p>a</p><p>b</p>", "a b"),
            ("<li>a<li>b", "a b"), ("a<script>var x = '<b>';</script>b", "ab"), ("a<style>p{}</style>b", "ab"),
            ("a<!-- x > y -->b", "ab"), ("<![CDATA[Hello <i>you</i>]]>!", "Hello you!"),
            ("<td>a</td><td>b</td>", "a b"),
            ("Vec<T> for beginners", "Vec<T> for beginners"), ("x <foo@bar.example>", "x <foo@bar.example>"),
            ("<T> and <b>bold</b>", "<T> and bold"), ("a <o:p></o:p>b <my-tag>c</my-tag>", "a b c"),
            ("text <a href=\"http://exa", "text"), ("if a <b then c", "if a <b then c"),
            ("<svg><title>x</title></svg>y", "y"),
            ("a<noscript><img src=x></noscript>b", "ab"), ("<iframe src=x></iframe>y", "y"), ("<iframe src=x>y", "y"),
            ("a <script>cut off", "a"), ("<p>5 > 3</p>", "5 > 3"), ("<a title='a > b'>x</a>", "x"),
            ("</body></html>x", "x"),
            ("<b", "<b"), ("<", "<"), ("&", "&"), ("a & b <i>c & d</i>", "a & b c & d"),
            ("<?xml version='1.0'?>a", "a"),
            ("<!DOCTYPE html><html><head><title>t</title></head><body>x</body></html>", "x"),
        ]
    )
    func readsHTML(_ markup: String, _ expected: String) { #expect(PlainText.fromHTML(markup) == expected) }

    @Test(
        arguments: [
            ("Tom &amp; Jerry &lt;3 &#8217;s", "Tom & Jerry <3 ’s"), ("<b>Bold</b> &amp; plain", "Bold & plain"),
            ("AT&amp;amp;T", "AT&T"), ("&amp;lt;b&amp;gt;x&amp;lt;/b&amp;gt;", "<b>x</b>"),
            ("&lt;b&gt;x&lt;/b&gt;", "x"),
            ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"), ("1 &lt; 2", "1 < 2"), ("Vec&lt;T&gt;", "Vec<T>"),
            ("R&amp;D", "R&D"),
            ("\"It's\"", "\"It's\""), ("caf&amp;eacute;", "café"),
        ]
    )
    func decodesRSSAgainOnlyWhileItReadsAsMarkup(_ text: String, _ expected: String) {
        #expect(PlainText.render(text, as: .rss) == expected)
    }

    @Test func rendersEachKindWhenAsked() {
        #expect(ParsedText("a <b>", kind: .plain, base: nil).plain == "a <b>")
        #expect(ParsedText("a <b> & \"c\"", kind: .plain, base: nil).html == "a &lt;b&gt; &amp; &quot;c&quot;")
        #expect(ParsedText("<b>x</b>", kind: .html, base: nil).plain == "x")
        #expect(ParsedText("<a href='y'>x</a>", kind: .xhtml, base: "http://h/").html == "<a href=\"http://h/y\">x</a>")
        #expect(ParsedText("a", kind: .rss, base: nil) != ParsedText("a", kind: .html, base: nil))
    }

    @Test func readsLongTextInStep() {
        let paragraph = "<p>word &amp; word</p>"
        let text = PlainText.fromHTML(String(repeating: paragraph, count: 2_000))
        #expect(text.hasPrefix("word & word word & word"))
        #expect(text.utf8.count == 2_000 * 12 - 1)
    }
}
