import Foundation
import Testing

@testable import Bridge

@Suite struct ShippedConfigurationTests {
    @Test(arguments: ["feeds.example.json", "examples/blogger.json", "examples/ngo.json"])
    func isRight(name: String) throws {
        let configuration = try Configuration.load(path: Shipped.path(name))
        #expect(!configuration.feeds.isEmpty)
        for feed in configuration.feeds where feed.isFile {
            #expect(FileManager.default.fileExists(atPath: feed.url))
        }
    }

    @Test func showsSomethingWithoutTheInternet() throws {
        let configuration = try Configuration.load(path: Shipped.path("feeds.example.json"))
        let file = try #require(configuration.feeds.first { $0.isFile })
        #expect(file.every <= .seconds(60))
        #expect(file.backlog > 0)
        #expect(configuration.profiles.count > 1)
        #expect(configuration.feeds.contains { !$0.isFile })
    }

    /// What the documentation shows is whole, an entry of `feeds`, or members of the whole.
    @Test(arguments: ["README.md", "docs/blogger.md", "docs/community-manager.md", "docs/operator.md"])
    func isShownInTheDocumentationAsItIs(name: String) throws {
        let page = String(decoding: try Shipped.bytes(name), as: UTF8.self)
        let samples = page.matches(of: /```json\n((?s).*?)```/).map { String($0.1) }
        #expect(!samples.isEmpty)
        for sample in samples where sample.contains(/"(feeds|url|web|network|polling|profiles)"/) {
            let text =
                if sample.contains("\"feeds\"") {
                    sample
                } else if sample.hasPrefix("{") {
                    Sample.text(profiles: #"{ "secours": {}, "news": {} }"#, feeds: "[\(sample)]")
                } else {
                    "{ \(sample.contains("\"profiles\"") ? "" : #""profiles": { "a": {} },"#) \"feeds\": [], \(sample) }"
                }
            #expect(Sample.mistakes(in: text) == [], "\(name): \(sample)")
        }
    }

    /// Whatever happens to a file, it is either taken or its mistakes have places inside it.
    @Test func survivesEveryMutation() throws {
        let originals = try ["feeds.example.json", "examples/ngo.json"].map { try Shipped.bytes($0) }
        var dice = Dice(state: 20)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "'", "“", "//", "/*", "null", "1e999", "-", "\n", "\u{0}",
        ]
        for round in 0..<300 {
            var bytes = originals[round % 2]
            for _ in 0...(round % 4) {
                let at = Int(dice.next() % UInt64(bytes.count))
                switch dice.next() % 5 {
                case 0: bytes.remove(at: at)
                case 1: bytes[at] = UInt8(truncatingIfNeeded: dice.next())
                case 2: bytes.insert(contentsOf: pieces[Int(dice.next() % UInt64(pieces.count))].utf8, at: at)
                case 3: bytes.removeSubrange(at..<min(bytes.count, at + Int(dice.next() % 40)))
                default: bytes.swapAt(at, Int(dice.next() % UInt64(bytes.count)))
                }
            }
            do throws(ConfigurationError) {
                _ = try Configuration.decode(bytes, file: "feeds.json")
            } catch {
                let lines = 1 + bytes.count { $0 == 0x0A }
                #expect(!error.mistakes.isEmpty)
                #expect(error.mistakes.allSatisfy { (1...lines).contains($0.line) && $0.column > 0 })
            }
        }
    }

    @Test func survivesEveryTruncation() throws {
        let original = try Shipped.bytes("examples/ngo.json")
        let end = original.lastIndex(of: UInt8(ascii: "}")) ?? 0
        for length in stride(from: 0, through: end, by: 5) {
            #expect(throws: ConfigurationError.self) {
                try Configuration.decode(Array(original[..<length]), file: "feeds.json")
            }
        }
    }
}

/// SplitMix64.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
