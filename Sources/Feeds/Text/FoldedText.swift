/// White space folded, controls dropped, byte by byte.
enum FoldedText {
    /// Whether folding would change anything.
    static func needsFolding(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var previous: UInt8 = 0x20
        for index in 0..<bytes.count {
            let byte = bytes[index]
            if byte <= 0x20 {
                if byte < 0x20 || previous == 0x20 { return true }
            } else if byte >= 0x7F, isOddLead(byte), kind(of: bytes, at: index).0 != .text {
                return true
            }
            previous = byte
        }
        return previous == 0x20 && !bytes.isEmpty
    }

    /// Whether `byte` leads characters that may go: 0xC2 U+0080 to U+00BF, 0xE1 to 0xE3 the spaces of U+1680, U+2000 and
    /// U+3000, 0xEF the mark U+FEFF.
    private static func isOddLead(_ byte: UInt8) -> Bool {
        byte == 0x7F || byte == 0xC2 || 0xE1...0xE3 ~= byte || byte == 0xEF
    }

    static func fold(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        // A control of two bytes may become a character of three.
        String(unsafeUninitializedCapacity: bytes.count + bytes.count / 2 + 1) { buffer in
            var count = 0
            var index = 0
            var isSpaced = false
            func append(_ byte: UInt8) {
                buffer[count] = byte
                count += 1
            }
            while index < bytes.count {
                let byte = bytes[index]
                if byte > 0x20, !isOddLead(byte) {
                    if isSpaced, count > 0 { append(0x20) }
                    isSpaced = false
                    append(byte)
                    index += 1
                    continue
                }
                let (kind, length) = kind(of: bytes, at: index)
                defer { index += length }
                if kind == .space { isSpaced = true }
                guard kind == .text || kind == .control else { continue }
                let replacement = kind == .control ? CharacterReference.windows1252(bytes[index + 1]) : nil
                if kind == .control, replacement == nil { continue }
                if isSpaced, count > 0 { append(0x20) }
                isSpaced = false
                if let replacement {
                    String(replacement).utf8.forEach(append)
                } else {
                    for offset in 0..<length { append(bytes[index + offset]) }
                }
            }
            return count
        }
    }

    private enum Kind {
        case text
        case space
        /// U+0080 to U+009F.
        case control
        case nothing
    }

    private static func kind(of bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Kind, length: Int) {
        let byte = bytes[index]
        if byte < 0x80 {
            if byte > 0x20, byte != 0x7F { return (.text, 1) }
            return (byte == 0x20 || 0x09...0x0D ~= byte ? .space : .nothing, 1)
        }
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let third = index + 2 < bytes.count ? bytes[index + 2] : 0
        switch (byte, second, third) {
        case (0xC2, 0xA0, _): return (.space, 2)
        case (0xC2, 0x80...0x9F, _): return (.control, 2)
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF),
            (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
            return (.space, 3)
        case (0xEF, 0xBB, 0xBF): return (.nothing, 3)
        default: return (.text, 1)
        }
    }
}
