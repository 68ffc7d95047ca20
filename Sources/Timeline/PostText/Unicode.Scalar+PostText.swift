/// The classes of characters by which texts are cleaned, cut, counted and searched. The common scripts are told by
/// their ranges, since a look-up of the general category takes some fifty nanoseconds.
extension Unicode.Scalar {
    /// A letter, mark, digit or underscore: what words, hashtags and names consist of.
    package var isWordPart: Bool {
        switch value {
        case 0..<0x80: isASCIIWordPart
        case 0xC0..<0x2C2: value != 0xD7 && value != 0xF7
        case 0x3A3...0x3F5, 0x3F7...0x481, 0x48A...0x52F, 0x5D0...0x5EA, 0x620...0x669, 0x671...0x6D3: true
        case 0x904...0x963, 0x3041...0x3096, 0x30A1...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
        case 0x2000...0x206F: false
        default:
            switch properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
            case .nonspacingMark, .spacingMark, .enclosingMark: !isVariationSelector
            case .decimalNumber, .letterNumber: true
            default: false
            }
        }
    }

    /// A letter, digit or underscore of ASCII.
    package var isASCIIWordPart: Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F: true
        default: false
        }
    }

    package var lowercasedASCII: Unicode.Scalar {
        ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) | 0x20) : self
    }

    package var isNumber: Bool {
        value < 0x80 ? (0x30...0x39).contains(value) : properties.generalCategory == .decimalNumber
    }

    /// A combining mark, which belongs to the character before it.
    package var isMark: Bool {
        switch value {
        case 0..<0x300: false
        case 0x300...0x36F, 0x64B...0x65F, 0x93A...0x93C, 0x93E...0x94F, 0x3099, 0x309A, 0xFE00...0xFE0F: true
        case 0x370...0x482, 0x48A...0x52F, 0x5D0...0x5EA, 0x61B...0x64A, 0x660...0x66F, 0x671...0x6D5: false
        case 0x904...0x939, 0xE01...0xE30, 0xE3F...0xE46, 0x2000...0x206F: false
        case 0x3041...0x3096, 0x309B...0x30FA, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0x1F000...0x1FAFF: false
        default:
            switch properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: true
            default: false
            }
        }
    }

    /// Of a script that puts no spaces between words (or an emoji), so that a text may be cut beside it.
    package var isSpaceless: Bool {
        switch value {
        case 0..<0xE00: false
        case 0xE00...0x109F, 0x1780...0x17FF, 0x1980...0x19DF: true
        case 0x2E80...0x2FDF, 0x3005...0x3007, 0x3021...0x3029, 0x3031...0x312F, 0x31A0...0x31BF: true
        case 0x31F0...0x31FF, 0x3400...0xA4CF, 0xF900...0xFAFF, 0xFF66...0xFF9D: true
        case 0x1F000...0x1FAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }

    /// White space of any kind, line breaks included.
    package var isBlank: Bool {
        switch value {
        case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// White space that holds its neighbours together, as before the double punctuation of French.
    package var isNoBreakSpace: Bool { value == 0xA0 || value == 0x202F }

    var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }

    var isVariationSelector: Bool { (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value) }

    /// U+200C and U+200D, by which Persian and Indic words are spelt and emoji put together.
    var isJoiner: Bool { value == 0x200C || value == 0x200D }

    /// What cannot be seen and only disturbs: soft hyphens, zero-width spaces, embeddings, overrides and isolates of
    /// writing direction, annotation marks, invisible operators, noncharacters.
    var isInvisibleJunk: Bool {
        switch value {
        case 0..<0xAD: false
        case 0xAD, 0x180E, 0x200B, 0x202A...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF0...0xFFFB: true
        case 0xFDD0...0xFDEF, 0x1D173...0x1D17A, 0xE0000...0xE001F: true
        default: value & 0xFFFE == 0xFFFE
        }
    }
}
