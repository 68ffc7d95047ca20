internal import Timeline

/// A text as it is searched and compared: without case, accents and what cannot be seen, white space folded.
///
/// Accents are those of Latin, Greek and Cyrillic, and the optional vowel points of Arabic and Hebrew; the marks of other
/// scripts are letters in their own right and stay. Ligatures and strokes are spelt out: `œ` is `oe`, `ß` is `ss`, `ø` is `o`.
struct FoldedText: Sendable, Hashable {
    let scalars: [Unicode.Scalar]

    /// - Parameter limit: scalars that are read; what follows them is not seen.
    init(_ text: String, limit: Int = .max) {
        var folded: [Unicode.Scalar] = []
        folded.reserveCapacity(min(limit, text.utf8.count))
        for scalar in PostText.normalized(text).unicodeScalars.prefix(limit) {
            switch scalar.value {
            case 0x41...0x5A: folded.append(scalar.lowercasedASCII)
            case 0x21..<0x7F: folded.append(scalar)
            case _ where scalar.isBlank: if folded.last != " " { folded.append(" ") }
            default: ScalarFolding.append(scalar, to: &folded)
            }
        }
        if folded.last == " " { folded.removeLast() }
        if folded.first == " " { folded.removeFirst() }
        scalars = folded
    }

    var isEmpty: Bool { scalars.isEmpty }

    /// The letters and digits alone, by which `#DroitsHumains` and `droits humains` are the same.
    var letters: [Unicode.Scalar] { scalars.filter { $0.isWordPart && $0 != "_" } }

    /// Whether the text holds a word or phrase.
    ///
    /// - Parameters:
    ///   - openStart: it may also be found in the middle of a word.
    ///   - openEnd: it may also be followed by the rest of a word. Chinese, Japanese, Korean and Thai words are always
    ///     open on both sides, since nothing parts them from their neighbours.
    func contains(_ phrase: FoldedText, openStart: Bool = false, openEnd: Bool = false) -> Bool {
        guard let first = phrase.scalars.first, let last = phrase.scalars.last else { return false }
        let needsStart = !openStart && first.isSpacedWordPart
        let needsEnd = !openEnd && last.isSpacedWordPart
        let length = phrase.scalars.count
        var start = 0
        while start + length <= scalars.count {
            defer { start += 1 }
            guard scalars[start] == first else { continue }
            let end = start + length
            if needsStart, start > 0, scalars[start - 1].isSpacedWordPart { continue }
            if needsEnd, end < scalars.count, scalars[end].isSpacedWordPart { continue }
            if scalars[start..<end].elementsEqual(phrase.scalars) { return true }
        }
        return false
    }
}

extension Unicode.Scalar {
    /// Part of a word in a script that parts words. Korean does, but hangs its particles on them.
    fileprivate var isSpacedWordPart: Bool {
        isWordPart && !isSpaceless && !(0xAC00...0xD7A3).contains(value)
    }
}
