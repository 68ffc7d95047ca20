import Testing
import Timeline

@Suite struct PostTextTests {
    @Test(arguments: [
        ("e\u{301}te\u{301}", 3), ("👨‍👩‍👧‍👦", 1), ("🇳🇵🇫🇷", 2), ("\r\n", 1), ("नमस्ते", 3), ("각", 1), ("", 0),
    ])
    func countsWhatAReaderCounts(text: String, length: Int) {
        #expect(PostText.length(text) == length)
    }

    @Test func allowsAPostThatUsesItsRoom() {
        #expect(PostText.flaws(of: String(repeating: "é", count: 140)).isEmpty)
        #expect(PostText.flaws(of: String(repeating: "👨‍👩‍👧‍👦", count: 140)).isEmpty)
        #expect(PostText.flaws(of: "deux\nlignes, et @\u{2060}personne").isEmpty)
    }

    @Test func namesEveryFlaw() {
        #expect(PostText.flaws(of: "") == [.empty])
        #expect(PostText.flaws(of: " \u{200B}\n") == [.empty, .unsafe("\u{200B}")])
        #expect(PostText.flaws(of: String(repeating: "a", count: 141)) == [.tooLong(141)])
        let stacked = "a" + String(repeating: "\u{301}", count: 1_000)
        #expect(PostText.flaws(of: stacked) == [.tooDense(scalars: 1_001)])
        #expect(PostText.flaws(of: "a\u{202E}b\u{0}") == [.unsafe("\u{202E}")])
        #expect(PostText.Flaw.unsafe("\u{7}").description == "it holds the invisible character U+0007")
        #expect(PostText.Flaw.tooLong(141).description == "it is 141 characters long, and a post has 140")
    }
}

@Suite struct NeutralizedTextTests {
    @Test(arguments: [
        ("two\r\nlines\tand  more ", "two lines and more"),
        ("bell\u{7}, nul\u{0}, C1\u{9B}", "bell, nul, C1"),
        ("next\u{85}line\u{2028}separator", "next line separator"),
        ("e\u{301}te\u{301}", "été"),
        ("soft\u{AD}hyphen, zero\u{200B}width\u{FEFF}", "softhyphen, zerowidth"),
        ("\u{202E}gnp.exe\u{202C} \u{2066}x\u{2069}", "gnp.exe x"),
        ("mojibake \u{FFFD}\u{FFFD}\u{FFFD}!", "mojibake \u{FFFD}!"),
        ("\u{301}stray \u{301}marks", "stray marks"),
        ("flag 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} and a\u{E0041}hidden", "flag 🏴󠁧󠁢󠁳󠁣󠁴󠁿 and ahidden"),
        ("a\u{200D}b\u{200C}c", "abc"),
        ("می\u{200C}خواهم", "می\u{200C}خواهم"),
        ("क्\u{200D}ष", "क्\u{200D}ष"),
        ("👨‍👩‍👧‍👦 ❤️‍🔥", "👨‍👩‍👧‍👦 ❤️‍🔥"),
        ("\u{200F}שלום!\u{200F}", "\u{200F}שלום!\u{200F}"),
        ("e\u{200B}\u{301}", "é"),
    ])
    func keepsTheTextAndDropsTheRest(text: String, neutral: String) {
        #expect(PostText.neutralized(text).unicodeScalars.elementsEqual(neutral.unicodeScalars))
    }

    @Test func keepsTheNoBreakSpacesOfFrench() {
        #expect(
            PostText.neutralized("Séisme\u{A0}: 10\u{202F}000 «\u{A0}vies\u{A0}»")
                == "Séisme\u{A0}: 10\u{202F}000 «\u{A0}vies\u{A0}»"
        )
        #expect(PostText.neutralized("a\u{A0} \u{A0}b") == "a b")
    }

    @Test func trimsAccentsThatPileUp() {
        let zalgo = "Z" + String(repeating: "\u{336}", count: 40) + "algo"
        #expect(PostText.neutralized(zalgo) == "Z" + String(repeating: "\u{336}", count: 8) + "algo")
    }

    /// A title with a colleague's name in it got a bot's application suspended for spamming (umputun/rss2twitter).
    @Test(arguments: [
        ("@who tells", "@\u{2060}who tells"),
        (".@who (@WHO) \"@who\"", ".@\u{2060}who (@\u{2060}WHO) \"@\u{2060}who\""),
        ("株式会社@who", "株式会社@\u{2060}who"),
        ("@who@example.org", "@\u{2060}who@example.org"),
        ("＠who", "＠\u{2060}who"),
        ("write to press@example.org", "write to press@example.org"),
        ("tod@s l@s amig@s", "tod@s l@s amig@s"),
        ("see https://medium.com/@who/post?x=@who", "see https://medium.com/@who/post?x=@who"),
        ("5 @ 3", "5 @ 3"), ("by @", "by @\u{2060}"),
    ])
    func defusesMentions(text: String, neutral: String) {
        let result = PostText.neutralized(text)
        #expect(result.unicodeScalars.elementsEqual(neutral.unicodeScalars))
        #expect(!PostEntities.scan(result).contains { if case .mention = $0.kind { true } else { false } })
    }

    @Test func looksAtNoMoreThanItIsTold() {
        #expect(PostText.neutralized(String(repeating: "é", count: 50), limit: 10) == String(repeating: "é", count: 10))
    }

    @Test func isHarmlessOneLineAndStableForAnyInput() {
        var dice = NastyDice(seed: 7)
        for _ in 0..<1_000 {
            let text = dice.nastyText(upTo: 60)
            let neutral = PostText.neutralized(text)
            let flaws = PostText.flaws(of: "x" + neutral)
            #expect(!flaws.contains { if case .unsafe = $0 { true } else { false } }, "\(text.debugDescription)")
            #expect(!neutral.unicodeScalars.contains("\n"))
            let again = PostText.neutralized(neutral)
            #expect(again.unicodeScalars.elementsEqual(neutral.unicodeScalars), "\(text.debugDescription)")
            #expect(
                !PostEntities.scan(neutral).contains { if case .mention = $0.kind { true } else { false } },
                "\(text.debugDescription)"
            )
        }
    }
}

/// A small seeded generator (SplitMix64), and texts that are made to break things.
struct NastyDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func nastyText(upTo length: Int) -> String {
        let pieces = [
            "a", "B", "7", "_", "word", " ", " ", "\u{A0}", "\r\n", "\0", "\t", "é", "e\u{301}", "ß", "ﬁ", "Å",
            "\u{301}",
            "\u{336}", "👨‍👩‍👧‍👦", "🇫🇷", "🇫", "👍🏽", "\u{200D}", "\u{200C}", "\u{FE0F}", "각", "\u{1100}", "\u{1161}", "\u{11A8}",
            "שלום", "حقوق", "\u{202E}", "\u{2066}", "\u{200F}", "人権", "日本。", "नमस्ते", "ภาษา", "ที่", "…", "“", "”", "«",
            "»",
            "(", ")", "[", "]", ",", ".", "!", "?", ":", ";", "-", "–", "#", "#tag", "@", "@name", "＠", "/", "&", "=",
            "%",
            "https://example.org", "http://", "HTTPS://ex.org/a_(b)", "x@y.org", "\u{FFFD}", "\u{FEFF}", "\u{AD}",
            "\u{E0041}", "🏴", "\u{958}", "\u{1D160}", "·", "・", "'", "’", "\"", "<b>", "{", "}", "\\", "|",
        ]
        return (0..<Int.random(in: 0...length, using: &self)).map { _ in
            pieces.randomElement(using: &self) ?? ""
        }.joined()
    }
}
