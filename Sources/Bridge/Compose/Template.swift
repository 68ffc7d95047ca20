internal import Timeline

/// The pattern of a feed's posts: `{title} – {summary} {link} {tags}`, with `{{` and `}}` for braces.
///
/// A field that has nothing to say, or no room, takes the literal before it along, and brackets or quotation marks that
/// enclose it alone. Words of that literal that begin with `#`, `@` or `http` stay: they are the operator's, not the
/// field's. What stands after the last field is always kept.
package struct Template: Sendable, Equatable {
    package enum Field: String, Sendable, CaseIterable {
        case title
        case link
        case summary
        case content
        case author
        case feed
        case tags
        /// `2026-11-22`, in UTC.
        case date
    }

    /// As it was written.
    package let text: String
    let slots: [Slot]
    let tail: String
    /// Whether round and square brackets of the literals, beside those of single fields, pair off. Only then can one that
    /// lost its partner with a field be told from one that never had any, as in `:)`.
    let pairsBrackets: Bool

    /// A field with the literals that come and go with it.
    struct Slot: Sendable, Equatable {
        let field: Field
        /// What parts it from the field before.
        var glue: String
        var opening = ""
        var closing = ""

        /// The words of the glue that stay without the field.
        var lasting = ""
    }

    /// - Throws: `TemplateError` for the first mistake.
    package static func parse(_ text: String) throws(TemplateError) -> Template {
        var scanner = TemplateScanner(text)
        let (slots, tail) = try scanner.scan()
        var brackets = BracketPairs()
        let isPaired = (slots.map(\.glue) + [tail]).allSatisfy { $0.unicodeScalars.allSatisfy { brackets.keeps($0) } }
        return Template(text: text, slots: slots, tail: tail, pairsBrackets: isPaired && brackets.isEven)
    }

    /// Whether an item's summary or content is needed even if it has a title.
    package var readsText: Bool { has(.summary) || has(.content) }

    func has(_ field: Field) -> Bool { slots.contains { $0.field == field } }
}

/// A template that cannot be used.
package struct TemplateError: Error, Sendable, Equatable, CustomStringConvertible {
    /// In characters, from 1.
    package var position: Int
    package var message: String
    package var suggestion: String?

    package var description: String {
        "\(message) at character \(position)" + (suggestion.map { "; \($0)" } ?? "")
    }
}

/// Reads a template once, from left to right.
private struct TemplateScanner {
    private let characters: [Character]
    private var index = 0
    private var slots: [Template.Slot] = []

    init(_ text: String) {
        characters = Array(text)
    }

    mutating func scan() throws(TemplateError) -> (slots: [Template.Slot], tail: String) {
        var literal = ""
        while index < characters.count {
            let character = characters[index]
            switch character {
            case "{" where next == "{", "}" where next == "}":
                literal.append(character)
                index += 2
            case "{":
                slots.append(Template.Slot(field: try field(), glue: literal))
                literal = ""
            case "}":
                throw mistake("a } without its {", suggestion: "write }} for the character itself")
            case "\r\n":
                literal.append("\n")
                index += 1
            case _ where character != "\n" && PostText.flaws(of: "x\(character)").contains { $0 != .empty }:
                throw mistake("an invisible character")
            default:
                literal.append(character)
                index += 1
            }
        }
        try check(tail: literal)
        return pairingBrackets(tail: PostText.normalized(literal))
    }

    private var next: Character? { index + 1 < characters.count ? characters[index + 1] : nil }

    private mutating func field() throws(TemplateError) -> Template.Field {
        guard let end = characters[index...].firstIndex(of: "}"),
            !characters[(index + 1)..<end].contains("{")
        else { throw mistake("a { without its }", suggestion: "write {{ for the character itself") }
        let name = String(characters[(index + 1)..<end])
        guard let field = Template.Field(rawValue: name) else {
            let trimmed = name.filter { !$0.isWhitespace }
            let meant = Suggestion.closest(to: trimmed, among: Template.Field.allCases.map(\.rawValue))
            let all = Template.Field.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
            throw mistake(
                "there is no field {\(name)}",
                suggestion: meant.map { "did you mean {\($0)}?" } ?? "there are \(all)"
            )
        }
        guard !slots.contains(where: { $0.field == field }) else { throw mistake("{\(name)} stands twice") }
        index = end + 1
        return field
    }

    private func check(tail: String) throws(TemplateError) {
        guard !slots.isEmpty else {
            throw TemplateError(
                position: 1,
                message: "a template without a field, which would say the same of every item",
                suggestion: "try {title} {link}"
            )
        }
        let fixed = PostText.length(slots.map(\.glue).joined() + tail)
        guard fixed < PostText.maximumLength else {
            throw TemplateError(
                position: 1,
                message: "\(fixed) characters of its own, and a post has \(PostText.maximumLength)",
                suggestion: nil
            )
        }
    }

    /// Gives the brackets or quotation marks around a single field to that field.
    private func pairingBrackets(tail: String) -> (slots: [Template.Slot], tail: String) {
        var slots = slots
        var literals = slots.map { PostText.normalized($0.glue) } + [tail]
        for index in slots.indices {
            guard let opening = literals[index].lastIndex(where: { !$0.isWhitespace }),
                let closing = literals[index + 1].firstIndex(where: { !$0.isWhitespace }),
                Self.pairs[literals[index][opening]]?.contains(literals[index + 1][closing]) == true
            else { continue }
            slots[index].opening = String(literals[index][opening...])
            slots[index].closing = String(literals[index + 1][...closing])
            literals[index] = String(literals[index][..<opening])
            literals[index + 1] = String(literals[index + 1][closing...].dropFirst())
        }
        for index in slots.indices {
            slots[index].glue = literals[index]
            slots[index].lasting = literals[index].split(whereSeparator: \.isWhitespace)
                .filter { $0.hasPrefix("#") || $0.hasPrefix("@") || $0.hasPrefix("http") }
                .joined(separator: " ")
        }
        return (slots, literals[slots.count])
    }

    private static let pairs: [Character: String] = [
        "(": ")", "[": "]", "{": "}", "<": ">", "«": "»", "»": "«", "‹": "›", "“": "”", "„": "“”", "‘": "’", "\"": "\"",
        "'": "'", "（": "）", "「": "」", "『": "』", "【": "】", "《": "》", "〈": "〉", "〔": "〕",
    ]

    private func mistake(_ message: String, suggestion: String? = nil) -> TemplateError {
        TemplateError(position: index + 1, message: message, suggestion: suggestion)
    }
}

/// The brackets that are open at some place of a text.
struct BracketPairs {
    private var open: [Unicode.Scalar] = []

    var isEven: Bool { open.isEmpty }

    /// Takes note of a character; false if it closes what was not opened.
    mutating func keeps(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "(": open.append(")")
        case "[": open.append("]")
        case "（": open.append("）")
        case ")", "]", "）":
            guard open.last == scalar else { return false }
            open.removeLast()
        default: break
        }
        return true
    }

    static func isClosing(_ scalar: Unicode.Scalar) -> Bool { scalar == ")" || scalar == "]" || scalar == "）" }
}
