internal import Foundation

extension PostText {
    /// What a person wrote, as a post can hold it: in NFC, with line breaks as they were, without white space at its
    /// ends, without control characters and what else cannot be seen and only disturbs.
    package static func written(_ text: String) -> String {
        var lines: [String] = []
        var blank = 0
        let breaks = text.replacing("\r\n", with: "\n")
        for line in breaks.split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r" }) {
            let clean = String(String.UnicodeScalarView(line.unicodeScalars.filter { !isUnwritten($0) }))
            let end = clean.lastIndex { !$0.isWhitespace }.map(clean.index(after:)) ?? clean.startIndex
            blank = end == clean.startIndex ? blank + 1 : 0
            // More than one empty line in a row is layout.
            if blank <= 1 { lines.append(String(clean[..<end])) }
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        let first = lines.firstIndex { !$0.isEmpty } ?? lines.endIndex
        let whole = lines[first...].joined(separator: "\n")
        return normalized(String(whole.drop(while: \.isWhitespace)))
    }

    private static func isUnwritten(_ scalar: Unicode.Scalar) -> Bool {
        scalar != "\t" && (scalar.isControl || scalar.isInvisibleJunk)
    }

    /// The name of a hashtag as all its spellings have in common: without case, accents and width.
    package static func foldedTag(_ name: String) -> String {
        normalized(name.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil))
    }

    /// The hashtags of a text, folded, each once.
    static func tags(of text: String) -> [String] {
        guard text.utf8.contains(0x23) || text.unicodeScalars.contains("\u{FF03}") else { return [] }
        var tags: [String] = []
        for case .hashtag(let name) in PostEntities.scan(text).map(\.kind) {
            let tag = foldedTag(name)
            if !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }
}
