import Feeds
import TestSupport
import Testing

@Suite struct HTMLFragmentTests {
    private let base = "https://example.org/blog/post?x"

    @Test(
        arguments: [
            ("<p>Hello <b>world</b></p>", "<p>Hello <b>world</b></p>"),
            ("plain & simple < that", "plain &amp; simple &lt; that"),
            ("caf&eacute; &copy; &#146; &foo;", "café © ’ &amp;foo;"),
            ("<p>one<p>two", "<p>one</p><p>two</p>"),
            ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
            ("<table><tr><td>1<td>2</table>", "<table><tr><td>1</td><td>2</td></tr></table>"),
            ("a<br>b<hr>c", "a<br/>b<hr/>c"),
            ("<a href=page>x</a>", "<a href=\"https://example.org/blog/page\">x</a>"),
            ("<a href='?a=1&b=2&amp;c=3'>x</a>", "<a href=\"https://example.org/blog/post?a=1&amp;b=2&amp;c=3\">x</a>"),
            ("<a href='#note'>x</a>", "<a href=\"https://example.org/blog/post?x#note\">x</a>"),
            ("<a name=top>x</a>", "x"), ("<a href='javascript:x'>y</a>", "y"),
            ("<img src=/a.png alt='a \"b\"'>", "<img alt=\"a &quot;b&quot;\" src=\"https://example.org/a.png\"/>"),
            ("<img src='data:image/png;base64,x'>z", "z"),
            ("<img src='data:x' data-src='/r.jpg'>", "<img src=\"https://example.org/r.jpg\"/>"),
            ("<font color=red>x</font><span class=y>z</span>", "xz"), ("<center>x</center>", "x"),
            ("<custom-tag>x</custom-tag><o:p>y</o:p><unknown>z</unknown>", "xyz"),
            ("<form action=/x><input name=y><button>z</button></form>", "z"),
            ("<h1 id=a class=b style='color:red' onclick=x title='t'>y</h1>", "<h1 title=\"t\">y</h1>"),
            ("<td colspan='2abc' rowspan=x>y</td>", "<td colspan=\"2\">y</td>"),
            ("<p lang=de dir=RTL>x</p>", "<p lang=\"de\" dir=\"rtl\">x</p>"),
            ("<![CDATA[<b>x</b>]]>", "<b>x</b>"), ("a<!-- b -->c", "ac"), ("x</body></html>", "x"),
            ("cat <<EOF\n[a]", "cat &lt;&lt;EOF\n[a]"), ("<pre>a\n  b</pre>", "<pre>a\n  b</pre>"),
            ("a\r\nb\rc\u{0}\u{1}", "a\nb\nc"), ("", ""),
            ("<B>x</b></i></p>", "<b>x</b>"), ("<b>x <a href=\"http://exa", "<b>x </b>"),
            (
                "<video src=v.mp4 autoplay controls poster=p.jpg></video>",
                "<video src=\"https://example.org/blog/v.mp4\" controls=\"\" poster=\"https://example.org/blog/p.jpg\"></video>"
            ),
        ]
    )
    func sanitizes(_ markup: String, _ expected: String) {
        #expect(HTMLFragment.sanitized(markup, base: base) == expected)
    }

    @Test func leavesRelativeAddressesRelativeWithoutABase() {
        #expect(HTMLFragment.sanitized("<a href='/x y'>z</a>", base: nil) == "<a href=\"/x%20y\">z</a>")
        #expect(HTMLFragment.sanitized("<img src=i.png>", base: nil) == "<img src=\"i.png\"/>")
        #expect(HTMLFragment.sanitized("<a href='java\nscript:x'>z</a><img src=mailto:x>", base: nil) == "z")
        #expect(HTMLFragment.sanitized("<a href='1java:x'>z</a>", base: nil) == "z")
    }

