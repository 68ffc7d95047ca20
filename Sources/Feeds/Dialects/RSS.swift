internal import Foundation

/// RSS 0.91 to 0.94 and 2.0 (rssboard.org/rss-specification), and whatever calls itself `rss` or `channel`.
enum RSS: Dialect {
    static func item(_ element: XMLElement) -> ParsedItem {
        var item = ParsedItem()
        var modules = ItemModules()
        var permalink: String?
        for child in element.children {
            switch child.tag {
            case .title: keep(&item.title, child.plain)
            case .link: keep(&item.url, child.link ?? child.link(.href))
            case .guid:
                guard item.id == nil, let guid = child.nonEmptyText else { continue }
                item.id = guid
                item.idSource = .guid
                if child.attribute(.isPermaLink)?.lowercased() != "false", WebReference.isWeb(guid) {
                    permalink = child.link
                }
            case .description: keep(&item.summary, child.html())
            case .pubDate: keep(&item.published, FeedDate.parse(child.text))
            case .author: item.authors.add(ParsedPerson(rss: child.plain) ?? Atom.person(child))
            case .category: item.tags.add(child.plain)
            case .enclosure: item.attachments.add(attachment(child))
            case .image: keep(&item.image, child.first(.url)?.link ?? child.link(.href) ?? child.link)
            // From Atom, without its namespace.
            case .published, .issued, .created: keep(&modules.published, FeedDate.parse(child.text))
            case .updated, .modified: keep(&modules.modified, FeedDate.parse(child.text))
            case .summary: keep(&modules.summary, child.html())
            case .content, .body, .fullitem: keep(&modules.content, child.html())
            case .id: keep(&modules.id, child.nonEmptyText)
            default: modules.take(child)
            }
        }
        item.url = item.url ?? permalink
        modules.fill(&item)
        return item
    }

    static func head(of root: XMLElement) -> ParsedFeed {
        var feed = head(of: root.first(.channel) ?? root, format: format(root.attribute(.version)))
        keep(&feed.language, root.language)
        return feed
    }

    /// The head of a channel, which RDF shares.
    static func head(of channel: XMLElement, format: FeedFormat) -> ParsedFeed {
        var feed = ParsedFeed(format: format)
        var modules = FeedModules()
        for child in channel.children {
            switch child.tag {
            case .title: keep(&feed.title, child.plain)
            case .link: keep(&feed.homePageURL, child.link ?? child.link(.href))
            case .description: keep(&feed.summary, child.plain)
            case .language: keep(&feed.language, child.nonEmptyText)
            case .image: keep(&feed.icon, child.first(.url)?.link ?? child.link(.href))
            case .pubDate: keep(&feed.published, FeedDate.parse(child.text))
            case .lastBuildDate: keep(&feed.modified, FeedDate.parse(child.text))
            case .managingEditor, .author: feed.authors.add(ParsedPerson(rss: child.plain))
            case .category: feed.tags.add(child.plain)
            case .cloud: keep(&modules.cloud, hub(child))
            case .ttl: keep(&feed.pollingHints.ttl, Int(child.text).flatMap(duration(minutes:)))
            case .skipHours: feed.pollingHints.skipHours = hours(child)
            case .skipDays: feed.pollingHints.skipDays = days(child)
            default: modules.take(child)
            }
        }
        modules.fill(&feed)
        keep(&feed.language, channel.language)
        return feed
    }

    private static func format(_ version: String?) -> FeedFormat {
        guard let version else { return .rss20 }
        return FeedFormat(rawValue: "rss\(version)") ?? .rss20
    }

    static func attachment(_ element: XMLElement) -> ParsedAttachment? {
        guard let url = element.link(.url) ?? element.link(.href) ?? element.link else { return nil }
        return ParsedAttachment(
            url: url,
            mimeType: element.attribute(.type),
            size: (element.attribute(.length) ?? element.attribute(.fileSize)).flatMap { Int($0) }.flatMap {
                $0 > 0 ? $0 : nil
            },
            title: element.attribute(.title)
        )
    }

    /// rssCloud is announced in parts; its URL is where to ask for notice.
    private static func hub(_ cloud: XMLElement) -> ParsedHub? {
        guard let domain = cloud.attribute(.domain) else { return nil }
        let port = cloud.attribute(.port) ?? "80"
        let path = cloud.attribute(.path) ?? "/"
        let authority = port == "80" ? domain : "\(domain):\(port)"
        return ParsedHub(type: "rssCloud", url: "http://\(authority)\(path.hasPrefix("/") ? path : "/" + path)")
    }

    private static func duration(minutes: Int) -> Duration? {
        minutes > 0 && minutes < 10_000_000 ? .seconds(minutes * 60) : nil
    }

    private static func hours(_ element: XMLElement) -> Set<Int> {
        // 24 was midnight in RSS 0.91.
        Set(element.children.compactMap { Int($0.text) }.filter { (0...24).contains($0) }.map { $0 % 24 })
    }

    private static func days(_ element: XMLElement) -> Set<Int> {
        let names = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"]
        return Set(element.children.compactMap { names.firstIndex(of: $0.text.lowercased()) }.map { $0 + 1 })
    }
}

extension ParsedPerson {
    /// Reads `bob@example.org (Bob)`, `Bob <bob@example.org>`, and each alone.
    init?(rss text: String?) {
        guard let text, !text.isEmpty else { return nil }
        for (open, close) in [("(", ")"), ("<", ">")] {
            guard let start = text.firstRange(of: open), text.hasSuffix(close) else { continue }
            let before = text[..<start.lowerBound].trimmingCharacters(in: .whitespaces)
            let inside = text[start.upperBound...].dropLast().trimmingCharacters(in: .whitespaces)
            switch (Self.isEmail(before), Self.isEmail(inside)) {
            case (true, _): self.init(name: inside.isEmpty ? nil : inside, email: before)
            case (_, true): self.init(name: before.isEmpty ? nil : before, email: inside)
            default: continue
            }
            return
        }
        if Self.isEmail(text) { self.init(email: text) } else { self.init(name: text) }
    }

    private static func isEmail(_ text: String) -> Bool {
        text.contains("@") && !text.contains(where: \.isWhitespace) && !text.hasPrefix("@")
    }
}
