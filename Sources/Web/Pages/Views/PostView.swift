internal import Foundation
internal import Timeline

/// A post as templates show it.
struct PostView: Sendable {
    let author: ProfileView
    let address: String
    /// For machines.
    let published: String
    /// For people.
    let when: String
    /// nil: that of the page.
    let postLanguage: String?
    let parts: [Part]
    /// What the post announces; on its own page only.
    let article: Article?

    init(_ post: PostRecord, by author: ProfileRecord, site: Site, phrases: PhraseBook, isAlone: Bool = false) {
        let link = post.link.flatMap(WebLink.init)
        self.author = ProfileView(author, site: site)
        address = site.post(post.id, of: author.name)
        published = post.createdAt.formatted(.iso8601)
        when = phrases.when(post.createdAt)
        postLanguage = post.language ?? author.language
        parts = Part.all(of: post)
        article = isAlone ? link.map { Article(link: $0, title: post.title) } : nil
    }

    /// A run of a post's text; one of its properties is there.
    struct Part: Sendable {
        var plain: String?
        var link: LinkView?
        var tag: String?
        var mention: String?

        static func all(of post: PostRecord) -> [Part] {
            let text = post.text
            var parts: [Part] = []
            var end = text.startIndex
            for entity in PostEntities.scan(text) {
                if end < entity.range.lowerBound {
                    parts.append(Part(plain: String(text[end..<entity.range.lowerBound])))
                }
                parts.append(Part(String(text[entity.range]), entity.kind, of: post))
                end = entity.range.upperBound
            }
            if end < text.endIndex { parts.append(Part(plain: String(text[end...]))) }
            return parts
        }

        private init(plain: String) { self.plain = plain }

        private init(_ text: String, _ kind: PostEntity.Kind, of post: PostRecord) {
            switch kind {
            case .link:
                guard let link = WebLink(text) else {
                    plain = text
                    return
                }
                self.link = LinkView(link, of: post)
            case .hashtag: tag = text
            case .mention: mention = text
            }
        }
    }

    struct Article: Sendable {
        let link: LinkView
        let heading: String

        init(link: WebLink, title: String?) {
            self.link = LinkView(link, isArticle: true)
            heading = title ?? link.short
        }
    }
}

/// A link out of the site.
struct LinkView: Sendable {
    let target: String
    let short: String
    let host: String
    let isArticle: Bool

    init(_ link: WebLink, isArticle: Bool = false, shownAs shown: WebLink? = nil) {
        target = link.address
        short = shown.map { "\($0.host)/…" } ?? link.short
        host = (shown ?? link).host
        self.isArticle = isArticle
    }
}

extension LinkView {
    /// A link in the text of a post. A short one of ours is shown as what it leads to, and followed as it is.
    fileprivate init(_ link: WebLink, of post: PostRecord) {
        let article = post.link.flatMap(WebLink.init)
        self.init(link, isArticle: link == article)
        guard let article, let code = post.shortCode, link.address.hasSuffix(ShortLink.path(of: code)) else { return }
        self.init(link, isArticle: true, shownAs: article)
    }
}
