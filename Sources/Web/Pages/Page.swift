internal import Foundation
internal import Timeline

/// Everything that a template of a page can say.
struct Page {
    let phrases: PhraseBook
    let pageLanguage: String
    let siteName: String
    let version: String
    let style = StaticFile.style.address
    let icon = StaticFile.icon.address
    let title: String
    let summary: String
    /// nil: it is no page to come back to.
    var canonical: String?
    /// As the Open Graph protocol calls it.
    var openGraphType = "website"
    var isHome = false
    var profile: ProfileView?
    var posts: [PostView] = []
    /// The one that the page is about.
    var post: PostView?
    var flaw: (heading: String, text: String)?
    /// Where a short link leads.
    var target: LinkView?
    var olderPage: String?
    var newerPage: String?

    private init(_ site: Site, _ phrases: PhraseBook, title: String, summary: String, path: String?) {
        self.phrases = phrases
        pageLanguage = phrases.language.rawValue
        siteName = site.name
        version = site.version
        self.title = title
        self.summary = summary
        canonical = path.map(site.absolute)
    }

    /// - Parameter authors: of all posts, by their ids.
    static func home(
        _ slice: PostSlice,
        authors: [Int64: ProfileRecord],
        paging: Paging,
        site: Site,
        phrases: PhraseBook
    ) -> Page {
        let path = site.home
        var page = Page(
            site,
            phrases,
            title: paging == .newest ? site.name : "\(phrases.olderPosts) · \(site.name)",
            summary: phrases.description(site.name),
            path: path + paging.query
        )
        page.isHome = true
        page.fill(with: slice, authors: authors, path: path, site: site)
        return page
    }

    static func profile(
        _ profile: ProfileRecord,
        _ slice: PostSlice,
        paging: Paging,
        site: Site,
        phrases: PhraseBook
    ) -> Page {
        let path = site.profile(profile.name)
        let name = "\(profile.displayName) (@\(profile.name))"
        var page = Page(
            site,
            phrases,
            title: paging == .newest ? name : "\(phrases.olderPosts) · \(name)",
            summary: profile.bio.isEmpty ? name : profile.bio,
            path: path + paging.query
        )
        page.openGraphType = "profile"
        page.profile = ProfileView(profile, site: site)
        page.fill(with: slice, authors: [profile.id: profile], path: path, site: site)
        return page
    }

    static func post(_ post: PostRecord, by author: ProfileRecord, site: Site, phrases: PhraseBook) -> Page {
        var page = Page(
            site,
            phrases,
            title: "\(author.displayName): \(post.title ?? post.text)",
            summary: post.text,
            path: site.post(post.id, of: author.name)
        )
        page.openGraphType = "article"
        page.post = PostView(post, by: author, site: site, phrases: phrases, isAlone: true)
        return page
    }

    static func error(_ flaw: PhraseBook.Flaw, site: Site, phrases: PhraseBook) -> Page {
        let (title, text) = phrases.flaws[flaw] ?? ("", "")
        var page = Page(site, phrases, title: title, summary: text, path: nil)
        page.flaw = (title, text)
        return page
    }

    static func target(_ target: WebLink, site: Site, phrases: PhraseBook) -> Page {
        let (title, text) = phrases.shortLink
        var page = Page(site, phrases, title: title, summary: text, path: nil)
        page.target = LinkView(target)
        return page
    }

    private mutating func fill(
        with slice: PostSlice,
        authors: [Int64: ProfileRecord],
        path: String,
        site: Site
    ) {
        posts = slice.posts.compactMap { post in
            authors[post.profileID].map { PostView(post, by: $0, site: site, phrases: phrases) }
        }
        olderPage = slice.older.map { path + $0.query }
        newerPage = slice.newer.map { path + $0.query }
    }
}

extension Representation {
    /// A page of HTML by its template.
    static func page(_ page: Page, _ template: Template, _ phrases: PhraseBook) -> Representation {
        var representation = Representation("text/html; charset=utf-8", template.render(page))
        representation.language = phrases.language
        return representation
    }
}
