/// RSS 0.90 and 1.0: RDF, in which the items stand beside the channel (web.resource.org/rss/1.0/spec).
enum RDF: Dialect {
    static func item(_ element: XMLElement) -> ParsedItem {
        var item = RSS.item(element)
        let about = element.attribute(.rdfAbout) ?? element.attribute(.about)
        if let about {
            if item.idSource != .guid {
                item.id = about
                item.idSource = .rdfAbout
            }
            keep(&item.url, WebReference.resolve(about, against: element.base))
        }
        return item
    }

    static func head(of root: XMLElement) -> ParsedFeed {
        let channel = root.first(.channel) ?? root
        var feed = RSS.head(of: channel, format: format(root))
        keep(&feed.id, channel.attribute(.rdfAbout) ?? channel.attribute(.about))
        keep(&feed.icon, root.first(.image)?.first(.url)?.link)
        return feed
    }

    private static func format(_ root: XMLElement) -> FeedFormat {
        let uri = root.children.lazy.compactMap(\.uri).first { !$0.contains("rdf-syntax") }
        return uri.map { Vocabulary.normalized($0) } == Vocabulary.rss090 ? .rss090 : .rss10
    }
}
