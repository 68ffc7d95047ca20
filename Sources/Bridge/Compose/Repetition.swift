internal import Timeline

/// How a text repeats the headline above it.
enum Repetition: Equatable {
    case none
    /// It says nothing more.
    case whole
    /// It goes on after the headline with this.
    case beginning(rest: String)
    /// The headline is its first words, cut off or taken from the middle of a sentence: the text says it better.
    case sentence

    init(of headline: String, in text: String) {
        let core = Self.withoutEnd(headline[...])
        guard !core.isEmpty, let end = Self.end(of: core, in: text[...]) else {
            let other = Self.withoutEnd(text[...])
            self = !other.isEmpty && Self.end(of: other, in: headline[...]) != nil ? .whole : .none
            return
        }
        let rest = text[end...]
        let isCutOff = headline.hasSuffix("…") || headline.hasSuffix("...")
        let continues = Self.withoutStart(rest)
        if continues.isEmpty {
            self = .whole
        } else if isCutOff {
            self = .sentence
        } else if let next = rest.unicodeScalars.first, next.isWordPart, !next.isSpaceless {
            self = .none
        } else if let next = rest.first(where: { !$0.isWhitespace }), Self.isSeparator(next) {
            self = .beginning(rest: String(continues))
        } else {
            self = .sentence
        }
    }

    /// Where a text goes on after words that it begins with, in whatever case and spacing.
    private static func end(of words: Substring, in text: Substring) -> Substring.Index? {
        var index = text.startIndex
        for character in words {
            guard index < text.endIndex, isSame(text[index], character) else { return nil }
            text.formIndex(after: &index)
        }
        return index
    }

    private static func isSame(_ a: Character, _ b: Character) -> Bool {
        a == b || (a.isWhitespace && b.isWhitespace) || a.lowercased() == b.lowercased()
    }

    private static func isSeparator(_ character: Character) -> Bool {
        character.unicodeScalars.first.map {
            PostLink.isSentencePunctuation($0) || $0 == "|" || $0.properties.generalCategory == .dashPunctuation
        } ?? false
    }

    private static func withoutEnd(_ text: Substring) -> Substring {
        var text = text
        while let last = text.last, last.isWhitespace || isSeparator(last) { text.removeLast() }
        return text
    }

    private static func withoutStart(_ text: Substring) -> Substring {
        text.drop { ($0.isWhitespace || isSeparator($0)) && $0 != "(" && $0 != "[" && $0 != "¿" && $0 != "¡" }
    }
}