    /// Written for this test; each tries to run something, to load something or to be read differently the second time.
    static let attacks: [String] = [
        "<script>alert(1)</script>", "<SCRIPT SRC=//evil/x.js></SCRIPT>", "<script/x>alert(1)</script >", "<script",
        "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script>a</script\n>b",
        "<script><!--<script></script>-->alert(1)",
        "<img src=x onerror=alert(1)>", "<img src=x OnErRoR = alert(1)>", "<img/src=x/onerror=alert(1)>",
        "<img src=`x`onerror=alert(1)>", "<img src='x'onerror='alert(1)'>", "<img \u{0}src=x on\u{0}error=alert(1)>",
        "<img src=x:x onerror=\"alert(1)\" \"", "<img src=javascript:alert(1)>", "<img srcset='x onerror=alert(1)'>",
        "<img lowsrc=javascript:alert(1) dynsrc=javascript:alert(1)>", "<img src=\"x\" alt=\"`onerror=alert(1)\">",
        "<a href=javascript:alert(1)>x</a>", "<a href=' javascript:alert(1)'>x</a>",
        "<a href='java&#x09;script:alert(1)'>x</a>",
        "<a href='java&#10;script&#58;alert(1)'>x</a>", "<a href=&#106;avascript:alert(1)>x</a>",
        "<a href='&#1;javascript:alert(1)'>x</a>", "<a href=javascript&colon;alert(1)>x</a>",
        "<a href='JAVASCRIPT:alert(1)'>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>", "<a href=vbscript:msgbox(1)>x</a>",
        "<a href='\u{AD}javascript:alert(1)'>x</a>", "<a xlink:href='javascript:alert(1)'>x</a>",
        "<a href='http://x' href='javascript:alert(1)'>x</a>", "<a href='view-source:javascript:x'>x</a>",
        "<a href=\"http://x/&quot; onmouseover=&quot;alert(1)\">x</a>", "<a title='\"><script>alert(1)</script>'>x</a>",
        "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg/onload=alert(1)//",
        "<svg><style><img src=x onerror=1>",
        "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=1>\">",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<math href=javascript:alert(1)>x</math>",
        "<math><annotation-xml encoding='text/html'><img src=x onerror=1></math>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
        "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'>",
        "<iframe><img src=x onerror=1></iframe>",
        "<object data=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>", "<applet code=x></applet>",
        "<base href=//evil/>", "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
        "<link rel=stylesheet href=//evil/x>",
        "<style>@import '//evil/x.css';</style>", "<style><img src='</style><img src=x onerror=1>'>",
        "<p style='background:url(javascript:alert(1))'>x</p>", "<p style=\"width:expression(alert(1))\">x</p>",
        "<form action=javascript:alert(1)><input type=submit formaction=javascript:alert(1)></form>",
        "<button formaction=javascript:alert(1)>x</button>", "<isindex type=image src=1 onerror=alert(1)>",
        "<input onfocus=alert(1) autofocus>", "<body onload=alert(1)>", "<html onmouseover=alert(1)>",
        "<frameset onload=alert(1)>",
        "<table background=javascript:alert(1)><td background=javascript:alert(1)>x</table>",
        "<video><source onerror=alert(1)></video>", "<video poster=javascript:alert(1) onloadstart=alert(1)>",
        "<audio src=x onerror=1>",
        "<details open ontoggle=alert(1)>x</details>", "<marquee onstart=alert(1)>x</marquee>",
        "<select onfocus=1><option>x</select>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
        "<noembed><img title='</noembed><img src=x onerror=1>'>",
        "<template><script>alert(1)</script></template>", "<xmp><p title='</xmp><img src=x onerror=1>'></xmp>",
        "<plaintext><img src=x onerror=alert(1)>", "<textarea><p title='</textarea><img src=x onerror=1>'></textarea>",
        "<title><p title='</title><img src=x onerror=1>'></title>",
        "<noframes><p title='</noframes><img src=x onerror=1>'></noframes>",
        "<!--><img src=x onerror=alert(1)>-->", "<!--!><img src=x onerror=alert(1)>",
        "<!-- --!><img src=x onerror=alert(1)> -->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?xml-stylesheet href=x?><img src=x onerror=1>",
        "<!DOCTYPE x [<!ENTITY y SYSTEM 'z'>]>",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(1)&gt;", "<p>&lt;/p&gt;&lt;script&gt;",
        "<<script>alert(1)</script>",
        "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
        "<a\u{C}href='javascript:alert(1)'>x</a>",
        "<p\u{2028}onclick=alert(1)>x</p>", "<a href=\"\u{1F}javascript:alert(1)\">x</a>",
        "<img src=\"x` `<script>alert(1)</script>\"` `>",
        "<div id=x name=getElementById>x</div>", "<a ping=//evil/ target=_blank download>x</a>",
        "<q cite=javascript:alert(1)>x</q>",
        "<b><p><table><b><p></table></b><script>1</script>", "<table><a href=x><tr><td><a href=y>z</table>",
        "<p><svg><p><style><!--</style><p title='--><img src=x onerror=1>'>", "</p><br/><img/src/onerror=alert(1)>",
    ]

