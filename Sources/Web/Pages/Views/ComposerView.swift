internal import Foundation
internal import Timeline

/// The form in which somebody writes a post, an answer or other words for a post.
struct ComposerView: Sendable {
    /// What tells its fields from those of another one on the page.
    let field: String
    let action: String
    let label: String
    let hint: String
    var text = ""
    var warning = ""
    let replyToID: Int64?
    /// By which a form that is sent twice is known again.
    let key = Secret().text
    let maximum = PostText.maximumLength
    /// None where there is nothing to choose.
    var audiences: [Choice] = []
    var languages: [Choice] = []
    /// Only the text is asked for; the rest goes by itself.
    var isBrief = false
    var hasWarning = false
    /// Those that go with it already.
    var pictures: [Picture] = []
    /// Where one more picture can be chosen; nil where none can.
    var chooser: Chooser?
    var isSensitive = false
    var problem: String?

    struct Choice: Sendable {
        let value: String
        let label: String
        let isChosen: Bool
    }

    struct Picture: Sendable {
        let id: Int64
        let source: String
        let description: String

        init(_ media: MediaRecord, _ site: Site) {
            id = media.id
            source = site.media(media.name)
            description = media.description
        }
    }

    /// What may be chosen, and what is said of that.
    struct Chooser: Sendable {
        let hint: String
        let types = UploadLimits.types.joined(separator: ",")
        let maximumBytes = UploadLimits.pictureBytes
    }

    /// A new post.
    init(_ reader: TimelineReader, _ member: Member, _ phrases: PhraseBook) async throws {
        try await self.init(reader, member, phrases, parent: nil)
    }

    /// An answer.
    init(_ reader: TimelineReader, _ member: Member, _ phrases: PhraseBook, replyingTo parent: SeenPost) async throws {
        try await self.init(reader, member, phrases, parent: parent)
    }

    private init(
        _ reader: TimelineReader,
        _ member: Member,
        _ phrases: PhraseBook,
        parent: SeenPost?
    ) async throws {
        field = parent.map { "r\($0.post.id)" } ?? "new"
        action = "/compose"
        label =
            parent.map { phrases[WritingPhrase.replyTo, "@\($0.author.name)"] } ?? phrases[WritingPhrase.whatToSay]
        hint = phrases[WritingPhrase.lengthHint, "\(PostText.maximumLength)"]
        replyToID = parent?.post.id
        let reply = parent.map { ReplyDefaults($0, member.profile) }
        text = reply?.text ?? ""
        audiences = .audiences(
            try await reader.lists(of: member.profile.id),
            chosen: reply?.audience ?? member.profile.defaultAudience.rawValue,
            phrases
        )
        languages = .languages(chosen: member.profile.language ?? phrases.language.rawValue)
        chooser = Chooser(hint: phrases[WritingPhrase.pictureHint, "\(UploadLimits.pictureBytes >> 20)"])
    }

    /// Other words for a post of one's own.
    init(editing seen: SeenPost, _ phrases: PhraseBook, _ site: Site) {
        let post = seen.post
        field = "e\(post.id)"
        action = "/posts/\(post.id)/edit"
        label = phrases[WritingPhrase.newWords]
        hint = phrases[WritingPhrase.lengthHint, "\(PostText.maximumLength)"]
        replyToID = nil
        text = post.text
        warning = post.warning
        hasWarning = !warning.isEmpty
        languages = .languages(chosen: post.language ?? seen.author.language ?? phrases.language.rawValue)
        pictures = seen.media.map { Picture($0, site) }
        isSensitive = post.isSensitive && post.warning.isEmpty
    }

    /// With only the text to fill in.
    var brief: ComposerView {
        var brief = self
        brief.isBrief = true
        brief.chooser = nil
        return brief
    }

    /// To one profile alone.
    func addressing(_ profile: ProfileRecord) -> ComposerView {
        var view = speaking(to: .direct)
        view.text = "@\(profile.name) "
        return view
    }

    func speaking(to audience: Audience) -> ComposerView {
        var view = self
        view.audiences = audiences.choosing(audience.rawValue)
        return view
    }

