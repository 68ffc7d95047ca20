internal import Foundation

/// Atom 1.0 (RFC 4287) and 0.3.
enum Atom: Dialect {
    static func item(_ element: XMLElement) -> ParsedItem {
        var item = ParsedItem()
        var modules = ItemModules()
        var links = Links()
        var sourceAuthors: [ParsedPerson] = []
        for child in element.children {
            switch child.tag {
            case .title: keep(&item.title, plain(child))
            case .id:
                guard item.id == nil, let id = child.nonEmptyText else { continue }
                item.id = id
                item.idSource = .atomID
            case .link: links.take(child)
            case .summary: keep(&item.summary, text(child))
            case .content:
                keep(&item.content, text(child))
                keep(&links.content, child.link(.src))
            case .published, .issued: keep(&item.published, FeedDate.parse(child.text))
            case .updated, .modified: keep(&item.modified, FeedDate.parse(child.text))
            case .created: keep(&modules.published, FeedDate.parse(child.text))
            case .author: item.authors.add(person(child))
            case .source: for author in child.children where author.tag == .author { sourceAuthors.add(person(author)) }
            case .category: item.tags.add(category(child))
            default: modules.take(child)
            }
        }
        item.url = links.alternate ?? links.content
        item.externalURL = links.related
        item.attachments = links.enclosures
        item.language = element.attribute(.xmlLanguage)
        modules.fill(&item)
        if item.authors.isEmpty { item.authors = sourceAuthors }
        return item
    }

    static func head(of root: XMLElement) -> ParsedFeed {
        var feed = ParsedFeed(format: format(root))
        // A document may be one entry alone, which has no feed around it.
        guard root.tag == .feed else { return feed }
        var modules = FeedModules()
        var links = Links()
        for child in root.children {
            switch child.tag {
            case .title: keep(&feed.title, plain(child))
            case .id: keep(&feed.id, child.nonEmptyText)
            case .link: links.take(child)
            case .subtitle, .tagline: keep(&feed.summary, plain(child))
            case .published, .issued, .created: keep(&feed.published, FeedDate.parse(child.text))
            case .updated, .modified: keep(&feed.modified, FeedDate.parse(child.text))
            case .author: feed.authors.add(person(child))
            case .category: feed.tags.add(category(child))
            case .icon: feed.icon = child.link ?? feed.icon
            case .logo: keep(&feed.icon, child.link)
            case .language: keep(&modules.language, child.nonEmptyText)
            default: modules.take(child)
            }
        }
        feed.homePageURL = links.alternate
        feed.feedURL = links.own
        feed.hubs = links.hubs
        feed.language = root.attribute(.xmlLanguage)
        modules.fill(&feed)
        return feed
    }

    private static func format(_ root: XMLElement) -> FeedFormat {
        let isOld = root.attribute(.version) == "0.3" || root.uri.map { $0.hasPrefix("http://purl.org/atom") } ?? false
        return isOld ? .atom03 : .atom10
    }

    /// The label, which is for people, or else the term. (Some write the name as text, as in RSS.)
    private static func category(_ element: XMLElement) -> String? {
        let name = element.attribute(.label) ?? element.attribute(.term) ?? element.nonEmptyText
        return name.flatMap { element.rendered($0, as: .plain) }
    }

    static func person(_ element: XMLElement) -> ParsedPerson? {
        var person = ParsedPerson()
        for child in element.children {
            switch child.tag {
            case .name, .atomName: keep(&person.name, child.rendered(child.text, as: .plain))
            case .uri, .url, .homepage, .atomURI: keep(&person.url, child.link)
            case .email, .atomEmail: keep(&person.email, child.nonEmptyText)
            default: continue
            }
        }
        if person == ParsedPerson() { person.name = element.rendered(element.text, as: .plain) }
        return person == ParsedPerson() ? nil : person
    }
}

// MARK: Text

extension Atom {
    static func plain(_ element: XMLElement) -> String? {
        construct(element).flatMap { element.rendered($0.markup, as: $0.kind) }
    }

    static func text(_ element: XMLElement) -> ParsedText? {
        guard let (markup, kind) = construct(element), !markup.isEmpty else { return nil }
        return ParsedText(markup, kind: kind, base: element.base)
    }

    /// Markup and what it is, by `type` (RFC 4287 section 3.1) or by `mode` and `type` (Atom 0.3); nil for what is
    /// no text at all.
    private static func construct(_ element: XMLElement) -> (markup: String, kind: TextKind)? {
        let type = element.attribute(.type)?.lowercased() ?? ""
        let isHTML = type.hasSuffix("html")
        let hasMarkup = element.children.contains { _ in true }
        switch element.attribute(.mode)?.lowercased() {
        case "escaped": return (element.text, isHTML ? .html : .plain)
        case "base64":
            let data = Data(base64Encoded: element.text, options: .ignoreUnknownCharacters)
            return data.map { (String(decoding: $0, as: UTF8.self), isHTML ? .html : .plain) }
        case "xml" where isHTML: return (element.insideDiv.markup(escaping: true), .xhtml)
        default: break
        }
        switch type {
        case "xhtml", "application/xhtml+xml": return (element.insideDiv.markup(escaping: true), .xhtml)
        case _ where isHTML: return (element.markup(escaping: false), .html)
        case _ where hasMarkup: return (element.insideDiv.markup(escaping: true), .xhtml)
        case "", "text": return (element.text, .plain)
        case _ where type.hasPrefix("text/"): return (element.text, .plain)
        default: return nil
        }
    }
}

extension XMLElement {
    /// The `div` that Atom wraps around XHTML and that is no part of it, or else the element itself.
    fileprivate var insideDiv: XMLElement {
        var children = children
        guard let only = children.next(), only.tag == .xhtmlDiv || only.name == "div", children.next() == nil,
            only.text.utf8.count == text.utf8.count
        else { return self }
        return only
    }
}

// MARK: Links

extension Atom {
    /// The links of an entry or a feed by what they are for (RFC 4287 section 4.2.7.2).
    struct Links {
        private(set) var own: String?
        private(set) var related: String?
        private(set) var hubs: [ParsedHub] = []
        private(set) var enclosures: [ParsedAttachment] = []
        /// Where the content is, if it is not here.
        var content: String?
        /// A page, or else another form of it.
        var alternate: String? { page ?? otherAlternate }

        private var page: String?
        private var otherAlternate: String?

        mutating func take(_ link: XMLElement) {
            guard let url = link.link(.href) ?? link.link else { return }
            // The registry's URLs stand for the short names.
            let relations = link.attribute(.rel)?.lowercased().split(separator: " ") ?? ["alternate"]
            let type = link.attribute(.type)?.lowercased() ?? ""
            for relation in relations {
                switch relation.split(separator: "/").last ?? relation {
                case "alternate" where type.isEmpty || type.hasSuffix("html") || type.hasSuffix("xhtml+xml"):
                    keep(&page, url)
                case "alternate": keep(&otherAlternate, url)
                case "self": keep(&own, url)
                case "related": keep(&related, url)
                case "hub": hubs.append(ParsedHub(type: "WebSub", url: url))
                case "enclosure": enclosures.add(RSS.attachment(link))
                default: continue
                }
            }
        }
    }
}
