/// Lists of feeds as readers exchange them (OPML 2.0, opml.org/spec2).
package enum OPML {
    package struct Outline: Sendable, Equatable {
        package var url: String
        package var title: String?
        /// The folder that it lies in, the innermost one.
        package var folder: String?

        package init(url: String, title: String?, folder: String? = nil) {
            self.url = url
            self.title = title
            self.folder = folder
        }
    }

    /// Every feed that a list names, folders opened, in the list's order; empty for what is no list.
    package static func feeds(in bytes: [UInt8]) -> [Outline] {
        let source = SourceText(FeedDocument(bytes: bytes))
        return source.bytes.withUnsafeBufferPointer { text in
            guard let start = text.firstIndex(of: UInt8(ascii: "<")) else { return [] }
            var parser = XMLPushParser(base: nil, forgiving: true)
            parser.parse(UnsafeBufferPointer(rebasing: text[start...])) { _, _ in true }
            return parser.withRoot { root in outlines(under: root, in: nil) } ?? []
        }
    }

    private static func outlines(under element: XMLElement, in folder: String?) -> [Outline] {
        element.children.flatMap { child in
            let name = child.attribute(.text) ?? child.attribute(.title)
            guard let url = child.attribute(.xmlURL) else { return outlines(under: child, in: name ?? folder) }
            return [Outline(url: url, title: name, folder: folder)] + outlines(under: child, in: folder)
        }
    }

    /// A document that other readers take, with a folder for each run of feeds that name one.
    package static func document(_ feeds: [Outline]) -> String {
        var lines = ""
        var folder: String?
        for feed in feeds {
            if feed.folder != folder {
                if folder != nil { lines += "    </outline>\n" }
                folder = feed.folder
                if let folder { lines += "    <outline text=\"\(escaped(folder))\" title=\"\(escaped(folder))\">\n" }
            }
            let title = escaped(feed.title ?? feed.url)
            let indent = folder == nil ? "    " : "      "
            lines +=
                "\(indent)<outline type=\"rss\" text=\"\(title)\" title=\"\(title)\" xmlUrl=\"\(escaped(feed.url))\"/>\n"
        }
        if folder != nil { lines += "    </outline>\n" }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <opml version="2.0">
              <head><title>Feedline</title></head>
              <body>
            \(lines)  </body>
            </opml>
            """
    }

    private static func escaped(_ text: String) -> String {
        HTMLFragment.escaped(text).replacing("\"", with: "&quot;")
    }
}
