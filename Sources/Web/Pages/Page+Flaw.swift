internal import Hummingbird
internal import Timeline

/// In place of what was asked for.
struct FlawContent: PageContent {
    let heading: String
    let text: String
    /// Of the text, if it is not the page's.
    var textLanguage: String?
    /// nil: the newest posts.
    var back: String?

    var template: Template { .error }
}

extension Page {
    static func flaw(_ flaw: PhraseBook.Flaw, _ phrases: PhraseBook) -> Page {
        let content = FlawContent(heading: phrases[flaw.title], text: phrases[flaw.text])
        var page = Page(content.heading, content)
        page.summary = content.text
        page.status = flaw.status
        return page
    }

    /// Why somebody may not do what they wanted to, with the way back to where they were.
    static func refusal(_ refusal: Refusal, _ visit: Visit) -> Page {
        guard refusal.kind != .notFound else { return flaw(.notFound, visit.phrases) }
        let words = RefusalWords(refusal, visit.phrases)
        let content = FlawContent(
            heading: visit.phrases[FramePhrase.notDone],
            text: words.text,
            textLanguage: words.language,
            back: visit.here.text
        )
        var page = Page(content.heading, content)
        page.status = refusal.kind == .forbidden ? .forbidden : .unprocessableContent
        return page
    }
}
