import Testing
import Timeline

@testable import Bridge

@Suite struct ShortenerTests {
    private let shortener = Shortener(policy: .always, site: "https://actu.example.org", profile: "News")

    private func target(_ link: String) -> String? { shortener.shorten(link)?.link.target }

    /// Written down: a link that was posted has to be found again by the same code for ever.
    @Test func anAddressHasTheSameCodeForEver() throws {
        let short = try #require(shortener.shorten("https://example.org/2026/11/an-article"))
        #expect(short.link == ShortLink(code: "Ah20pyA92yB", target: "https://example.org/2026/11/an-article"))
        #expect(short.address == "https://actu.example.org/l/\(short.link.code)")
        #expect(ShortLink.isCode(short.link.code))
    }

    @Test func aCodeDependsOnProfileAndAddressAndNothingElse() {
        func code(_ profile: String, _ site: String, _ link: String) -> String? {
            Shortener(policy: .whenNeeded, site: site, profile: profile).shorten(link)?.link.code
        }
        let one = code("news", "https://a.org", "https://example.org/a")
        #expect(one != nil)
        #expect(code("NEWS", "http://[::1]:8140", "https://example.org/a") == one)
        #expect(code("news2", "https://a.org", "https://example.org/a") != one)
        #expect(code("news", "https://a.org", "https://example.org/A") != one)
    }

    @Test func codesOfManyAddressesDiffer() {
        let codes = Set((0..<20_000).map { shortener.shorten("https://example.org/\($0)")?.link.code })
        #expect(codes.count == 20_000)
        #expect(codes.allSatisfy { ShortLink.isCode($0 ?? "") })
    }

    @Test(arguments: [
        ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
        ("HTTP://Example.org", "HTTP://Example.org"),
        ("https://exemple.org/%20é?x=日本#ü", "https://exemple.org/%20%C3%A9?x=%E6%97%A5%E6%9C%AC#%C3%BC"),
        ("http://例え.jp/日本", "http://xn--r8jz45g.jp/%E6%97%A5%E6%9C%AC"),
        ("https://müller.example:8080/a", "https://xn--mller-kva.example:8080/a"),
        ("https://[::1]:80/é", "https://[::1]:80/%C3%A9"),
    ])
    func theTargetIsTheAddressAsAHeaderHoldsIt(link: String, expected: String) {
        #expect(target(link) == expected)
    }

    @Test(arguments: [
        "javascript:alert(1)", "ftp://example.org/", "https:///a", "//example.org", "", "https://example.org/a b",
        "https://example.org/\r\nSet-Cookie:a", "https://example.org/" + String(repeating: "a", count: 2_048),
        "https://example.org/" + String(repeating: "é", count: 400),
    ])
    func nothingElseIsShortened(link: String) {
        #expect(target(link) == nil)
    }

    @Test(arguments: [
        Shortener(policy: .never, site: "https://actu.example.org"), Shortener(policy: .always), .none,
    ])
    func withoutANameOrAWishNothingIsShortened(shortener: Shortener) {
        #expect(shortener.shorten("https://example.org/a") == nil)
    }
}
