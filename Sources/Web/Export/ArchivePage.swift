internal import Foundation
internal import Timeline

/// A page of an archive, as its template shows it.
struct ArchivePage {
    let pageLanguage: String
    let title: String
    let displayName: String
    let version: String
    let isPrivate: Bool
    /// On the first page: whose archive it is.
    var head: Head?
    /// On the first page: the others.
    var lines: [Line] = []
    var isEmpty = false
    var heading: String?
    var posts: [ArchivedPost] = []
    var newerPage: String?
    var olderPage: String?

    init(_ profile: ProfileRecord, _ phrases: PhraseBook, site: Site, title: String, isPrivate: Bool) {
        pageLanguage = phrases.language.rawValue
        displayName = profile.displayName
        version = site.version
        self.title = title
        self.isPrivate = isPrivate
    }

    struct Line {
        let word: String
        let target: String
        let count: String
    }

    struct Head {
        let displayName: String
        let handle: String
        /// Of the profile's page.
        let home: String
        let initials: String
        let shade: Int
        let picture: String?
        let bio: [TextPart]
        let website: LinkView?

        init(_ profile: ProfileRecord, _ phrases: PhraseBook, site: Site) {
            displayName = profile.displayName
            handle = "@\(profile.name)"
            home = site.absolute(site.profile(profile.name))
            initials = ProfileView.initials(of: profile.displayName)
            shade = Shade(profile).number
            picture = profile.avatar.map(ArchivePage.picture)
            bio = TextPart.all(of: profile.bio, site: site).map { $0.leadingBack(to: site) }
            website = profile.url.flatMap(WebLink.init).map { LinkView($0) }
        }
    }

    /// Where a picture is, seen from a page.
    static func picture(_ name: String) -> String { "media/\(name)" }
}

/// A post, as the pages of an archive show it.
struct ArchivedPost {
    let anchor: String
    /// Of the post's page.
    let address: String
    let published: String
    let when: String
    /// nil if everybody may read it.
    let audience: String?
    /// Whom it answers.
    let answered: TextPart.WordLink?
    let warning: String?
    let postLanguage: String?
    let parts: [TextPart]
    let media: MediaView?
    let cards: [CardView]

    init(_ seen: SeenPost, site: Site, _ phrases: PhraseBook) {
        let post = seen.post
        anchor = "p\(post.id)"
        address = site.absolute(site.post(post.id, of: seen.author.name))
        published = post.createdAt.formatted(.iso8601)
        when = phrases.when(post.createdAt)
        audience = post.audience == .public ? nil : phrases[post.audience.label]
        answered = seen.answered.map {
            TextPart.WordLink(word: "@\($0)", target: site.absolute(site.profile($0)))
        }
        warning = post.warning.isEmpty ? nil : post.warning
        postLanguage = post.language ?? seen.author.language
        parts = TextPart.all(of: post.text, by: post, mentioned: seen.mentions, site: site).map { part in
            part.leadingBack(to: site, article: post.link)
        }
        media = MediaView(seen, phrases, at: ArchivePage.picture)
        cards = CardView.all(of: seen, phrases)
    }
}

extension TextPart {
    /// As a page shows it that is not one of the site's. A short link leads to its article itself, which is there even when
    /// the site is not.
    fileprivate func leadingBack(to site: Site, article: String? = nil) -> TextPart {
        var part = self
        part.tag = tag.map { WordLink(word: $0.word, target: site.absolute($0.target)) }
        part.mention = mention.map { WordLink(word: $0.word, target: site.absolute($0.target)) }
        if link?.isArticle == true, let article = article.flatMap(WebLink.init) {
            part.link = LinkView(article, isArticle: true)
        }
        return part
    }
}
