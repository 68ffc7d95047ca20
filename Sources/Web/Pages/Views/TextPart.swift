internal import Foundation
internal import Timeline

/// A run of a text; one of its properties is there.
struct TextPart: Sendable {
    var plain: String?
    var link: LinkView?
    var tag: WordLink?
    var mention: WordLink?

    /// A word that leads to a page of ours.
    struct WordLink: Sendable {
        let word: String
        let target: String
    }

    /// - Parameters:
    ///   - post: whose text it is, if it is a post's.
    ///   - mentioned: the profiles that the text calls.
    static func all(
        of text: String,
        by post: PostRecord? = nil,
        mentioned: [SeenPost.Mention] = [],
        site: Site
    ) -> [TextPart] {
        var parts: [TextPart] = []
        var end = text.startIndex
        for entity in PostEntities.scan(text) {
            if end < entity.range.lowerBound {
                parts.append(TextPart(plain: String(text[end..<entity.range.lowerBound])))
            }
            let words = String(text[entity.range])
            parts.append(part(words, entity.kind, of: post, mentioned: mentioned, site))
            end = entity.range.upperBound
        }
        if end < text.endIndex { parts.append(TextPart(plain: String(text[end...]))) }
        return parts
    }

    private static func part(
        _ words: String,
        _ kind: PostEntity.Kind,
        of post: PostRecord?,
        mentioned: [SeenPost.Mention],
        _ site: Site
    ) -> TextPart {
        switch kind {
        case .link:
            guard let link = WebLink(words) else { return TextPart(plain: words) }
            return TextPart(link: LinkView(link, of: post))
        case .hashtag(let name):
            return TextPart(tag: WordLink(word: words, target: site.tag(name)))
        case .mention(let name, host: _):
            let profile = mentioned.first { $0.name.lowercased() == name.lowercased() }
            guard let profile else { return TextPart(plain: words) }
            return TextPart(mention: WordLink(word: words, target: site.profile(profile.name)))
        }
    }

    /// As it is written, but a link shortened.
    var words: String { plain ?? link?.short ?? tag?.word ?? mention?.word ?? "" }
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

    /// A link in the text of a post. A short one of ours is shown as what it leads to, and followed as it is.
    fileprivate init(_ link: WebLink, of post: PostRecord?) {
        let article = post?.link.flatMap(WebLink.init)
        guard let article, let code = post?.shortCode, link.address.hasSuffix(ShortLink.path(of: code)) else {
            self.init(link, isArticle: link == article)
            return
        }
        self.init(link, isArticle: true, shownAs: article)
    }
}
