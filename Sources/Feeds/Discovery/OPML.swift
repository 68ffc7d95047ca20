/// Lists of feeds as readers exchange them (OPML 2.0, opml.org/spec2).
package enum OPML {
    package struct Outline: Sendable, Equatable {
        package var url: String
        package var title: String?

        package init(url: String, title: String?) {
            self.url = url
            self.title = title
        }
    }

    /// Every feed that a list names, folders opened, in the list's order; empty for what is no list.
    package static func feeds(in bytes: [UInt8]) -> [Outline] {
        let source = SourceText(FeedDocument(bytes: bytes))
        return source.bytes.withUnsafeBufferPointer { text in
            guard let start = text.firstIndex(of: UInt8(ascii: "<")) else { return [] }
            var parser = XMLPushParser(base: nil, forgiving: true)
            parser.parse(UnsafeBufferPointer(rebasing: text[start...])) { _, _ in true }
            return parser.withRoot(outlines) ?? []
        }
    }

    private static func outlines(under element: XMLElement) -> [Outline] {
        element.children.flatMap { child in
            let own = child.attribute(.xmlURL).map {
                Outline(url: $0, title: child.attribute(.text) ?? child.attribute(.title))
            }
            return (own.map { [$0] } ?? []) + outlines(under: child)
        }
    }

    /// A document that other readers take.
    package static func document(_ feeds: [Outline]) -> String {
        let outlines = feeds.map { feed in
            let title = escaped(feed.title ?? feed.url)
            return "    <outline type=\"rss\" text=\"\(title)\" title=\"\(title)\" xmlUrl=\"\(escaped(feed.url))\"/>\n"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0">
              <head><title>Feedline</title></head>
              <body>
            \(outlines.joined())  </body>
            </opml>
            """
    }

    private static func escaped(_ text: String) -> String {
        HTMLFragment.escaped(text).replacing("\"", with: "&quot;")
    }
}
