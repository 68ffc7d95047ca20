import Testing
import Timeline

@Suite struct PostEntitiesTests {
    /// The entities of a text, as they are written.
    private func found(_ text: String) -> [String] { PostEntities.scan(text).map { String(text[$0.range]) } }

    @Test(arguments: [
        ("Lire https://exemple.org/a. Et", ["https://exemple.org/a"]),
        ("(https://exemple.org/a)", ["https://exemple.org/a"]),
        ("https://en.wikipedia.org/wiki/Nepal_(film), seen", ["https://en.wikipedia.org/wiki/Nepal_(film)"]),
        ("(https://en.wikipedia.org/wiki/Nepal_(film))!", ["https://en.wikipedia.org/wiki/Nepal_(film)"]),
        ("詳しくはhttps://example.org/をご覧", ["https://example.org/をご覧"]),
        ("詳しくは（https://example.org/a）。", ["https://example.org/a"]),
        ("「https://example.org/a」、", ["https://example.org/a"]),
        ("https://münchen.example/straße?q=é#ä", ["https://münchen.example/straße?q=é#ä"]),
        ("https://例え.jp/人権", ["https://例え.jp/人権"]),
        ("HTTP://EXAMPLE.ORG", ["HTTP://EXAMPLE.ORG"]),
        ("“https://example.org/a” «https://example.org/b»", ["https://example.org/a", "https://example.org/b"]),
        ("https://example.org/a…", ["https://example.org/a"]),
        ("https://example.org/?a[]=1&b=2", ["https://example.org/?a[]=1&b=2"]),
        ("http://[2001:db8::1]/x", ["http://[2001:db8::1]/x"]),
        ("xhttps://example.org", []),
        ("https://", []), ("https:// example.org", []), ("http://.", []), ("ftp://example.org", []),
        ("https://example.org/@who #x", ["https://example.org/@who", "#x"]),
    ])
    func findsLinks(text: String, links: [String]) {
        #expect(found(text) == links)
    }

    @Test(arguments: [
        ("#économie, #人権。#حقوق_الإنسان", ["#économie", "#人権", "#حقوق_الإنسان"]),
        ("#मानव_अधिकार #COVID19 #2026Elections", ["#मानव_अधिकार", "#COVID19", "#2026Elections"]),
        ("#col·lecció #ドナルド・トランプ ＃全角", ["#col·lecció", "#ドナルド・トランプ", "＃全角"]),
        ("#2026 #1 # a#b /#c &#39; ##d #_", []),
        ("#l'été (#ok)", ["#l", "#ok"]),
        ("#fin·", ["#fin"]),
        ("#https://example.org @https://example.org", ["https://example.org", "https://example.org"]),
    ])
    func findsHashtags(text: String, tags: [String]) {
        #expect(found(text) == tags)
    }

    @Test func findsMentions() {
        let text = "@croixrouge, and .@who@example.org. not a@b.org, /@x, @\u{2060}y"
        #expect(found(text) == ["@croixrouge", "@who@example.org"])
        #expect(
            PostEntities.scan(text).map(\.kind)
                == [.mention("croixrouge", host: nil), .mention("who", host: "example.org")]
        )
    }

    @Test func namesAHashtagWithoutItsSign() {
        #expect(PostEntities.scan("#人権").map(\.kind) == [.hashtag("人権")])
    }

    @Test(arguments: [
        ("https://exemple.org/a", "https://exemple.org/a"),
        ("http://exemple.org", "http://exemple.org"),
        ("https://ja.wikipedia.org/wiki/日本語", "https://ja.wikipedia.org/wiki/日本語"),
        ("https://exemple.org/a b\"c", "https://exemple.org/a%20b%22c"),
        ("https://en.wikipedia.org/wiki/Washington,_D.C.", "https://en.wikipedia.org/wiki/Washington,_D.C%2E"),
        ("https://exemple.org/a)", "https://exemple.org/a%29"),
        ("https://exemple.org/(a", "https://exemple.org/%28a"),
        ("https://exemple.org/a?", "https://exemple.org/a"),
        ("https://exemple.org./a", "https://exemple.org/a"),
        ("https://exemple.org/\u{202E}x", "https://exemple.org/%E2%80%AEx"),
    ])
    func writesALinkSoThatItIsFoundWhole(link: String, written: String) {
        #expect(PostLink.written(link) == written)
        #expect(found(written) == [written])
        #expect(found("(\(written)), and").first == written)
    }

    @Test(arguments: [
        "javascript:alert(1)", "ftp://example.org/", "example.org", "", "https://", "http:///x", "https://-x/",
        "urn:x:1",
    ])
    func writesNoOtherAddress(link: String) {
        #expect(PostLink.written(link) == nil)
    }

    @Test func findsEveryWrittenLinkWholeAmongAnything() {
        var dice = NastyDice(seed: 11)
        for _ in 0..<1_000 {
            let link =
                "https://" + (["example.org", "例え.jp", "x.org:80"].randomElement(using: &dice) ?? "")
                + "/" + dice.nastyText(upTo: 12)
            guard let written = PostLink.written(link) else { continue }
            let text = PostText.neutralized(dice.nastyText(upTo: 12)) + " " + written + ".) " + dice.nastyText(upTo: 5)
            #expect(
                PostEntities.scan(text).contains { $0.kind == .link && text[$0.range] == written },
                "\(text.debugDescription)"
            )
            #expect(PostLink.written(written) == written)
        }
    }
}
