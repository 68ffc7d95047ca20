internal import Foundation
internal import Mustache

/// The templates, by the names of their files in `Resources`.
enum Template: String, CaseIterable {
    case home
    case profile
    case post
    case history
    case people
    case search
    case compose
    case question
    case lists
    case members
    case notifications
    case messages
    case conversation
    case settings
    case error
    case target
    case atom
    case archive
    case avatar
    case login
    case invitation
    case consent
    case code
    case sessions
    // Parts of the others.
    case page
    case menu
    case icons
    case token
    case newpassword
    case grant
    case tabs
    case timeline
    case pager
    case entry
    case face
    case words
    case part
    case pictures
    case card
    case cardwords
    case actions
    case composer
    case profilehead
    case relation
    case persons

    func render(_ content: Any, _ language: PhraseBook.Language = .english) -> String {
        libraries[language]?.render(content, withTemplate: rawValue) ?? ""
    }

    var source: String { String(decoding: bytes, as: UTF8.self) }

    private var bytes: [UInt8] {
        switch self {
        case .home: PackageResources.home_mustache
        case .profile: PackageResources.profile_mustache
        case .post: PackageResources.post_mustache
        case .history: PackageResources.history_mustache
        case .people: PackageResources.people_mustache
        case .search: PackageResources.search_mustache
        case .compose: PackageResources.compose_mustache
        case .question: PackageResources.question_mustache
        case .lists: PackageResources.lists_mustache
        case .members: PackageResources.members_mustache
        case .notifications: PackageResources.notifications_mustache
        case .messages: PackageResources.messages_mustache
        case .conversation: PackageResources.conversation_mustache
        case .settings: PackageResources.settings_mustache
        case .error: PackageResources.error_mustache
        case .target: PackageResources.target_mustache
        case .atom: PackageResources.atom_mustache
        case .archive: PackageResources.archive_mustache
        case .avatar: PackageResources.avatar_mustache
        case .login: PackageResources.login_mustache
        case .invitation: PackageResources.invitation_mustache
        case .consent: PackageResources.consent_mustache
        case .code: PackageResources.code_mustache
        case .sessions: PackageResources.sessions_mustache
        case .page: PackageResources.page_mustache
        case .menu: PackageResources.menu_mustache
        case .icons: PackageResources.icons_mustache
        case .token: PackageResources.token_mustache
        case .newpassword: PackageResources.newpassword_mustache
        case .grant: PackageResources.grant_mustache
        case .tabs: PackageResources.tabs_mustache
        case .timeline: PackageResources.timeline_mustache
        case .pager: PackageResources.pager_mustache
        case .entry: PackageResources.entry_mustache
        case .face: PackageResources.face_mustache
        case .words: PackageResources.words_mustache
        case .part: PackageResources.part_mustache
        case .pictures: PackageResources.pictures_mustache
        case .card: PackageResources.card_mustache
        case .cardwords: PackageResources.cardwords_mustache
        case .actions: PackageResources.actions_mustache
        case .composer: PackageResources.composer_mustache
        case .profilehead: PackageResources.profilehead_mustache
        case .relation: PackageResources.relation_mustache
        case .persons: PackageResources.persons_mustache
        }
    }

    /// With all phrases put in: they need not be looked for again on every page.
    fileprivate func parsed(_ language: PhraseBook.Language) -> MustacheTemplate {
        let phrases = language.phrases
        let source = source.replacing(/\{\{phrases\.([A-Za-z]+)\}\}/) { match in
            guard let wording = PhraseBook.wordings[String(match.1)] else {
                preconditionFailure("\(rawValue).mustache: there is no phrase called \(match.1)")
            }
            return Markup.escaped(phrases[wording])
        }
        do {
            // Every file, for a partial does not inherit it.
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:MARKUP}}" + source)
        } catch {
            preconditionFailure("\(rawValue).mustache: \(error)")
        }
    }
}

/// Escapes all that a template shows. The way that Mustache has of its own goes by grapheme clusters, and so lets
/// through a `<` that something joins itself to (swift-mustache 2.1.1).
private struct MarkupContent: MustacheContentType {
    func escapeText(_ text: String) -> String { Markup.escaped(text) }
}

private let libraries: [PhraseBook.Language: MustacheLibrary] = {
    MustacheContentTypes.register(MarkupContent(), named: "MARKUP")
    return Dictionary(
        uniqueKeysWithValues: PhraseBook.Language.allCases.map { language in
            let templates = Template.allCases.map { ($0.rawValue, $0.parsed(language)) }
            return (language, MustacheLibrary(templates: Dictionary(uniqueKeysWithValues: templates)))
        }
    )
}()
