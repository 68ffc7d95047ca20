internal import Foundation
internal import Timeline

/// A profile's posts in Atom 1.0 (RFC 4287), as its template says them.
struct AtomFeed {
    let feedID: String
    let feedTitle: String
    let subtitle: String?
    let feedLanguage: String?
    let updated: String
    let address: String
    let home: String
    let icon: String
    let version: String
    let entries: [Entry]

    struct Entry {
        let id: String
        let language: String?
        let title: String
        let published: String
        let updated: String
        /// The article, or for a post that announces none the post.
        let target: String
        /// The post, if it is not the target.
        let permalink: String?
        let html: String
    }

    init(_ profile: ProfileRecord, _ posts: [PostRecord], site: Site) {
        feedID = PermanentID(profile).description
        feedTitle = profile.displayName
        subtitle = profile.bio.isEmpty ? nil : profile.bio
        feedLanguage = profile.language
        updated = (posts.map(\.changedAt).max() ?? profile.createdAt).formatted(.iso8601)
        address = site.absolute(site.atom(of: profile.name))
        home = site.absolute(site.profile(profile.name))
        icon = site.absolute(StaticFile.icon.address)
        version = site.version
        entries = posts.map { Entry($0, of: profile, site: site) }
    }

    var representation: Representation {
        Representation("application/atom+xml; charset=utf-8", Template.atom.render(self))
    }
}

extension AtomFeed.Entry {
    fileprivate init(_ post: PostRecord, of profile: ProfileRecord, site: Site) {
        let page = site.absolute(site.post(post.id, of: profile.name))
        let article = post.link.flatMap(WebLink.init)?.address
        id = PermanentID(post).description
        language = post.language
        title = post.headline
        published = post.createdAt.formatted(.iso8601)
        updated = post.changedAt.formatted(.iso8601)
        target = article ?? page
        permalink = article == nil ? nil : page
        html = post.html(site)
    }
}

extension PostRecord {
    /// When it began to say what it says.
    var changedAt: Date { editedAt ?? createdAt }

    /// What a list of articles shows of it: never what its author has put behind a warning.
    var headline: String { title ?? (warning.isEmpty ? text : warning) }

    /// The text as a paragraph, its links whole; below its warning, if it has one.
    func html(_ site: Site) -> String {
        let parts = TextPart.all(of: text, by: self, site: site).map { part in
            guard let link = part.link else { return Markup.escaped(part.words).replacing("\n", with: "<br>") }
            return "<a href=\"\(Markup.escaped(link.target))\">\(Markup.escaped(link.short))</a>"
        }
        let above = warning.isEmpty ? "" : "<p><strong>\(Markup.escaped(warning))</strong></p><hr>"
        return "\(above)<p>\(parts.joined())</p>"
    }
}
