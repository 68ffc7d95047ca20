import Foundation
import Testing

@testable import Bridge

@Suite struct SourceDigestTests {
    private let source = PostSource(
        title: "One",
        link: "http://example.org/1",
        summary: "Short",
        author: "Ana",
        feed: "News",
        tags: ["a", "b"],
        date: Date(timeIntervalSince1970: 1_795_089_600)
    )

    private func digest(_ template: String, _ change: (inout PostSource) -> Void = { _ in }) throws -> SourceDigest {
        var source = source
        change(&source)
        return SourceDigest(source, for: try Template.parse(template))
    }

    @Test func isStoredAndReadBack() throws {
        let digest = try digest("{title} {summary} {link} {tags} {author} {date}")
        #expect(SourceDigest(digest.data) == digest)
        // It is compared with what other versions have stored.
        #expect(digest.data.count == 81)
        #expect(
            digest.data.prefix(9).map { String($0, radix: 16) }.joined(separator: " ") == "1 8b 12 50 77 83 d5 be ca"
        )
        #expect(SourceDigest(digest.data.prefix(30) + [99]).differs(from: digest) == false)
        #expect(SourceDigest(Data()).differs(from: digest) == false)
    }

    @Test func tellsAChangeOfWhatIsShown() throws {
        let shown = "{title} {summary} {link} {tags} {author} {date}"
        let before = try digest(shown)
        let changes: [(inout PostSource) -> Void] = [
            { $0.title = "Two" }, { $0.title = nil }, { $0.link = "http://example.org/2" }, { $0.summary = "Brief" },
            { $0.content = "Long" }, { $0.tags = ["a"] }, { $0.author = "Bo" }, { $0.date = nil },
            { $0.event = .init(start: .distantFuture, end: nil, place: nil) },
            { $0.file = .init(url: "http://example.org/a.mp3", type: "audio/mpeg", bytes: nil) },
        ]
        for change in changes { #expect(try digest(shown, change).differs(from: before)) }
    }

    @Test func takesNoNoticeOfTheRest() throws {
        let before = try digest("{title} {link} {feed}")
        let changes: [(inout PostSource) -> Void] = [
            { $0.link = "https://www.example.org/1?utm_source=rss" }, { $0.summary = "Brief" }, { $0.tags = [] },
            { $0.author = nil }, { $0.date = nil }, { $0.feed = "Other" }, { $0.language = "fr" }, { $0.excerpt = "x" },
        ]
        for change in changes { #expect(try digest("{title} {link} {feed}", change) == before) }
        #expect(try digest("{tags} {link}") { $0.tags = ["b", "a"] } == digest("{tags} {link}"))
        #expect(try digest("{date}") { $0.date? += 3_600 } == digest("{date}"))
    }

    @Test func anotherTemplateIsNoChange() throws {
        let (few, many) = (try digest("{title} {link}"), try digest("{title} {summary} {link} {tags}"))
        #expect(!few.differs(from: many) && !many.differs(from: few))
        #expect(few.completed(by: many) == many)
    }
}
