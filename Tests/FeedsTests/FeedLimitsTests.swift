import Feeds
import Foundation
import Testing

/// What hostile documents come to. Each would take seconds, gigabytes or a file of ours if its limit were not there.
struct FeedLimitsTests {
    private func refusal(_ text: String) -> FeedError.Kind? {
        #expect(throws: FeedError.self) { try feed(text) }?.kind
    }

    @Test func expandsNoEntityOfADTD() throws {
        let laughs = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
        let bomb = try feed(
            "<!DOCTYPE rss [<!ENTITY l0 \"lol\">\(laughs)]>" + rss("<item><title>x&l9;y</title></item>")
        )
        #expect(bomb.items.map(\.title) == ["x&l9;y"])
    }

    @Test func loadsNothing() throws {
        let secret = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try Data("secret".utf8).write(to: secret)
        defer { try? FileManager.default.removeItem(at: secret) }
        let doctype = "<!DOCTYPE rss [<!ENTITY x SYSTEM \"\(secret.absoluteString)\">]>"
        let inText = try feed(doctype + rss("<item><title>a&x;b</title></item>"))
        #expect(!inText.jsonLine().contains("secret"))
        let late = try feed("<rss>\(doctype)<channel><item><title>a&x;b</title></item></channel></rss>")
        #expect(!late.jsonLine().contains("secret"))
    }

    @Test func refusesDepth() {
        let nest = String(repeating: "<a>", count: 5_000)
        #expect(refusal(rss("<item><description>\(nest)</description></item>")) == .limits)
        #expect(refusal(rss("<item>\(nest)\(String(repeating: "</a>", count: 5_000))</item>")) == .limits)
    }

    @Test func refusesATagOfManyAttributes() {
        let few = (0..<300).map { " a\($0)=''" }.joined()
        let many = (0..<50_000).map { " a\($0)='>'" }.joined()
        let namespaces = (0..<200).map { " xmlns:n\($0)='u:\($0)'" }.joined()
        #expect(refusal(rss("<item\(few)></item>")) == .limits)
        #expect(refusal(rss("<item\(many)></item>")) == .limits)
        #expect(refusal(rss("<a\(namespaces)><b\(namespaces)></b></a>")) == .limits)
    }

    @Test func refusesALongTag() {
        #expect(refusal(rss("<enclosure url='\(String(repeating: "a", count: 70_000))'/>")) == .limits)
    }

    @Test func cutsALongText() throws {
        let long = String(repeating: "é", count: 1 << 20)
        let feed = try feed(rss("<item><title>T</title><description>\(long)</description><guid>g</guid></item>"))
        #expect(feed.items.map(\.id) == ["g"])
        #expect(feed.warnings == ["limit:text"])
        #expect(feed.items.first?.summary?.plain.utf8.count == 1 << 20)
    }

    @Test func listsFiveHundredOfAKind() throws {
        let kinds = (0..<20_000).map {
            "<author>a\($0)</author><category>c\($0)</category><enclosure url='http://a.example/\($0)'/>"
        }
        let item = try #require(try feed(rss("<item>\(kinds.joined())</item>")).items.first)
        #expect(item.authors.count == 500)
        #expect(item.tags.count == 500)
        #expect(item.attachments.count == 500)
    }

    @Test func leavesOutWhatComesAfterTwoThousandItems() throws {
        let items = (0..<2_100).map { "<item><guid>\($0)</guid></item>" }.joined()
        let feed = try feed(rss(items))
        #expect(feed.items.count == 2_000)
        #expect(feed.warnings == ["limit:items"])
        #expect(feed.isComplete)
    }

    @Test func takesLongCDATAAndComments() throws {
        let long = String(repeating: "< ", count: 50_000)
        let item = try item("<!-- \(long) --><description><![CDATA[\(long)]]></description><title>T</title>")
        #expect(item.title == "T")
    }

    /// Shapes on which a scan that looks ahead again and again would take minutes.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "<", "<!", "<!--", "<?", "<![CDATA[", "</a", "<a ", "<a b='", "<a b=\"<", "&", "&#", "&#55357;", "]]",
            "<a>", "<item>",
            "<a b=", "&a", "<!DOCTYPE [",
        ]
    )
    func staysLinear(unit: String) {
        let text = "<rss><channel>" + String(repeating: unit, count: 100_000 / unit.utf8.count)
        _ = try? feed(text)
        _ = try? feed(String(repeating: unit, count: 100_000 / unit.utf8.count))
    }
}
