/// Finds the feeds that a page offers.
package enum FeedDiscovery {
    /// A feed that a page names.
    package struct Offer: Sendable, Equatable {
        package var url: String
        package var title: String?
        /// As the page says; nil if it says nothing.
        package var type: String?

        package init(url: String, title: String?, type: String?) {
            self.url = url
            self.title = title
            self.type = type
        }
    }

    /// What the page's `<link rel="alternate">` elements and the server's `Link` headers name, the best first, each
    /// address once.
    ///
    /// The first in the page is the main feed as a rule; feeds of comments come last.
    package static func offers(in page: FeedDocument, linkHeaders: [String] = []) -> [Offer] {
        let source = SourceText(page)
        var links: [PageLink] = []
        var base = page.url
        source.bytes.withUnsafeBufferPointer { text in
            var scanner = MarkupScanner(text, keepsStrangers: false)
            while let token = scanner.next() {
                guard case .start(let element, var attributes) = token else { continue }
                switch element.name {
                case "link": links.append(PageLink(&attributes))
                case "base":
                    let link = PageLink(&attributes)
                    if let href = link.href { base = WebReference.resolve(href, against: page.url) ?? base }
                default: continue
                }
            }
        }
        let announced = linkHeaders.flatMap(LinkHeader.links).map(PageLink.init).filter(\.offersFeed)
        let candidates = links.filter(\.offersFeed).map { ($0, base) } + announced.map { ($0, page.url) }
        var seen: Set<String> = []
        let offers = candidates.compactMap { link, base -> Offer? in
            guard let url = link.href.flatMap({ WebReference.resolve($0, against: base) }), WebReference.isWeb(url),
                seen.insert(url).inserted
            else { return nil }
            return Offer(url: url, title: link.title.map(PlainText.fold), type: link.type)
        }
        return offers.filter { !$0.isAboutComments } + offers.filter(\.isAboutComments)
    }
}

extension FeedDiscovery.Offer {
    fileprivate var isAboutComments: Bool {
        let words = "\(title ?? "") \(url)".lowercased()
        return words.contains("comment") || words.contains("kommentar")
    }
}

/// The attributes of a `<link>` or `<base>` element, or the parameters of a `Link` header.
private struct PageLink {
    var rel: [Substring] = []
    var type: String?
    var href: String?
    var title: String?

    init(_ attributes: inout MarkupAttributes) {
        while let (name, value) = attributes.next() {
            let text = String(decoding: EscapedText.decoded(value), as: UTF8.self)
            switch String(decoding: name, as: UTF8.self).lowercased() {
            case "rel": rel = text.lowercased().split(whereSeparator: \.isWhitespace)
            case "type": type = PlainText.fold(text.lowercased())
            case "href": href = PlainText.fold(text)
            case "title": title = text
            default: continue
            }
        }
    }

    init(_ link: LinkHeader.Link) {
        rel = link.parameters["rel"]?.lowercased().split(whereSeparator: \.isWhitespace) ?? []
        type = link.parameters["type"]?.lowercased()
        href = link.target
        title = link.parameters["title"]
    }

    /// `type` is what tells a feed from a translation or a stylesheet; parameters such as a charset do not count.
    var offersFeed: Bool {
        guard rel.contains("alternate") || rel.contains("feed") else { return false }
        guard let type = type?.prefix(while: { $0 != ";" && $0 != " " }) else { return rel.contains("feed") }
        return Self.feedTypes.contains(String(type))
    }

    private static let feedTypes: Set = [
        "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml",
        "application/json",
        "application/xml", "text/xml", "text/rss+xml", "text/atom+xml", "application/x-rss+xml",
    ]
}
