import Foundation
import TestSupport
import Testing

@testable import Web

@Suite struct JSONWriterTests {
    @Test func writesWhatOthersRead() throws {
        var dice = SeededRandom(seed: 7)
        for _ in 0..<400 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...30, using: &dice)).compactMap { _ in
                        Unicode.Scalar(UInt32.random(in: 0...(dice.chance(0.5) ? 0x7F : 0x10FFFF), using: &dice))
                    }
                )
            )
            let flag = dice.chance(0.5)
            var json = JSONWriter()
            json.object {
                $0.field("text", text)
                $0.field("none", nil as String?)
                $0.field("flag", flag)
                $0.field("id", id: .max)
                $0.field("list", [text, "x"])
                $0.field("inner") { $0.emptyList("empty") }
            }
            let read = try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
            #expect(read["text"] as? String == text)
            #expect(read["none"] is NSNull)
            #expect(read["flag"] as? Bool == flag)
            #expect(read["id"] as? String == "9223372036854775807")
            #expect(read["list"] as? [String] == [text, "x"])
            #expect((read["inner"] as? [String: [String]])?["empty"] == [])
        }
    }

    @Test func writesDatesAsTheFormatterDoes() {
        var dice = SeededRandom(seed: 8)
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for _ in 0..<2_000 {
            let milliseconds = Int64.random(in: -12_219_292_800_000...253_402_300_799_999, using: &dice)
            let date = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
            // From 1582 on, when the formatter's calendar is the same; it cuts off a fraction that it cannot hold exactly.
            #expect(Timestamp(date).text.prefix(19) == date.addingTimeInterval(0.000_4).formatted(style).prefix(19))
        }
        #expect(Timestamp(Date(timeIntervalSince1970: 1_795_348_800.25)).text == "2026-11-22T12:00:00.250Z")
        #expect(Timestamp(Date(timeIntervalSince1970: -0.001)).text == "1969-12-31T23:59:59.999Z")
    }
}
