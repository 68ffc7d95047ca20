import Feeds
import Foundation
import Testing

struct SourceTextTests {
    private func title(_ bytes: [UInt8], contentType: String? = nil) throws -> String? {
        try feed(bytes, contentType: contentType).title
    }

    private func document(_ title: String, label: String? = nil) -> String {
        let declaration = label.map { "<?xml version=\"1.0\" encoding=\"\($0)\"?>" } ?? "<?xml version=\"1.0\"?>"
        return "\(declaration)<rss><channel><title>\(title)</title></channel></rss>"
    }

    private func bytes(_ text: String, _ encoding: String.Encoding) throws -> [UInt8] {
        [UInt8](try #require(text.data(using: encoding)))
    }

    @Test(arguments: ["iso-8859-1", "utf-16", "x-bogus-99", "windows-1251", "UTF8", ""])
    func believesValidUTF8MoreThanItsLabel(label: String) throws {
        #expect(try title(Array(document("Grüße – é €", label: label).utf8)) == "Grüße – é €")
    }

    @Test(arguments: ["iso-8859-1", "windows-1252", "utf-8", nil])
    func readsWindows1252UnderEveryLabelThatItHides(label: String?) throws {
        #expect(try title(bytes(document("Grüße – “é” €", label: label), .windowsCP1252)) == "Grüße – “é” €")
    }

    @Test func believesTheTransferMoreThanTheDeclaration() throws {
        let bytes = try bytes(document("Привет", label: "koi8-r"), .windowsCP1251)
        #expect(try title(bytes, contentType: "text/xml; charset=\"windows-1251\"") == "Привет")
        #expect(try feed(bytes, contentType: "text/xml; charset=windows-1251").encoding == "windows-1251")
    }

    @Test func readsUTF16WithAndWithoutAMark() throws {
        let text = document("Zażółć 🌍", label: "utf-16")
        #expect(try title([0xFF, 0xFE] + bytes(text, .utf16LittleEndian)) == "Zażółć 🌍")
        #expect(try title([0xFE, 0xFF] + bytes(text, .utf16BigEndian)) == "Zażółć 🌍")
        #expect(try title(bytes(text, .utf16BigEndian)) == "Zażółć 🌍")
        #expect(try title(bytes(text, .utf16LittleEndian)) == "Zażółć 🌍")
        #expect(try feed(bytes(text, .utf16LittleEndian)).encoding == "utf-16")
    }

    @Test func readsUTF32() throws {
        #expect(try title([0xFF, 0xFE, 0, 0] + bytes(document("ünï"), .utf32LittleEndian)) == "ünï")
    }

    /// Bytes written down by hand, so that the test does not ask the decoder under test.
    @Test(arguments: [
        ("shift_jis", [0x93, 0xFA, 0x96, 0x7B] as [UInt8], "日本"),
        ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
        ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42], "日本"),
        ("gb2312", [0xC4, 0xE3, 0xBA, 0xC3], "你好"),
        ("big5", [0xA7, 0x41, 0xA6, 0x6E], "你好"),
        ("euc-kr", [0xB0, 0xA1], "가"),
        ("koi8-r", [0xED, 0xC9, 0xD2], "Мир"),
        ("iso-8859-2", [0xB1, 0xB6], "ąś"),
        ("windows-1256", [0xD3, 0xE1, 0xC7, 0xE3], "سلام"),
    ])
    func readsOlderEncodings(label: String, name: [UInt8], meaning: String) throws {
        let parts = document("|", label: label).split(separator: "|").map { Array($0.utf8) }
        #expect(try title(parts[0] + name + parts[1]) == meaning)
    }

    @Test func putsAMarkWhereAByteMeansNothing() throws {
        let parts = document("né|b").split(separator: "|").map { Array($0.utf8) }
        let feed = try feed(parts[0] + [0xFF] + parts[1])
        #expect(feed.title == "né\u{FFFD}b")
        #expect(feed.warnings == ["recovered:encoding"])
    }

    @Test func skipsEveryMark() throws {
        #expect(try title(Array("\u{FEFF}\u{FEFF}\n\u{FEFF}\(document("x"))".utf8)) == "x")
    }

    @Test func saysNothingWhenNothingWasForgiven() throws {
        #expect(try feed(document("é", label: "utf-8")).warnings.isEmpty)
        #expect(try feed(document("ascii", label: "iso-8859-1")).warnings.isEmpty)
    }
}
