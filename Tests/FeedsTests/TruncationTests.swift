import Feeds
import TestSupport
import Testing

/// What comes of documents that break off or were damaged on the way.
struct TruncationTests {
    @Test func yieldsCompleteItemsAndSaysSo() throws {
        let whole = rss("<item><title>A</title></item><item><title>B</title><description>long</description></item>")
        let cut = try feed(String(whole.dropLast(60)))
        #expect(cut.items.map(\.title) == ["A"])
        #expect(!cut.isComplete)
        #expect(cut.warnings == ["truncated"])
        #expect(try feed(whole).isComplete)
    }

    @Test func missesOnlyTheEndTagOfTheRoot() throws {
        let cut = try feed("<rss><channel><item><title>A</title></item></channel>")
        #expect(cut.items.map(\.title) == ["A"])
        #expect(!cut.isComplete)
    }

    /// Nobody may get to see half an item, so that nobody posts it.
    @Test(arguments: ["blog.rss", "journal.atom"])
    func yieldsOnlyItemsOfTheWholeDocument(name: String) throws {
        let bytes = try fixture(name)
        let whole = try feed(bytes)
        for length in stride(from: bytes.count - 1, to: 0, by: -3) {
            guard let part = try? feed(Array(bytes[..<length])) else { continue }
            #expect(part.items == Array(whole.items.prefix(part.items.count)), "cut at \(length)")
            // Everything up to the root's last `>` was needed.
            #expect(!part.isComplete || length >= bytes.count - 1, "cut at \(length)")
        }
    }

    @Test(arguments: ["blog.rss", "journal.atom"])
    func survivesDamage(name: String) throws {
        let bytes = try fixture(name)
        var random = SeededRandom(seed: 20_261_122)
        for _ in 0..<300 {
            var damaged = bytes
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: 0..<damaged.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1:
                    damaged[place] =
                        [0x3C, 0x3E, 0x26, 0x22, 0x27, 0x00, 0x5D, 0x2F].randomElement(using: &random) ?? 0
                case 2: damaged.remove(at: place)
                default: damaged.insert(contentsOf: damaged[place...].prefix(40), at: place)
                }
            }
            guard let feed = try? feed(damaged) else { continue }
            #expect(feed.items.allSatisfy { $0.id?.isEmpty == false })
            _ = feed.jsonLine()
        }
    }
}
