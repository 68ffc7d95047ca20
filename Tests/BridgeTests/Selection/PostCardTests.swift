import Feeds
import Foundation
import Testing
import Timeline

@testable import Bridge

/// What of an item beside its words comes with its post.
@Suite struct PostCardTests {
    private let now = Date(timeIntervalSince1970: 1_795_089_600)

    private func rules(_ template: String = "{title} {link}") throws -> FeedConfiguration {
        FeedConfiguration(
            url: "https://example.org/feed",
            profile: "news",
            template: try Template.parse(template),
            filter: try Filter()
        )
    }

    private func item(
        _ summary: String? = nil,
        content: String? = nil,
        files: [ParsedAttachment] = [],
        event: ParsedEvent? = nil
    ) -> ParsedItem {
        var item = ParsedItem(id: "1", idSource: .guid, url: "https://example.org/1", title: "One")
        item.summary = summary.map { ParsedText($0, kind: .html, base: nil) }
        item.content = content.map { ParsedText($0, kind: .html, base: nil) }
        item.attachments = files
        item.event = event
        return item
    }

    private func verdict(_ item: ParsedItem, by rules: FeedConfiguration) throws -> Verdict {
        let document = ParsedFeed(format: .rss20, title: "News", items: [item])
        let outcome = try Selection(rules: rules, now: now, lastReadAt: now - 3_600)
            .judge(document, identities: ItemIdentity.identities(of: document), known: [:], waiting: [])
        return try #require(outcome.newItems.first?.verdict)
    }

    private func card(_ item: ParsedItem, _ template: String = "{title} {link}") throws -> PostCard? {
        try verdict(item, by: rules(template)).post?.card
    }

    // MARK: - Words

    @Test func showsHowTheSummaryBegins() throws {
        let long = "<p>Wells &amp; <b>pumps</b>.</p>" + String(repeating: "<p>More of it.</p>", count: 100)
        let description = try #require(try card(item(long))?.description)
        #expect(description.hasPrefix("Wells & pumps. More of it. More"))
        #expect(description.hasSuffix("…") && (250...300).contains(description.count))
        #expect(try card(item("Short."))?.description == "Short.")
    }

    @Test func showsHowTheArticleBeginsWhereTheSummarySaysNothing() throws {
        #expect(try card(item("<img src='a.png'>", content: "All of it."))?.description == "All of it.")
        #expect(try card(item("One!", content: "All of it."))?.description == nil)
        #expect(try card(item())?.kind == .link)
    }

    @Test func isAbsentWhereThereIsNothingToShow() throws {
        #expect(try card(item("Words"), "{title}") == nil)
    }

    @Test func waitsWithItsItem() throws {
        var rules = try rules()
        rules.delay = .seconds(600)
        let event = ParsedEvent(start: now + 86_400, location: "Hall")
        let held = try verdict(item("<p>Wells.</p>", event: event), by: rules)
        let record = ItemRecord(
            id: 1,
            feedID: 1,
            firstSeenAt: now,
            decision: .held,
            reason: "",
            decidedAt: now,
            dueAt: held.dueAt,
            draft: held.draft
        )
        let settled = try Selection(rules: rules, now: now + 700, lastReadAt: now).release([record])
        #expect(
            settled.first?.verdict.post?.card
                == PostCard(kind: .event, description: "Wells.", startsAt: now + 86_400, place: "Hall")
        )
    }

    @Test func draftOfAnOlderVersionIsRead() throws {
        let json = #"{"source":{"title":"One","link":"https://example.org/1","tags":[]},"link":[1,2]}"#
        let record = ItemRecord(
            id: 1,
            feedID: 1,
            firstSeenAt: now,
            decision: .capped,
            reason: "",
            decidedAt: now,
            dueAt: now,
            draft: Data(json.utf8)
        )
        let settled = try Selection(rules: rules(), now: now, lastReadAt: now).release([record])
        #expect(settled.first?.verdict.post?.card == PostCard(kind: .link))
    }

    // MARK: - Files

    @Test func namesTheFirstFileThatIsHeardSeenOrRead() throws {
        let files = [
            ParsedAttachment(url: "https://example.org/a.zip", mimeType: "application/zip"),
            ParsedAttachment(url: "ftp://example.org/a.mp3", mimeType: "audio/mpeg"),
            ParsedAttachment(url: "https://example.org/a.mp3?x=1", mimeType: "Audio/MPEG; charset=x", size: 99),
            ParsedAttachment(url: "https://example.org/b.mp3", mimeType: "audio/mpeg"),
        ]
        #expect(
            try card(item("Words", files: files))
                == PostCard(
                    kind: .file,
                    description: "Words",
                    fileURL: "https://example.org/a.mp3?x=1",
                    fileType: "audio/mpeg",
                    fileBytes: 99
                )
        )
    }

    @Test(arguments: [
        ("https://example.org/a.PDF?v=2", nil, "application/pdf"),
        ("https://example.org/a.m4a", "application/octet-stream", "audio/mp4"),
        ("https://example.org/a.exe", "application/octet-stream", nil), ("https://example.org/a", nil, nil),
        ("https://example.org/a.mp3", "text/html", nil), ("https://example.org/a", "image/svg+xml", "image/svg+xml"),
        ("https://example.org/a", "image/\"><b>", nil), ("javascript:a.mp3", "audio/mpeg", nil),
    ])
    func tellsWhatAFileIs(url: String, declared: String?, type: String?) throws {
        #expect(try card(item(files: [ParsedAttachment(url: url, mimeType: declared)]))?.fileType == type)
    }

    // MARK: - Events

    @Test func saysWhenAndWhere() throws {
        let event = ParsedEvent(
            start: now + 86_400,
            end: now + 90_000,
            location: String(repeating: "Hall ", count: 60),
            organizer: "Bo"
        )
        let file = ParsedAttachment(url: "https://example.org/a.pdf")
        let card = try #require(try card(item(files: [file], event: event), "{title}"))
        #expect(card.kind == .event)
        #expect(card.startsAt == now + 86_400 && card.endsAt == now + 90_000)
        #expect(card.fileURL == "https://example.org/a.pdf")
        #expect(card.place?.count ?? 0 <= 200 && card.place?.hasSuffix("…") == true)
    }

    @Test func doubtsAnEndBeforeTheStartAndAnEventWithoutOne() throws {
        #expect(try card(item(event: ParsedEvent(start: now, end: now - 60)))?.endsAt == nil)
        #expect(try card(item(event: ParsedEvent(end: now, location: "Hall"))) == PostCard(kind: .link))
    }
}
