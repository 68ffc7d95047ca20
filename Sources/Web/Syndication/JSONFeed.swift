internal import Foundation
internal import Timeline

/// A profile's posts as JSON Feed 1.1 (jsonfeed.org/version/1.1).
struct JSONFeed: Encodable {
    let version = "https://jsonfeed.org/version/1.1"
    let title: String
    let description: String?
    let homePage: String
    let address: String
    let icon: String
    let authors: [Author]
    let language: String?
    let items: [Item]

    struct Author: Encodable {
        let name: String
        let url: String
    }

    struct Item: Encodable {
        let id: String
        let url: String
        /// The article.
        let externalURL: String?
        let title: String?
        let html: String
        let text: String
        let published: String
        /// nil: it is what it was.
        let modified: String?
        let language: String?
        /// Whom it speaks to; nil where every post is for everybody.
        var audience: String?

        enum CodingKeys: String, CodingKey {
            case id, url, title, language
            case audience = "_audience"
            case externalURL = "external_url"
            case html = "content_html"
            case text = "content_text"
            case published = "date_published"
            case modified = "date_modified"
        }
    }

    enum CodingKeys: String, CodingKey {
        case version, title, description, icon, authors, language, items
        case homePage = "home_page_url"
        case address = "feed_url"
    }

    init(_ profile: ProfileRecord, _ posts: [PostRecord], site: Site) {
        title = profile.displayName
        description = profile.bio.isEmpty ? nil : profile.bio
        homePage = site.absolute(site.profile(profile.name))
        address = site.absolute(site.json(of: profile.name))
        icon = site.absolute(StaticFile.icon.address)
        authors = [Author(name: profile.displayName, url: homePage)]
        language = profile.language
        items = posts.map { Item($0, of: profile, site: site) }
    }

    func representation() throws -> Representation {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Representation("application/feed+json; charset=utf-8", Array(try encoder.encode(self)))
    }
}

extension JSONFeed.Item {
    init(_ post: PostRecord, of profile: ProfileRecord, site: Site) {
        id = PermanentID(post).description
        url = site.absolute(site.post(post.id, of: profile.name))
        externalURL = post.link.flatMap(WebLink.init)?.address
        title = post.title ?? (post.warning.isEmpty ? nil : post.warning)
        html = post.html(site)
        text = post.text
        published = post.createdAt.formatted(.iso8601)
        modified = post.editedAt?.formatted(.iso8601)
        language = post.language ?? profile.language
    }
}
