internal import Foundation

/// What the pages say of themselves, in one language.
struct PhraseBook: Sendable {
    let language: Language

    static let english = PhraseBook(language: .english)
    static let french = PhraseBook(language: .french)

    enum Language: String, Sendable, CaseIterable {
        case english = "en"
        case french = "fr"

        var phrases: PhraseBook { PhraseBook(language: self) }
    }

    /// All that there is to say.
    static let groups: [any Phrase.Type] = [
        FramePhrase.self, ReadingPhrase.self, PostPhrase.self, CardPhrase.self, ProfilePhrase.self, WritingPhrase.self,
        ListPhrase.self, NotificationPhrase.self, SettingsPhrase.self, SignInPhrase.self, ConsentPhrase.self,
        SessionPhrase.self, ArchivePhrase.self,
    ]

    /// As templates ask for them.
    static let wordings: [String: Wording] = Dictionary(
        groups.flatMap { $0.entries },
        uniquingKeysWith: { first, _ in preconditionFailure("two phrases have the name of \(first.english)") }
    )

    subscript(_ wording: Wording) -> String {
        switch language {
        case .english: wording.english
        case .french: wording.french.spacedAsFrench
        }
    }

    subscript(_ phrase: some Phrase) -> String { self[phrase.wording] }

    /// - Parameter values: what stands in place of each `{}`.
    subscript(_ phrase: some Phrase, _ values: String...) -> String { filled(self[phrase.wording], values) }

    subscript(_ wording: Wording, _ values: String...) -> String { filled(self[wording], values) }

    private func filled(_ text: String, _ values: [String]) -> String {
        var values = values[...]
        let parts = text.split(separator: "{}", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts[0])) { $0 + (values.popFirst() ?? "") + $1 }
    }

    /// - Parameter phrase: with a form for one and a form for more, and a bar between them.
    subscript(_ phrase: some Phrase, count count: Int) -> String {
        let forms = self[phrase.wording].split(separator: "|")
        let isOne = language == .french ? count < 2 : count == 1
        return (isOne ? forms.first : forms.last).map { String($0).replacing("{}", with: "\(count)") } ?? ""
    }
}

/// Something that the pages say, by the name that templates call it.
protocol Phrase: CaseIterable, RawRepresentable<String>, Sendable {
    var wording: Wording { get }
}

/// The same in every language of the pages.
typealias Wording = (english: String, french: String)

extension String {
    /// No line of French begins with a sign that a space stands before.
    fileprivate var spacedAsFrench: String {
        var text = self
        for sign in [":", ";", "?", "!", "»"] { text = text.replacing(" \(sign)", with: "\u{A0}\(sign)") }
        return text.replacing("« ", with: "«\u{A0}")
    }
}

extension Phrase {
    fileprivate static var entries: [(String, Wording)] { allCases.map { ($0.rawValue, $0.wording) } }
}
