/// Text as HTML and XML can hold it.
enum Markup {
    /// Escapes one scalar after the other. A grapheme cluster would not do: U+0600 joins itself to a following `<`, a
    /// combining accent to a preceding `"`, and neither is then equal to the character that has to be escaped.
    ///
    /// What XML 1.0 cannot hold even when escaped (section 2.2) becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        if text.utf8.allSatisfy(isHarmless) { return text }
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\t", "\n", "\r": escaped.append(scalar)
            case "\0"..." ": escaped.append(scalar == " " ? " " : "\u{FFFD}")
            case "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    /// Most texts hold nothing else. 0xC2 and 0xEF begin some of the scalars above.
    private static func isHarmless(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, 0x22, 0x26, 0x27, 0x3C, 0x3E, 0x7F, 0xC2, 0xEF: false
        default: true
        }
    }
}
