import Foundation
import TestSupport
import Testing

@testable import Bridge

/// Whatever stands in the file, it is a configuration, or each mistake has a place in the file.
@Suite struct ConfigurationFuzzTests {
    private static let text = #"""
        { "$schema": "feeds.schema.json", "profiles": { "secours": { "displayName": "Secours", "language": "fr" } },
          "defaults": { "every": "30m", "template": "{title} {link}", "maxPerPoll": 3, "audience": "followers" },
          "feeds": [ { "url": "https://example.org/feed", "profile": "secours", "include": ["/aide/i", "eau"] },
            { "url": "./a.xml", "route": [{ "match": ["don"], "audience": "donors" }], "delay": "10m", "backlog": 0 } ],
          "web": { "listen": "127.0.0.1:8140", "publicURL": "https://actu.example.org" },
          "alerts": { "after": "3d", "command": ["/usr/bin/true"] },
          "polling": { "maximumConcurrent": 4 }, "network": { "allow": ["10.0.0.0/8"] } }
        """#
    private static let tokens = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\ud800", "\\u0000", "null", "true", "-1", "1e400", "0.5",
        "99999999999999999999", "\"\"", "\u{0}", "\u{FEFF}", "é", "/*", "//", "\"feeds\"", "\"url\"",
        "\"9999999999999d\"",
        "\"{title\"", "\"/(a+)+$/\"", "[[[[[[[[", "\n",
    ].map { Array($0.utf8) }

    @Test func everythingIsAConfigurationOrNamesItsMistakes() {
        var dice = SeededRandom(seed: 17)
        var readable = 0
        for _ in 0..<3_000 {
            var bytes = Array(Self.text.utf8)
            for _ in 0...Int.random(in: 0..<4, using: &dice) { Self.damage(&bytes, &dice) }
            do {
                let text = try ConfigurationText(bytes, file: "/etc/feedline/feeds.json")
                #expect(text.feedCount == Array(text.feeds).count)
                readable += 1
            } catch {
                let lines = bytes.count { $0 == UInt8(ascii: "\n") } + 1
                #expect(!error.mistakes.isEmpty)
                for mistake in error.mistakes {
                    #expect(
                        (0...lines).contains(mistake.line),
                        "\(mistake) in \(String(decoding: bytes, as: UTF8.self))"
                    )
                    #expect(!mistake.message.isEmpty)
                }
            }
        }
        // Some damage does none: otherwise this would test little.
        #expect((50..<2_500).contains(readable))
    }

    private static func damage(_ bytes: inout [UInt8], _ dice: inout SeededRandom) {
        let place = Int.random(in: 0...bytes.count, using: &dice)
        let end = min(place + Int.random(in: 0..<30, using: &dice), bytes.count)
        switch Int.random(in: 0..<6, using: &dice) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: tokens.randomElement(using: &dice) ?? [], at: place)
        case 2: bytes.replaceSubrange(place..<end, with: tokens.randomElement(using: &dice) ?? [])
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &dice))
        case 4: if place < bytes.count { bytes[place] = UInt8.random(in: 0...255, using: &dice) }
        default: if dice.chance(0.1) { bytes.removeSubrange(place...) }
        }
    }
}
