internal import Timeline

/// Why something was refused, as a sentence for whoever asked.
struct RefusalWords {
    let text: String
    /// nil: that of the page. What the store says that nobody has translated stays as it is.
    let language: String?
    /// It is not the words that are refused.
    let isOfPicture: Bool

    init(_ refusal: Refusal, _ phrases: PhraseBook) {
        let phrase = Self.phrase(refusal.detail)
        isOfPicture = phrase.map(Self.ofPictures.contains) == true
        if let phrase {
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
        "this is no picture of the kinds PNG, JPEG, GIF and WebP": .noPicture,
        "the picture is damaged or incomplete; save it anew and send that": .brokenPicture,
        "choose a picture first": .choosePicture,
        "too many pictures came in a short time; wait half an hour": .tooManyPictures,
        "a description has at most 1500 characters": .descriptionLength,
        "a post holds at most 4 pictures, each of them once": .fourPictures,
    ]

    private static let ofPictures: Set<WritingPhrase> = [
        .noPicture, .brokenPicture, .pictureTooLarge, .pictureTooWide, .choosePicture, .tooManyPictures,
        .descriptionLength, .fourPictures, .pictureGone,
    ]

    /// What begins and ends so has something in the middle that whoever asked knows already.
    private static let framed: [(start: String, end: String, phrase: WritingPhrase)] = [
        ("there is a list called ", " already", .listTitleTaken),
        ("you have blocked @", "; unblock it first", .unblockFirst),
        ("the picture has more than ", "; make it smaller", .pictureTooLarge),
        ("the picture is ", " million in all", .pictureTooWide),
        ("picture ", " is not there, or is part of another post", .pictureGone),
        ("the name, the description and the language of @", " are set in feeds.json", .setInFile),
    ]

    private static func phrase(_ detail: String) -> WritingPhrase? {
        known[detail] ?? framed.first { detail.hasPrefix($0.start) && detail.hasSuffix($0.end) }?.phrase
    }
}
