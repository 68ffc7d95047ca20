internal import Foundation
internal import Timeline

/// What single characters become when a text is folded.
enum ScalarFolding {
    /// Appends what a character of a text in NFC becomes, which may be nothing.
    static func append(_ scalar: Unicode.Scalar, to folded: inout [Unicode.Scalar]) {
        switch scalar.value {
        case 0..<0x700: append(table[Int(scalar.value)], of: scalar, to: &folded)
        case 0x1E00..<0x2100: append(furtherTable[Int(scalar.value - 0x1E00)], of: scalar, to: &folded)
        // Scripts that have neither case nor accents. Their marks are letters in their own right.
        case 0x700..<0x10A0, 0x1100..<0x13A0, 0x1780..<0x1C80, 0x2E80..<0xA640, 0xAC00..<0xFB00: folded.append(scalar)
        case 0x1F000..<0x40000: folded.append(scalar)
        default: folded += folding(of: scalar)
        }
    }

    private enum Folding {
        case same
        case one(Unicode.Scalar)
        case several([Unicode.Scalar])
    }

    /// Latin, Greek, Cyrillic, Hebrew and Arabic, which are most of what needs folding.
    private static let table = foldings(of: 0..<0x700)
    /// More of Latin and Greek, and punctuation.
    private static let furtherTable = foldings(of: 0x1E00..<0x2100)

    private static func foldings(of values: Range<UInt32>) -> [Folding] {
        values.map { value in
            guard let scalar = Unicode.Scalar(value) else { return .same }
            let folding = folding(of: scalar)
            return folding == [scalar] ? .same : folding.count == 1 ? .one(folding[0]) : .several(folding)
        }
    }

    private static func append(_ folding: Folding, of scalar: Unicode.Scalar, to folded: inout [Unicode.Scalar]) {
        switch folding {
        case .same: folded.append(scalar)
        case .one(let other): folded.append(other)
        case .several(let others): folded += others
        }
    }

    private static func folding(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        // Full-width forms of ASCII.
        if 0xFF01...0xFF5E ~= scalar.value, let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
            return [narrow.lowercasedASCII]
        }
        return String(scalar).decomposedStringWithCanonicalMapping.lowercased().unicodeScalars.flatMap { scalar in
            isIgnored(scalar) ? [] : spellings[scalar].map { Array($0.unicodeScalars) } ?? [scalar]
        }
    }

    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x61C, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: true
        // Accents, Hebrew points, Arabic vowel signs and the stroke that only widens Arabic letters.
        case 0x300...0x36F, 0x591...0x5BD, 0x5BF...0x5C7, 0x640, 0x64B...0x65F, 0x670, 0x1AB0...0x1AFF: true
        case 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE0F, 0xFE20...0xFE2F: true
        default: false
        }
    }

    private static let spellings: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ŧ": "t", "þ": "th",
        "ı": "i",
        "ĳ": "ij", "ς": "σ", "ﬁ": "fi", "ﬂ": "fl", "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-",
    ]
}
