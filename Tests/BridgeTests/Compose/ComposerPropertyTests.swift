import Bridge
import Foundation
import Testing
import Timeline

/// What holds for any item and template, tried on many that nobody would write.
@Suite struct ComposerPropertyTests {
    @Test(arguments: 0..<2)
    func everyPostKeepsItsPromises(seed: UInt64) throws {
        var dice = UnrulyDice(seed: seed)
        var posts = 0
        var shortened = 0
        for _ in 0..<300 {
            let pattern = dice.template()
            guard let template = try? Template.parse(pattern) else { continue }
            let source = dice.source()
            let composer = Composer(template: template, shortener: dice.shortener())
            guard case .post(let post) = composer.compose(source) else { continue }
            posts += 1
            func comment() -> Comment { "\(pattern.debugDescription) \(source) -> \(post.text.debugDescription)" }

            #expect(PostText.flaws(of: post.text).isEmpty, comment())
            let entities = PostEntities.scan(post.text)
            if let link = post.link {
                let shown = post.shortLink.map { "https://actu.exemple.org/l/\($0.code)" } ?? link
                #expect(entities.contains { $0.kind == .link && post.text[$0.range] == shown }, comment())
                #expect(PostText.length(shown) <= PostText.maximumLength)
            }
            if let target = post.shortLink?.target {
                #expect(target.utf8.allSatisfy { 0x21...0x7E ~= $0 }, comment())
                shortened += 1
            }
            #expect(!entities.contains { if case .mention = $0.kind { true } else { false } }, comment())
            #expect(!post.text.contains("  "), comment())
            #expect(post.text.first?.isWhitespace == false && post.text.last?.isWhitespace == false, comment())
            #expect(composer.compose(source) == .post(post))
        }
        #expect(posts > 100 && shortened > 10)
    }

    @Test(arguments: 0..<2)
    func aCutTitleIsTheBeginningOfTheTitle(seed: UInt64) throws {
        var dice = UnrulyDice(seed: 100 + seed)
        let template = try Template.parse("{title} {link}")
        for _ in 0..<150 {
            let title = PostText.neutralized(dice.text(upTo: 300))
            let source = PostSource(title: title, link: "https://exemple.org/" + String(repeating: "a", count: 60))
            guard case .post(let post) = Composer(template: template).compose(source),
                post.notes.contains(.shortened(.title)), let end = post.text.lastIndex(of: "…")
            else { continue }
            let kept = post.text[..<end]
            #expect(Array(title).starts(with: Array(kept)), "\(title.debugDescription)")
            #expect(
                kept.last.map { !$0.isWhitespace && !",;:–-([{|".contains($0) } ?? false,
                "\(kept.debugDescription)"
            )
            for entity in PostEntities.scan(title) where entity.kind != .link {
                let word = String(title[entity.range])
                let count = PostEntities.scan(String(kept)).count { String(kept[$0.range]) == word }
                #expect(count <= PostEntities.scan(title).count { String(title[$0.range]) == word })
            }
        }
    }
}

/// A small seeded generator (SplitMix64), and items that are made to break things.
private struct UnrulyDice: RandomNumberGenerator {
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

    mutating func text(upTo length: Int) -> String {
        let pieces = [
            "a", "B", "7", "10 000", "word", "Donaudampfschifffahrt", " ", " ", " ", "\u{A0}", "\r\n", "\0", "\t", "é",
            "e\u{301}",
            "ß", "\u{301}", "👨‍👩‍👧‍👦", "🇫🇷", "🇫", "👍🏽", "\u{200D}", "\u{200C}", "\u{FE0F}", "각", "\u{1100}", "\u{1161}",
            "\u{11A8}", "שלום", "حقوق ", "\u{202E}", "\u{2066}", "\u{200F}", "人権", "日本。", "नमस्ते ", "ภาษา", "เ", "…", "“",
            "”",
            "« ", " »", "(", ")", "[", "]", ", ", ". ", "! ", "? ", ": ", "; ", "-", " – ", "#", "#tag ", "@", "@name ",
            "/",
            "https://example.org", " http://", "x@y.org", "\u{FEFF}", "\u{AD}", "'", "’", "\"", "{", "}", "|",
            String(repeating: "\u{336}", count: 30), String(repeating: "👩‍", count: 40),
        ]
        return (0..<Int.random(in: 0...length, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }
            .joined()
    }

    mutating func template() -> String {
        let fields = Template.Field.allCases.shuffled(using: &self).prefix(Int.random(in: 1...8, using: &self))
        let literals = [
            " ", " ", " ", "", " – ", " | ", ": ", " (", ") ", ", ", ". ", " via ", "「", "」", " #ONG ", "«\u{A0}", "x",
        ]
        return fields.map { (literals.randomElement(using: &self) ?? "") + "{\($0.rawValue)}" }.joined()
            + (literals.randomElement(using: &self) ?? "")
    }

    mutating func shortener() -> Shortener {
        let policy = Shortener.Policy.allCases.randomElement(using: &self) ?? .never
        let site = Int.random(in: 0..<4, using: &self) == 0 ? nil : "https://actu.exemple.org"
        return Shortener(policy: policy, site: site, profile: "news")
    }

    mutating func source() -> PostSource {
        let addresses = [
            "https://exemple.org/", "http://例え.jp/日本", "https://exemple.org./", "https://[::1]/", "ftp://x/", "",
        ]
        let padding = String(repeating: "a", count: Int.random(in: 0...1, using: &self) * 110)
        let address = (addresses.randomElement(using: &self) ?? "") + padding + text(upTo: 30)
        return PostSource(
            title: Bool.random(using: &self) ? text(upTo: 120) : text(upTo: 10),
            link: Bool.random(using: &self) ? address : "https://exemple.org/a",
            summary: Bool.random(using: &self) ? text(upTo: 200) : nil,
            content: Bool.random(using: &self) ? text(upTo: 400) : nil,
            author: Bool.random(using: &self) ? text(upTo: 10) : nil,
            feed: Bool.random(using: &self) ? text(upTo: 20) : nil,
            tags: (0..<Int.random(in: 0...8, using: &self)).map { _ in text(upTo: 6) },
            date: Bool.random(using: &self) ? Date(timeIntervalSince1970: 1_700_000_000) : nil
        )
    }
}
