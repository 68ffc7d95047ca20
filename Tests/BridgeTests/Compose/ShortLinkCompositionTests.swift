import Testing
import Timeline

@testable import Bridge

/// When a post holds a short link in the place of the article's own.
@Suite struct ShortLinkCompositionTests {
    private static let site = "https://actu.example.org"

    private func compose(
        _ template: String,
        _ source: PostSource,
        _ policy: Shortener.Policy = .whenNeeded,
        site: String? = site
    ) throws -> Composition {
        Composer(
            template: try Template.parse(template),
            shortener: Shortener(policy: policy, site: site, profile: "news")
        ).compose(source)
    }

    private func post(
        _ template: String,
        _ source: PostSource,
        _ policy: Shortener.Policy = .whenNeeded
    ) throws -> ComposedPost {
        guard case .post(let post) = try compose(template, source, policy) else { throw Refused() }
        return post
    }

    private struct Refused: Error {}

    /// As long as asked for, and the short link that leads there.
    private func link(_ length: Int) throws -> (link: String, short: String) {
        let start = "https://example.org/"
        let link = start + String(repeating: "a", count: length - start.count)
        let shortener = Shortener(policy: .always, site: Self.site, profile: "news")
        return (link, try #require(shortener.shorten(link)).address)
    }

    private let title = "Séisme au Népal : la Croix-Rouge appelle à une aide d’urgence pour des milliers de familles"

    @Test func aLinkThatIsTooLongForAPostIsShortened() throws {
        let (link, short) = try link(171)
        let post = try post("{title} {link}", PostSource(title: title, link: link))
        #expect(post.text == "\(title) \(short)")
        #expect(post.link == link)
        #expect(post.shortLink?.target == link)
        #expect(post.notes.map(\.description) == ["link shortened"])
    }

    /// A title has ten characters and `…` at the least, and a blank before the link.
    @Test(arguments: [(128, false), (129, true), (140, true)])
    func aLinkIsShortenedWhereItLeavesNoUsefulRoomForTheTitle(length: Int, isShortened: Bool) throws {
        let (link, short) = try link(length)
        let title = String(repeating: "x", count: 200)
        let post = try post("{title} {link}", PostSource(title: title, link: link))
        #expect(post.text.hasSuffix(" " + (isShortened ? short : link)))
        #expect((post.shortLink != nil) == isShortened)
        #expect(post.link == link)
    }

    @Test func aShortTitleThatFitsKeepsTheWholeLink() throws {
        let (link, _) = try link(137)
        #expect(try post("{title} {link}", PostSource(title: "Ok", link: link)).text == "Ok \(link)")
    }

    @Test func theSummaryCountsWhereTheTemplateShowsNoTitle() throws {
        let (link, short) = try link(125)
        let source = PostSource(title: title, link: link, summary: "Des milliers de familles sont sans abri.")
        #expect(try post("{summary} {link}", source).text == "Des milliers de familles sont sans abri. \(short)")
        #expect(try post("{tags} {link}", source).text == link)
    }

    @Test func aLinkIsKeptWhereAShortOneWouldBeNoHelp() throws {
        let (link, _) = try link(40)
        let words = String(repeating: "y", count: 97)
        let source = PostSource(title: title, link: link)
        #expect(try post("{title} {link} \(words)", source).text == "\(link) \(words)")
    }

    @Test func aLinkThatIsShorterThanAShortOneIsKept() throws {
        let link = "https://example.org/1"
        let words = String(repeating: "y", count: 110)
        #expect(try post("{title} {link} \(words)", PostSource(title: title, link: link)).text == "\(link) \(words)")
    }

    @Test func everyLinkIsShortenedWhereThatIsWanted() throws {
        let short = try #require(
            Shortener(policy: .always, site: Self.site, profile: "news").shorten("https://example.org/1")
        )
        let post = try post("{title} {link}", PostSource(title: "Séisme", link: "https://example.org/1"), .always)
        #expect(post.text == "Séisme \(short.address)")
        #expect(post.link == "https://example.org/1")
    }

    @Test func theWholeLinkStandsInWhereTheShortOneHasNoRoom() throws {
        let link = "https://example.org/1"
        let words = String(repeating: "y", count: 110)
        let post = try post("{title} {link} \(words)", PostSource(title: title, link: link), .always)
        #expect(post.text == "\(link) \(words)" && post.shortLink == nil)
    }

    @Test func aTextThatNamesTheLinkLosesItWhicheverIsShown() throws {
        let (link, short) = try link(150)
        #expect(try post("{title} {link}", PostSource(title: "Séisme \(link)", link: link)).text == "Séisme \(short)")
    }

    @Test func aTemplateWithoutLinkHasNone() throws {
        let post = try post("{title}", PostSource(title: "Séisme", link: try link(171).link), .always)
        #expect(post.text == "Séisme" && post.link == nil && post.shortLink == nil)
    }

    @Test func aRefusalSaysWhatWouldHelp() throws {
        let (link, _) = try link(171)
        let source = PostSource(title: title, link: link)
        let reason = "its link is 171 characters long, and a post has 140"
        #expect(
            try compose("{title} {link}", source, site: nil)
                == .refused(reason: reason + #"; "publicURL" in "web" would let it be shortened"#)
        )
        #expect(try compose("{title} {link}", source, .never, site: nil) == .refused(reason: reason))
        #expect(try compose("{title} {link}", source, .never) == .refused(reason: reason))
        let words = String(repeating: "y", count: 110)
        #expect(
            try compose("{title} {link} \(words)", source)
                == .refused(
                    reason: "its short link and the template's own words take 149 characters, and a post has 140"
                )
        )
    }

    @Test func anAddressBeyondAllMeasureIsRefused() throws {
        let link = "https://example.org/" + String(repeating: "a", count: 3_000)
        #expect(
            try compose("{title} {link}", PostSource(title: title, link: link))
                == .refused(reason: "its link is 3020 characters long, and a post has 140")
        )
    }
}
