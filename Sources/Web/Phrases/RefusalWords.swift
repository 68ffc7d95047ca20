internal import Timeline

/// Why something was refused, as a sentence for whoever asked.
struct RefusalWords {
    let text: String
    /// nil: that of the page. What the store says that nobody has translated stays as it is.
    let language: String?

    init(_ refusal: Refusal, _ phrases: PhraseBook) {
        if let phrase = Self.known[refusal.detail] {
            text = phrases[phrase]
            language = nil
        } else {
            text = refusal.detail.prefix(1).uppercased() + refusal.detail.dropFirst() + "."
            language = phrases.language == .english ? nil : PhraseBook.Language.english.rawValue
        }
    }

    /// By the words of the store.
    private static let known: [String: Wording] = [:]
}
