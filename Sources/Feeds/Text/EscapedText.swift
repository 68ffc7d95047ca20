/// Characters between plain text and HTML.
enum EscapedText {
    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    /// `bytes` with every character reference replaced by what it stands for.
    static func decoded(_ bytes: Bytes) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        decode(bytes, into: &result)
        return result
    }

    static func decode(_ bytes: Bytes, into result: inout [UInt8]) {
        var start = bytes.startIndex
        while let ampersand = bytes[start...].firstIndex(of: UInt8(ascii: "&")) {
            result += bytes[start..<ampersand]
            guard let reference = CharacterReference(bytes[ampersand...]) else {
                result.append(UInt8(ascii: "&"))
                start = ampersand + 1
                continue
            }
            if let scalar = reference.scalar { result += String(scalar).utf8 }
            start = ampersand + reference.length
        }
        result += bytes[start...]
    }

    /// Escapes text for HTML, for quoted attributes too. Line ends become `\n`; controls, which no HTML may hold, go.
    static func escape(_ bytes: Bytes, into result: inout [UInt8]) {
        var start = bytes.startIndex
        for index in bytes.startIndex..<bytes.endIndex {
            let byte = bytes[index]
            guard isSpecial(byte) else { continue }
            if byte == 0xEF {
                guard isNoncharacter(bytes[index...].prefix(3)) else { continue }
                result += bytes[start..<index]
                start = index + 3
                continue
            }
            result += bytes[start..<index]
            start = index + 1
            switch byte {
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "\""): result += "&quot;".utf8
            case 0x0D where start == bytes.endIndex || bytes[start] != 0x0A: result.append(0x0A)
            default: break
            }
        }
        result += bytes[start...]
    }

    /// Escapes text that is escaped already, perhaps badly.
    static func rewrite(_ bytes: Bytes, into result: inout [UInt8]) {
        guard bytes.contains(UInt8(ascii: "&")) else {
            escape(bytes, into: &result)
            return
        }
        decoded(bytes).withUnsafeBufferPointer { escape($0[...], into: &result) }
    }

    /// U+FFFE or U+FFFF, which no XML may hold.
    private static func isNoncharacter(_ bytes: Bytes) -> Bool {
        bytes.elementsEqual([0xEF, 0xBF, 0xBE]) || bytes.elementsEqual([0xEF, 0xBF, 0xBF])
    }

    /// Whether `byte` cannot stand as it is, or leads a character that cannot.
    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A: false
        case 0..<0x20, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), 0x7F, 0xEF: true
        default: false
        }
    }
}
