/// What the pages say of themselves, in one language.
struct PhraseBook: Sendable {
    let language: Language
    let newestPosts: String
    let olderPosts: String
    let newerPosts: String
    let skipToContent: String
    let pages: String
    let empty: String
    let emptyHint: String
    let nothingFurther: String
    let readArticle: String
    let follow: String
    let feeds: String
    let timesAreUTC: String
    let backHome: String
    /// Of the page that shows where a short link leads.
    let shortLink: (title: String, text: String)
    let flaws: [Flaw: (title: String, text: String)]
    let months: [String]
    /// For `22 Nov 2026, 12:00`.
    let dateAndTime: @Sendable (_ date: String, _ time: String) -> String
    let description: @Sendable (_ site: String) -> String

    /// Why a page cannot be shown.
    enum Flaw: Sendable {
        case badRequest
        case notFound
        case methodNotAllowed
        case addressTooLong
        case unavailable
        case ours
    }

    enum Language: String, Sendable, CaseIterable {
        case english = "en"
        case french = "fr"

        var phrases: PhraseBook {
            switch self {
            case .english: .english
            case .french: .french
            }
        }
    }
}