    @Test(arguments: attacks)
    func leavesNothingThatRuns(_ attack: String) throws {
        for markup in [
            attack, "<p>before " + attack + " after</p>", "<div title=\"" + attack + "\">", "<table>" + attack,
        ] {
            let once = HTMLFragment.sanitized(markup, base: base)
            try FragmentInspection(once).check()
            #expect(HTMLFragment.sanitized(once, base: base) == once)
        }
    }

    @Test func saysTheSameWhenItIsSanitisedAgain() throws {
        var random = SeededRandom(seed: 140)
        let names = [
            "a href=x", "b", "i", "p", "div", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "tbody",
            "thead",
            "caption", "colgroup", "col", "h1", "h2", "blockquote", "pre", "address", "hr", "br", "img src=y", "s",
            "small", "u",
            "tt", "strike", "big", "ins", "section", "figure", "figcaption", "details", "summary", "ruby", "rt",
            "video", "source src=z",
            "span", "font", "form", "center", "fieldset", "legend", "select", "option", "object", "svg", "noscript",
            "body", "html",
            "head", "title", "button", "label", "menu", "dir", "frameset", "math", "wbr", "q", "del", "unknown",
            "my-tag", "script",
        ]
        for _ in 0..<800 {
            var markup = ""
            for _ in 0..<Int.random(in: 1...25, using: &random) {
                let name = names[Int.random(in: 0..<names.count, using: &random)]
                switch Int.random(in: 0..<6, using: &random) {
                case 0, 1, 2: markup += "<\(name)>"
                case 3: markup += "</\(name.prefix { $0 != " " })>"
                case 4: markup += "<\(name)/>"
                default: markup += " t & <"
                }
            }
            let once = HTMLFragment.sanitized(markup, base: base)
            try FragmentInspection(once).check()
            #expect(HTMLFragment.sanitized(once, base: base) == once, "\(markup)")
        }
    }

    @Test func survivesAnyBytes() throws {
        var random = SeededRandom(seed: 4711)
        let alphabet = Array("<>/=\"'& ab!-[]?;:#x1\n\u{0}\u{FFFF}é😀".utf8) + [0x80, 0xC2, 0xEF, 0xBF]
        for round in 0..<800 {
            let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
                round % 2 == 0
                    ? UInt8.random(in: 0...255, using: &random)
                    : alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
            }
            let markup = String(decoding: bytes, as: UTF8.self)
            let once = HTMLFragment.sanitized(markup, base: base)
            try FragmentInspection(once).check()
            #expect(HTMLFragment.sanitized(once, base: base) == once)
            _ = HTMLFragment.firstImage(in: markup, base: base)
            for kind in [TextKind.plain, .html, .rss, .xhtml] { _ = PlainText.render(markup, as: kind) }
        }
    }

    @Test(.timeLimit(.minutes(5))) func staysQuickAndBoundedWhateverComes() throws {
        let floods = [
            String(repeating: "<b>", count: 5_000) + String(repeating: "</i>", count: 3_000),
            "<a " + (0..<10_000).map { "a\($0) " }.joined() + "href=x>y</a>",
            String(repeating: "<!--", count: 20_000), String(repeating: "<a href=\"", count: 10_000),
            String(repeating: "<a", count: 30_000), String(repeating: "<a<b", count: 20_000) + ">",
            String(repeating: "<y z=\"", count: 30_000) + ">", String(repeating: "<iframe>", count: 10_000),
            String(repeating: "<x ", count: 20_000) + "=",
            String(repeating: "<table><tr><td>", count: 2_000), String(repeating: "&", count: 20_000),
            String(repeating: "\"", count: 20_000),
        ]
        for flood in floods {
            let once = HTMLFragment.sanitized(flood, base: base)
            #expect(once.utf8.count <= 1_048_576)
            #expect(HTMLFragment.sanitized(once, base: base) == once)
            _ = PlainText.render(flood, as: .rss)
            _ = HTMLFragment.firstImage(in: flood, base: base)
        }
    }

    @Test func cutsOffWhatIsLongerThanAMegabyte() {
        let long = "<p>" + String(repeating: "é ", count: 360_000) + "</p>"
        let once = HTMLFragment.sanitized(long, base: base)
        #expect(1_000_000...1_048_576 ~= once.utf8.count)
        #expect(once.hasSuffix("</p>"))
        #expect(HTMLFragment.sanitized(once, base: base) == once)
    }
}
