/// What a post may say, and how much of it.
package enum PostText {
    /// In grapheme clusters, which are what a reader counts; a link counts as it is written.
    package static let maximumLength = 140
    /// In Unicode scalars, so that 140 clusters cannot carry a page of stacked accents.
    package static let maximumScalars = 1_000

    /// How long a reader finds a text: its grapheme clusters.
    package static func length(_ text: String) -> Int { text.count }

    /// Whether a text has no more characters than it may, none of them a page of stacked accents.
    package static func fits(_ text: String, _ limit: Int) -> Bool {
        text.count <= limit && text.unicodeScalars.count <= limit * 10
    }

    /// - Throws: `Refusal` for what no language is called by (BCP 47); nothing is as good as none.
    static func checkLanguage(_ tag: String?) throws(Refusal) {
        guard let tag, tag.utf8.count > 35 || tag.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/) == nil else {
            return
        }
        throw Refusal(.invalid, "\(tag.prefix(20)) is no language; languages are written as fr or pt-BR")
    }

    /// Everything that keeps a text from being a post; empty if it may be one.
    package static func flaws(of text: String) -> [Flaw] {
        var flaws: [Flaw] = []
        if text.unicodeScalars.allSatisfy({ $0.isBlank || $0.isInvisibleJunk }) { flaws.append(.empty) }
        let length = length(text)
        if length > maximumLength { flaws.append(.tooLong(length)) }
        let scalars = text.unicodeScalars.count
        if scalars > maximumScalars { flaws.append(.tooDense(scalars: scalars)) }
        if let unsafe = text.unicodeScalars.first(where: { $0.isUnsafe }) { flaws.append(.unsafe(unsafe)) }
        return flaws
    }

    /// A reason why a text may not be a post.
    package enum Flaw: Sendable, Equatable {
        case empty
        case tooLong(Int)
        case tooDense(scalars: Int)
        /// The first control, override or other invisible character that could disturb the text around the post.
        case unsafe(Unicode.Scalar)
    }
}

extension PostText.Flaw: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "it says nothing"
        case .tooLong(let length): "it is \(length) characters long, and a post has \(PostText.maximumLength)"
        case .tooDense(let scalars):
            "it is made of \(scalars) code points, and a post has \(PostText.maximumScalars)"
        case .unsafe(let scalar): "it holds the invisible character U+\(scalar.hexadecimal)"
        }
    }
}

extension Unicode.Scalar {
    fileprivate var hexadecimal: String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// A line break is the one control character that a post may hold, and U+2060 is what defuses a mention.
    fileprivate var isUnsafe: Bool {
        self != "\n" && self != "\u{2060}" && (isControl || isInvisibleJunk)
    }
}
