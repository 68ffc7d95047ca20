internal import Foundation

/// What every template of a page can name.
struct Frame {
    let pageLanguage: String
    let siteName: String
    let version: String
    let style = StaticFile.style.address
    let script = StaticFile.script.address
    let icon = StaticFile.icon.address
    let title: String
    let summary: String
    let canonical: String?
    let openGraphType: String
    let isHome: Bool
    let feeds: ProfileView?
    let olderPage: String?
    let newerPage: String?
    /// Whoever is signed in.
    let member: MemberView?
    let isVisitor: Bool
    let formToken: String
    /// Where a form's sender comes back to.
    let here: String
    let content: any PageContent
    private let language: PhraseBook.Language

    init(
        _ page: Page,
        _ language: PhraseBook.Language,
        site: Site,
        member: MemberView? = nil,
        formToken: String = "",
        here: OwnPath = .home
    ) {
        pageLanguage = language.rawValue
        siteName = site.name
        version = site.version
        title = page.title
        summary = page.summary ?? page.title
        canonical = page.path.map(site.absolute)
        openGraphType = page.openGraphType
        isHome = page.path == site.home
        feeds = page.feeds
        olderPage = page.olderPage
        newerPage = page.newerPage
        self.member = member
        isVisitor = member == nil
        self.formToken = formToken
        self.here = here.text
        content = page.content
        self.language = language
    }

    /// As a page that strangers may share, for now.
    var representation: Representation {
        var page = Representation("text/html; charset=utf-8", content.template.render(self, language))
        page.language = language
        return page
    }
}

/// The head of every page of somebody who is signed in.
struct MemberView {
    let accountName: String
    let profile: ProfileView
    /// nil: none.
    let unread: String?
    let unreadMessages: String?
    /// Whether there is news for one of the other profiles.
    let hasOtherNews: Bool
    let others: [Other]

    /// Another profile that the same account speaks for.
    struct Other {
        let id: Int64
        let displayName: String
        let handle: String
        let unread: String?
    }
}
