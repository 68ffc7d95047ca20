/// A part of a post that leads somewhere.
package struct PostEntity: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// An http or https address, as it is written.
        case link
        /// Without its `#`.
        case hashtag(String)
        /// Without its `@`; the host of `@name@host`, or nil for a profile of this timeline.
        case mention(String, host: String?)
    }

    package var kind: Kind
    /// On the boundaries of Unicode scalars.
    package var range: Range<String.Index>
}

/// Finds links, hashtags and mentions, alike for the checks of the composer and for the pages that show a post.
package enum PostEntities {
    /// The entities of a text in their order; they never overlap.
    package static func scan(_ text: String) -> [PostEntity] {
        guard mayHoldEntities(text) else { return [] }
        let scalars = text.unicodeScalars
        var entities: [PostEntity] = []
        var index = scalars.startIndex
        var previous: Unicode.Scalar = " "
        while index < scalars.endIndex {
            let scalar = scalars[index]
            if canBeginEntity(scalar), let entity = entity(in: scalars[index...], after: previous) {
                entities.append(entity)
                index = entity.range.upperBound
                previous = "/"
            } else {
                previous = scalar
                index = scalars.index(after: index)
            }
        }
        return entities
    }

    private static func canBeginEntity(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "h", "H", "#", "@", "\u{FF03}": true
        default: false
        }
    }

    /// A quick look for `#`, `@`, `:/` and the bytes of full-width signs.
    package static func mayHoldEntities(_ text: String) -> Bool {
        text.utf8.contains { $0 == 0x23 || $0 == 0x40 || $0 == 0xEF } || PostLink.mayHoldLinks(text)
    }

    /// Whether a name without its `#` is found as a hashtag, whole.
    package static func isHashtag(_ name: String) -> Bool {
        guard let first = name.unicodeScalars.first, let last = name.unicodeScalars.last else { return false }
        return !first.isMark && !isHashtagSeparator(first) && !isHashtagSeparator(last)
            && hasLetter(name.unicodeScalars)
            && name.unicodeScalars.allSatisfy { $0.isWordPart || isHashtagSeparator($0) }
    }

    private static func hasLetter(_ name: some Sequence<Unicode.Scalar>) -> Bool {
        name.contains { $0.isWordPart && !$0.isNumber && $0 != "_" }
    }

    /// Whether a hashtag may hold this character inside: what Mastodon allows too, so the separators of Catalan
    /// (`#col·lecció`), Japanese and Persian as well.
    package static func isHashtagSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{B7}" || scalar == "\u{30FB}" || scalar == "\u{200C}"
    }

    private static func entity(in rest: Substring.UnicodeScalarView, after previous: Unicode.Scalar) -> PostEntity? {
        guard let sign = rest.first else { return nil }
        switch sign {
        case "h", "H":
            return PostLink.linkEnd(in: rest, after: previous).map {
                PostEntity(kind: .link, range: rest.startIndex..<$0)
            }
        case "#", "\u{FF03}", "@":
            if PostLink.linkEnd(in: rest.dropFirst(), after: sign) != nil { return nil }
            return sign == "@" ? mention(in: rest, after: previous) : hashtag(in: rest, after: previous)
        default:
            return nil
        }
    }

    /// `#` and word characters, one of them a letter; not inside of a word or an address.
    private static func hashtag(in rest: Substring.UnicodeScalarView, after previous: Unicode.Scalar) -> PostEntity? {
        guard !previous.isWordPart, previous != "/", previous != "&", previous != "#" else { return nil }
        var name = rest.dropFirst().prefix { $0.isWordPart || isHashtagSeparator($0) }
        while let last = name.last, isHashtagSeparator(last) { name.removeLast() }
        guard let first = name.first, !first.isMark, !isHashtagSeparator(first),
            hasLetter(name)
        else { return nil }
        return PostEntity(kind: .hashtag(String(name)), range: rest.startIndex..<name.endIndex)
    }

    /// `@name` or `@name@host`; what stands in an e-mail address or in a path is none.
    private static func mention(in rest: Substring.UnicodeScalarView, after previous: Unicode.Scalar) -> PostEntity? {
        guard !previous.isWordPart, previous != "/", previous != "=" else { return nil }
        let name = nameWithoutEnd(rest.dropFirst().prefix { $0.isASCIIWordPart || $0 == "." || $0 == "-" })
        guard let first = name.first, first.isASCIIWordPart else { return nil }
        let afterName = rest[name.endIndex...]
        if afterName.first == "@" {
            let host = nameWithoutEnd(afterName.dropFirst().prefix { $0.isWordPart || $0 == "." || $0 == "-" })
            if let first = host.first, first.isWordPart, host.contains(".") {
                return PostEntity(
                    kind: .mention(String(name), host: String(host)),
                    range: rest.startIndex..<host.endIndex
                )
            }
        }
        return PostEntity(kind: .mention(String(name), host: nil), range: rest.startIndex..<name.endIndex)
    }

    /// A name ends with a letter, digit or underscore.
    private static func nameWithoutEnd(_ name: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
        var name = name
        while let last = name.last, last == "." || last == "-" { name.removeLast() }
        return name
    }
}
