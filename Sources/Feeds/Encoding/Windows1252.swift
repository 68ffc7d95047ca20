/// The encoding that most unlabelled Western text is in, and that `iso-8859-1` means on the web.
enum Windows1252 {
    /// Each byte as UTF-8; the five bytes without a character are U+FFFD.
    static let utf8: [[UInt8]] = (0..<256).map { byte in
        let code = (0x80..<0xA0).contains(byte) ? middle[byte - 0x80] : UInt32(byte)
        return Array(String(Unicode.Scalar(code).map { Character($0) } ?? "\u{FFFD}").utf8)
    }

    static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count + bytes.count / 8)
        for byte in bytes {
            if byte < 0x80 { text.append(byte) } else { text += utf8[Int(byte)] }
        }
        return text
    }

    private static let middle: [UInt32] = [
        0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD,
        0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0xFFFD, 0x017E, 0x0178,
    ]
}
