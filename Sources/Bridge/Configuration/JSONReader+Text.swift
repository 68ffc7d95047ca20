/// Words, numbers and strings.
extension JSONReader {
    mutating func readWord() -> JSONValue.Content {
        let start = at
        let word = takeWord()
        switch word {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return .null
        case _ where word.isJSONNumber: return .number(word)
        default: break
        }
        switch word.lowercased() {
        case "true", "false":
            note(start, "\(word) is not JSON", "write \(word.lowercased())")
            return .bool(word.lowercased() == "true")
        case "null", "none", "nil", "undefined", "nan":
            note(start, "\(word) is not JSON", "leave the key out")
            return .null
        default:
            note(start, "a text needs double quotes", "write \(word.quoted)")
            return .string(word)
        }
    }

    mutating func takeWord() -> String {
        let start = at
        while let byte = peek, byte.isWordByte || "+-.$".utf8.contains(byte) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    // MARK: - Strings

    /// What closes a string that begins here: as it should be, or as people and word processors write it.
    func quotes(_ byte: UInt8) -> (length: Int, closing: [[UInt8]])? {
        switch byte {
        case UInt8(ascii: "\""): return (1, [[byte]])
        case UInt8(ascii: "'"): return (1, [[byte]])
        case 0xE2:
            let curly = ["“", "”", "„", "‘", "’"].map { Array($0.utf8) }
            return curly.contains { bytes[at...].starts(with: $0) } ? (3, curly + [[UInt8(ascii: "\"")]]) : nil
        default: return nil
        }
    }

    mutating func readString() throws(Slip) -> String {
        let start = at
        guard let first = peek, let (length, closing) = quotes(first) else {
            throw slip(at, "the file ends where a text is expected")
        }
        at += length
        let text = try readText(from: start, until: closing)
        if first != UInt8(ascii: "\"") {
            let name = first == UInt8(ascii: "'") ? "single" : "curly"
            note(start, "the text stands in \(name) quotes", "write \(text.quoted)")
        }
        return text
    }

    private mutating func readText(from start: Int, until closing: [[UInt8]]) throws(Slip) -> String {
        var text = ""
        var run = at
        while let byte = peek {
            if let end = closing.first(where: { byte == $0[0] && bytes[at...].starts(with: $0) }) {
                text += String(decoding: bytes[run..<at], as: UTF8.self)
                at += end.count
                return text
            }
            switch byte {
            case UInt8(ascii: "\\"):
                text += String(decoding: bytes[run..<at], as: UTF8.self)
                text.unicodeScalars.append(contentsOf: readEscape())
                run = at
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                throw slip(start, "the text that begins here is not closed on its line", "add the closing \"")
            case 0..<0x20:
                note(at, "a control character stands in a text", byte == 9 ? #"write \t for a tab"# : "remove it")
                at += 1
            default: at += 1
            }
        }
        throw slip(start, "the text that begins here is never closed", "add the closing \"")
    }

    private mutating func readEscape() -> [Unicode.Scalar] {
        let start = at
        at += 1
        guard let byte = peek else { return [] }
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [Unicode.Scalar(byte)]
        case UInt8(ascii: "b"): return ["\u{8}"]
        case UInt8(ascii: "f"): return ["\u{C}"]
        case UInt8(ascii: "n"): return ["\n"]
        case UInt8(ascii: "r"): return ["\r"]
        case UInt8(ascii: "t"): return ["\t"]
        case UInt8(ascii: "u"): return [readUnicodeEscape(from: start)]
        default:
            // Mostly a regular expression, where one backslash was meant.
            at -= 1
            let shown = byte.isWordByte && byte < 0x80 ? String(Character(Unicode.Scalar(byte))) : ""
            note(start, "\\\(shown) means nothing in JSON", "for a backslash write \\\\\(shown)")
            return ["\\"]
        }
    }

    private mutating func readUnicodeEscape(from start: Int) -> Unicode.Scalar {
        guard let unit = readHexUnit() else {
            note(start, #"\u needs four hexadecimal digits"#, #"write for example \u00e9, or the character itself"#)
            return "\u{FFFD}"
        }
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let afterFirst = at
        if UTF16.isLeadSurrogate(unit), bytes[at...].starts(with: #"\u"#.utf8) {
            at += 2
            if let trail = readHexUnit(), UTF16.isTrailSurrogate(trail) {
                let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00)
                return Unicode.Scalar(value) ?? "\u{FFFD}"
            }
            at = afterFirst
        }
        note(start, "this escape is one half of a character", "write the character itself")
        return "\u{FFFD}"
    }

    private mutating func readHexUnit() -> UInt16? {
        let digits = bytes[at...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        at += 4
        return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}

extension String {
    /// The grammar of RFC 8259 section 6.
    fileprivate var isJSONNumber: Bool {
        var rest = utf8[...]
        func skip(_ bytes: String) -> Bool {
            guard let byte = rest.first, bytes.utf8.contains(byte) else { return false }
            rest = rest.dropFirst()
            return true
        }
        func skipDigits() -> Bool {
            let digits = rest.prefix(while: \.isDigit)
            rest = rest.dropFirst(digits.count)
            return !digits.isEmpty
        }
        _ = skip("-")
        guard skip("0") || skipDigits() else { return false }
        if skip("."), !skipDigits() { return false }
        if skip("eE") {
            _ = skip("+-")
            guard skipDigits() else { return false }
        }
        return rest.isEmpty
    }
}
