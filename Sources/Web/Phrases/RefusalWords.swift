internal import Timeline

/// Why something was refused, as a sentence for whoever asked.
struct RefusalWords {
    let text: String
    /// nil: that of the page. What the store says that nobody has translated stays as it is.
    let language: String?

    init(_ refusal: Refusal, _ phrases: PhraseBook) {
        if let phrase = Self.phrase(refusal.detail) {
            text = phrases[phrase]
            language = nil
        } else {
            text = refusal.detail.prefix(1).uppercased() + refusal.detail.dropFirst() + "."
            language = phrases.language == .english ? nil : PhraseBook.Language.english.rawValue
        }
    }

    /// By the words of the store.
    private static let known: [String: WritingPhrase] = [
        "the post cannot be published: it says nothing": .saysNothing,
        "its author has closed the replies to this post": .repliesAreClosed,
        "five posts are pinned already; take one of them down first": .fivePinned,
        "this post is not for everybody, and so cannot be boosted": .notForBoosts,
        "a list's title has 1 to 100 characters": .listTitleLength,
        "nobody follows themselves": .nobodyFollowsThemselves,
        "a name has 1 to 30 characters": .nameLength,
        "a description has at most 500 characters": .bioLength,
        "a profile has at most four fields, of at most 255 characters each": .fieldLength,
    ]

    /// What begins and ends so has something in the middle that whoever asked knows already.
    private static let framed: [(start: String, end: String, phrase: WritingPhrase)] = [
        ("there is a list called ", " already", .listTitleTaken),
        ("you have blocked @", "; unblock it first", .unblockFirst),
        ("the name, the description and the language of @", " are set in feeds.json", .setInFile),
    ]

    private static func phrase(_ detail: String) -> WritingPhrase? {
        known[detail] ?? framed.first { detail.hasPrefix($0.start) && detail.hasSuffix($0.end) }?.phrase
    }
}
