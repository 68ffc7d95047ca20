import Feeds
import Foundation
import Testing
import Timeline

@testable import Bridge

/// Each test records a document as a first poll would, and asks how many items of a second one are new.
@Suite struct ItemIdentityTests {
    private static func item(
        guid: String? = nil,
        url: String? = nil,
        title: String? = nil,
        date: Double? = nil,
        text: String? = nil
    ) -> ParsedItem {
        ParsedItem(
            id: guid ?? url ?? title,
            idSource: guid != nil ? .guid : url != nil ? .link : .hash,
            url: url,
            title: title,
            summary: text.map { ParsedText($0, kind: .plain, base: nil) },
            published: date.map(Date.init(timeIntervalSince1970:))
        )
    }

    private func unknown(in second: [ParsedItem], after first: [ParsedItem], home: String? = nil) -> [Int] {
        var known: [ItemAlias: Int64] = [:]
        for (index, identity) in ItemIdentity.identities(of: document(first, home)).enumerated() {
            for alias in identity.aliases { known[alias] = Int64(index) }
        }
        return ItemIdentity.identities(of: document(second, home)).enumerated()
            .compactMap { $1.match(in: known) == nil ? $0 : nil }
    }

    private func document(_ items: [ParsedItem], _ home: String?) -> ParsedFeed {
        var feed = ParsedFeed(format: .rss20, items: items)
        feed.homePageURL = home
        return feed
    }

    private let article = item(
        guid: "http://example.org/?p=7",
        url: "http://example.org/2026/aid",
        title: "Aid arrives",
        date: 1_790_000_000,
        text: "The first trucks crossed the border."
    )

    @Test func survivesAMoveToHTTPS() {
        let moved = Self.item(
            guid: "https://www.example.org/?p=7",
            url: "https://www.example.org/2026/aid/",
            title: "Aid arrives",
            date: 1_790_000_000
        )
        #expect(unknown(in: [moved], after: [article]).isEmpty)
    }

    @Test func tellsApartWhatSharesAGuidAndALink() {
        func news(_ number: Int) -> ParsedItem {
            Self.item(
                guid: "https://example.org/",
                url: "https://example.org/",
                title: "News \(number)",
                date: 1_790_000_000 + Double(number) * 3_600,
                text: "Text \(number)"
            )
        }
        #expect(unknown(in: [news(3), news(2), news(1)], after: [news(2), news(1)]) == [0])
        let corrected = Self.item(
            guid: "https://example.org/",
            url: "https://example.org/",
            title: "News 1",
            date: 1_790_003_600,
            text: "Text 1, corrected"
        )
        #expect(unknown(in: [news(2), corrected], after: [news(2), news(1)]).isEmpty)
    }

    @Test func knowsAgainWhatSaysNothing() {
        let picture = Self.item(url: "https://example.org/", date: 1_790_000_000)
        #expect(unknown(in: [picture], after: [picture]).isEmpty)
        let next = Self.item(url: "https://example.org/", date: 1_790_086_400)
        #expect(unknown(in: [next, picture], after: [picture]) == [0])
    }

    @Test func survivesANewGuid() {
        let changed = Self.item(guid: "urn:uuid:1", url: article.url, title: "Aid has arrived", date: 1_790_000_500)
        #expect(unknown(in: [changed], after: [article]).isEmpty)
    }

    @Test func survivesANewLinkAndTitleAndDate() {
        let changed = Self.item(
            guid: article.id,
            url: "http://example.org/new",
            title: "Correction",
            date: 1_790_009_000
        )
        #expect(unknown(in: [changed], after: [article]).isEmpty)
    }

    @Test func survivesANewGuidAndANewHost() {
        let moved = Self.item(
            guid: "https://new.example.net/?p=7",
            url: "https://new.example.net/2026/aid",
            title: "Aid arrives",
            date: 1_790_000_000,
            text: "The first trucks crossed the border. (Links rewritten.)"
        )
        #expect(unknown(in: [moved], after: [article]).isEmpty)
    }

    @Test func survivesANewGuidAndANewSlug() {
        let moved = Self.item(
            guid: "urn:uuid:2",
            url: "http://example.org/aid-arrives-at-last",
            title: "Aid arrives",
            date: 1_790_000_000,
            text: "The first trucks crossed the border."
        )
        #expect(unknown(in: [moved], after: [article]).isEmpty)
    }

    @Test func doesNotTakeOneTitleForOneArticle() {
        let monday = Self.item(
            guid: "1",
            url: "http://example.org/1",
            title: "Daily briefing",
            date: 1_790_000_000,
            text: "a"
        )
        let tuesday = Self.item(
            guid: "2",
            url: "http://example.org/2",
            title: "Daily briefing",
            date: 1_790_086_400,
            text: "b"
        )
        #expect(unknown(in: [tuesday], after: [monday]) == [0])
    }

    @Test func doesNotBelieveALinkThatSeveralItemsShare() {
        let first = [
            Self.item(guid: "1", url: "http://example.org/offers", title: "Blankets"),
            Self.item(guid: "2", url: "http://example.org/offers", title: "Tents"),
        ]
        let second = first + [Self.item(guid: "3", url: "http://example.org/offers", title: "Water")]
        #expect(unknown(in: second, after: first) == [2])
    }

    @Test func doesNotBelieveTheSitesFrontPage() {
        let first = [Self.item(guid: "1", url: "http://example.org/news", title: "Flood warning", date: 1)]
        let second = [Self.item(guid: "2", url: "http://example.org/news", title: "Storm warning", date: 2)]
        #expect(unknown(in: second, after: first, home: "https://example.org/news/") == [0])
    }

    @Test func tellsBlogsOfAPlanetApart() {
        let first = [
            Self.item(guid: "http://a.example.org/?p=12", url: "http://a.example.org/?p=12", title: "One", date: 1)
        ]
        let second = [
            Self.item(guid: "http://b.example.org/?p=12", url: "http://b.example.org/?p=12", title: "Two", date: 2)
        ]
        #expect(unknown(in: second, after: first) == [0])
    }

    @Test func knowsAnItemByItsTextWhenThereIsNothingElse() {
        let note = Self.item(title: "Road closed", text: "The road to the camp is closed.")
        let other = Self.item(title: "Road open", text: "The road to the camp is open.")
        #expect(unknown(in: [other, note], after: [note]) == [0])
    }
}
