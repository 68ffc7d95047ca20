internal import Timeline

/// The beginning of a text that is too long for its room.
///
/// It ends at a word, or where a script puts no spaces between words, at a character, and then with `…`. No punctuation,
/// opening bracket or no-break space is left hanging before the `…`; links, hashtags, mentions and spaced numbers
/// (`10 000`) are kept whole or left out.
enum Excerpt {
    /// - Parameter minimum: less than these characters of a longer text say nothing.
    /// - Returns: the whole text if it fits, nil if not even the minimum does.
    static func of(_ text: String, in room: Room, atLeast minimum: Int) -> String? {
        if room.holds(text) { return text }
        guard room.length > minimum else { return nil }
        let limit = farthestCut(in: text, Room(length: room.length - 1, scalars: room.scalars - 1))
        var end = wordEnd(in: text, before: limit, reach: max(20, room.length / 3))
        let entity = PostEntities.scan(text).first { $0.range.lowerBound < end && end < $0.range.upperBound }
        if let entity { end = entity.range.lowerBound }
        let kept = withoutLooseEnd(text[..<end])
        guard PostText.length(String(kept)) >= minimum else { return nil }
        return kept + "…"
    }

    private static func farthestCut(in text: String, _ room: Room) -> String.Index {
        let end = text.index(text.startIndex, offsetBy: max(0, room.length), limitedBy: text.endIndex) ?? text.endIndex
        guard text.utf8.count > room.scalars else { return end }
        var scalars = 0
        var cut = text.startIndex
        while cut < end {
            scalars += text[cut].unicodeScalars.count
            guard scalars <= room.scalars else { break }
            text.formIndex(after: &cut)
        }
        return cut
    }

    /// The last place within reach at which a word ends. A word that is longer is cut.
    private static func wordEnd(in text: String, before limit: String.Index, reach: Int) -> String.Index {
        var end = limit
        var second: String.Index?
        for _ in 0..<reach where end > text.startIndex {
            let before = text.index(before: end)
            guard end < text.endIndex else { return end }
            switch gap(between: text[before], and: text[end], after: text.index(after: end), in: text) {
            case .word: return end
            case .noBreak: second = second ?? end
            case .none: break
            }
            end = before
        }
        return second ?? limit
    }

    private enum Gap {
        case word
        case noBreak
        case none
    }

    private static func gap(
        between left: Character,
        and right: Character,
        after next: String.Index,
        in text: String
    ) -> Gap {
        guard let last = left.unicodeScalars.first, let first = right.unicodeScalars.first else { return .none }
        if first.isBlank {
            let following = next < text.endIndex ? text[next].unicodeScalars.first : nil
            return last.isNumber && following?.isNumber == true ? .none : first.isNoBreakSpace ? .noBreak : .word
        }
        return last.isSpaceless || first.isSpaceless ? .word : .none
    }

    private static func withoutLooseEnd(_ text: Substring) -> Substring {
        var text = text
        while let last = text.last?.unicodeScalars.first {
            let before = text.dropLast().last?.unicodeScalars.first
            guard isLoose(last, after: before) else { break }
            text.removeLast()
        }
        return text
    }

    /// Whether a character cannot stand before the `…`. A quotation mark may if it closes.
    private static func isLoose(_ scalar: Unicode.Scalar, after before: Unicode.Scalar?) -> Bool {
        switch scalar {
        case "%", "‰", "°", "*", "†": return false
        case "\"", "“", "«", "‹", "‟":
            guard let before else { return true }
            return before.isBlank || before.properties.generalCategory == .openPunctuation
        case "|", "+", "=", "~", "<", ">", "`", "'", "’": return true
        // Vowels of Thai and Lao that are written before their consonant.
        case "\u{E40}"..."\u{E44}", "\u{EC0}"..."\u{EC4}": return true
        case _ where scalar.isBlank: return true
        case _ where scalar.isASCIIWordPart && scalar != "_": return false
        default:
            switch scalar.properties.generalCategory {
            case .dashPunctuation, .openPunctuation, .otherPunctuation, .connectorPunctuation: return true
            case .initialPunctuation: return true
            case .finalPunctuation: return before.map { $0.isBlank && !$0.isNoBreakSpace } ?? true
            case .format, .control: return true
            default: return false
            }
        }
    }
}