    func with(_ media: [MediaRecord], _ site: Site) -> ComposerView {
        var view = self
        view.pictures = media.map { Picture($0, site) }
        if media.count >= PostDraft.maximumMedia { view.chooser = nil }
        return view
    }

    /// With what somebody has typed, and why it cannot be taken.
    func keeping(_ form: SentForm, problem: String? = nil) -> ComposerView {
        var view = self
        view.text = form.parameters.text("text") ?? ""
        view.warning = form.parameters.text("warning") ?? ""
        view.hasWarning = !view.warning.isEmpty
        view.audiences = audiences.choosing(form.text("audience"))
        view.languages = languages.choosing(form.text("language"))
        view.isSensitive = form.parameters.flag("sensitive") == true
        view.problem = problem
        return view
    }
}

/// What an answer begins with.
private struct ReplyDefaults {
    let text: String
    /// As the form says it.
    let audience: String

    /// It reaches no further than what it answers. Of a private conversation nobody falls out.
    init(_ parent: SeenPost, _ profile: ProfileRecord) {
        let post = parent.post
        let others = parent.mentions.filter { $0.profileID != profile.id && $0.profileID != post.profileID }
        let isPrivate = post.audience == .direct || (post.audience == .list && post.listID == nil)
        text = isPrivate ? others.map { "@\($0.name) " }.joined() : ""
        let order: [Audience] = [.public, .unlisted, .followers]
        if isPrivate {
            audience = Audience.direct.rawValue
        } else if let list = post.listID {
            audience = "list:\(list)"
        } else {
            let own = order.firstIndex(of: profile.defaultAudience) ?? 0
            audience = order[max(own, order.firstIndex(of: post.audience) ?? 0)].rawValue
        }
    }
}

extension [ComposerView.Choice] {
    fileprivate static func audiences(
        _ lists: [ListRecord],
        chosen: String,
        _ phrases: PhraseBook
    ) -> [ComposerView.Choice] {
        let first = [Audience.public, .unlisted, .followers].map { ($0.rawValue, phrases[$0.label]) }
        let own = lists.map { ("list:\($0.id)", phrases[WritingPhrase.listCalled, $0.title]) }
        return (first + own + [(Audience.direct.rawValue, phrases[Audience.direct.label])]).map { value, label in
            ComposerView.Choice(value: value, label: label, isChosen: value == chosen)
        }
    }

    /// - Parameter chosen: BCP 47; what is no choice becomes one.
    static func languages(chosen: String) -> [ComposerView.Choice] {
        let known = LanguageNames.all.map(\.code).contains(chosen) ? [] : [(code: chosen, name: chosen)]
        return (known + LanguageNames.all).map { code, name in
            ComposerView.Choice(value: code, label: name, isChosen: code == chosen)
        }
    }

    fileprivate func choosing(_ value: String) -> [ComposerView.Choice] {
        guard contains(where: { $0.value == value }) else { return self }
        return map { ComposerView.Choice(value: $0.value, label: $0.label, isChosen: $0.value == value) }
    }
}

/// Languages by the names that they give themselves.
enum LanguageNames {
    static let all: [(code: String, name: String)] = [
        ("am", "አማርኛ"), ("ar", "العربية"), ("bn", "বাংলা"), ("de", "Deutsch"), ("en", "English"), ("es", "Español"),
        ("fa", "فارسی"), ("fr", "Français"), ("ha", "Hausa"), ("hi", "हिन्दी"), ("ht", "Kreyòl ayisyen"),
        ("id", "Bahasa Indonesia"), ("it", "Italiano"), ("ja", "日本語"), ("ko", "한국어"), ("nl", "Nederlands"),
        ("pl", "Polski"), ("ps", "پښتو"), ("pt", "Português"), ("ro", "Română"), ("ru", "Русский"),
        ("so", "Soomaali"), ("sw", "Kiswahili"), ("tr", "Türkçe"), ("uk", "Українська"), ("ur", "اردو"),
        ("vi", "Tiếng Việt"), ("zh", "中文"),
    ]
}
