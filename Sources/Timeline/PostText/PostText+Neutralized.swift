internal import Foundation

extension PostText {
    /// A text from outside as one line that can do no harm: in NFC, without control characters and invisible junk, with
    /// single spaces, at most `maximumMarks` accents a letter, and no `@name` that would call somebody.
    ///
    /// Kept are no-break spaces, the marks of writing direction (U+200E, U+200F, U+061C, which reach no further than
    /// their neighbours) and joiners between letters or emoji. Overrides, embeddings and isolates of direction go: a text
    /// that is cut would leave them open, and a page isolates each post anyway. Replacement characters (U+FFFD) in a row
    /// become one.
    ///
    /// A mention is defused with U+2060 WORD JOINER after its `@`. It cannot be seen, is not spoken, allows no line
    /// break, and stays when the text is copied into another network. A full-width `＠` would not do: X takes it for `@`.
    ///
    /// - Parameter limit: scalars that are looked at; what follows them is left out.
    package static func neutralized(_ text: String, limit: Int = .max) -> String {
        if isHarmless(text, limit: limit) { return text }
        var text = text
        if text.utf8.count > limit { text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit))) }
        text = normalized(text)
        var cleaner = Cleaner()
        for scalar in text.unicodeScalars { cleaner.add(scalar) }
        text = String(decoding: cleaner.cleaned, as: UTF8.self)
        // What was taken out may have stood between a letter and its accent.
        if cleaner.hasRemoved { text = normalized(text) }
        return defusingMentions(text)
    }

    /// More than any language stacks on one letter; what piles up higher is there to spill over the neighbours.
    static let maximumMarks = 8

    /// The common case, told by its bytes: one line of ASCII with single spaces and no `@`.
    private static func isHarmless(_ text: String, limit: Int) -> Bool {
        guard text.utf8.count <= limit else { return false }
        var last: UInt8 = 0x20
        for byte in text.utf8 {
            guard 0x20..<0x7F ~= byte, byte != 0x40, byte != 0x20 || last != 0x20 else { return false }
            last = byte
        }
        return last != 0x20
    }

    /// In NFC. Most texts are already, and are only looked at.
    package static func normalized(_ text: String) -> String {
        isPlainlyNormalized(text) ? text : text.precomposedStringWithCanonicalMapping
    }

    /// Whether a text consists of characters that NFC leaves alone whatever stands beside them, and of marks that stand
    /// alone. A text of which this cannot be said may still be in NFC.
    private static func isPlainlyNormalized(_ text: String) -> Bool {
        var followsMark = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            // Letters and signs that never change: up to Latin, Greek and Cyrillic, Hebrew, Arabic, Devanagari, Thai.
            case 0..<0x300, 0x391...0x3CE, 0x400...0x482, 0x48A...0x52F, 0x5D0...0x5EA, 0x60C...0x60F, 0x61B...0x64A,
                0x660...0x66F, 0x671...0x6D5, 0x904...0x93B, 0x93D...0x94C, 0x964...0x970, 0xE01...0xE37,
                0xE3F...0xE47, 0xE4C...0xE5B,
                // Punctuation, symbols, Chinese, Japanese, Korean, emoji.
                0x2002...0x205E, 0x20A0...0x20BF, 0x2190...0x2328, 0x2400...0x2ABF, 0x3000...0x3029, 0x3041...0x3096,
                0x30A0...0x30FE, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xFE00...0xFE0F, 0xFF01...0xFFEE,
                0xFFFD, 0x1F000...0x1FAFF:
                followsMark = false
            // Points of Hebrew and Arabic, virama, tones of Thai: their order matters, so each must stand alone.
            case 0x5B0...0x5BC, 0x64B...0x652, 0x900...0x903, 0x94D, 0xE38...0xE3A, 0xE48...0xE4B:
                if followsMark { return false }
                followsMark = true
            default: return false
            }
        }
        return true
    }

    /// Outside of links and e-mail addresses only.
    private static func defusingMentions(_ text: String) -> String {
        guard text.utf8.contains(0x40) || text.unicodeScalars.contains("\u{FF20}") else { return text }
        let links = PostLink.ranges(in: text)
        let scalars = text.unicodeScalars
        var defused = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for index in scalars.indices {
            let scalar = scalars[index]
            defused.append(scalar)
            if scalar == "@" || scalar == "\u{FF20}", !previous.isASCIIWordPart, previous != "/",
                !links.contains(where: { $0.contains(index) }),
                // At the end, whatever a template puts after the text would complete the name.
                scalars[index...].dropFirst().first?.isASCIIWordPart ?? true
            {
                defused.append("\u{2060}")
            }
            previous = scalar
        }
        return String(defused)
    }
}

/// Takes a text apart and keeps what a post may hold.
private struct Cleaner {
    /// In UTF-8, which grows faster than a string.
    private(set) var cleaned: [UInt8] = []
    private(set) var hasRemoved = false
    private var space: Unicode.Scalar?
    private var joiner: Unicode.Scalar?
    private var last: Unicode.Scalar = " "
    private var marks = 0

    mutating func add(_ scalar: Unicode.Scalar) {
        if scalar.isBlank {
            // A no-break space that stands alone is meant; beside others it is layout.
            space = space == nil && scalar.isNoBreakSpace ? scalar : " "
        } else if scalar.isControl || scalar.isInvisibleJunk {
            hasRemoved = true
        } else if scalar.isJoiner {
            joiner = scalar
        } else if scalar.isMark {
            addMark(scalar)
        } else if scalar == "\u{FFFD}", last == scalar, space == nil {
            hasRemoved = true
        } else if (0xE0020...0xE007F).contains(scalar.value) {
            // The tags of a flag such as Scotland's; anywhere else they smuggle text that nobody sees.
            let isInFlag = last.value == 0x1F3F4 || (0xE0020...0xE007F).contains(last.value)
            if isInFlag, space == nil { append(scalar) } else { hasRemoved = true }
        } else {
            marks = 0
            append(scalar)
        }
    }

    /// A mark without a letter before it would join itself to a space or to what the template puts before the text.
    private mutating func addMark(_ scalar: Unicode.Scalar) {
        guard space == nil, last != " ", marks < PostText.maximumMarks else {
            hasRemoved = true
            return
        }
        marks += 1
        append(scalar)
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        if let space {
            if !cleaned.isEmpty { cleaned += space.utf8 }
        } else if let joiner {
            if last.value > 0x7F, scalar.value > 0x7F { cleaned += joiner.utf8 } else { hasRemoved = true }
        }
        space = nil
        joiner = nil
        cleaned += scalar.utf8
        last = scalar
    }
}
