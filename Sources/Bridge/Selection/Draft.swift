internal import Feeds
internal import Foundation
internal import Timeline

/// What a post will be composed from; stored with an item that waits, so that nothing is lost when it leaves its feed.
struct Draft: Codable, Sendable, Equatable {
    var source: PostSource
    /// nil where the link does not stand for this one article.
    var linkHash: ItemAlias.Hash?

    init(source: PostSource, linkHash: ItemAlias.Hash?) {
        self.source = source
        self.linkHash = linkHash
    }

    /// - Throws: `DecodingError` if the stored draft cannot be read.
    init(of record: ItemRecord) throws {
        self = try JSONDecoder().decode(Draft.self, from: record.draft ?? Data())
    }

    func encoded() throws -> Data { try JSONEncoder().encode(self) }

    private enum CodingKeys: CodingKey { case source, link }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        source = try container.decode(PostSource.self, forKey: .source)
        let halves = try container.decodeIfPresent([UInt64].self, forKey: .link)
        linkHash = halves.flatMap { $0.count == 2 ? .init(high: $0[0], low: $0[1]) : nil }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(source, forKey: .source)
        try container.encodeIfPresent(linkHash.map { [$0.high, $0.low] }, forKey: .link)
    }
}

extension PostSource {
    /// What the publisher wrote, with what the feed and the configuration add.
    ///
    /// Summary and content are turned into plain text only where the rules or a title that says nothing ask for them: that is
    /// most of the work on an item, and most items never become a post.
    init(_ item: ParsedItem, of feed: ParsedFeed, rules: FeedConfiguration) {
        let readsText = rules.readsText || item.title == nil || item.title == item.url
        self.init(
            title: item.title,
            link: item.url ?? item.externalURL,
            summary: readsText ? item.summary?.plain : nil,
            content: readsText ? item.content?.plain : nil,
            author: (item.authors.first ?? feed.authors.first)?.name,
            feed: feed.title,
            tags: item.tags,
            date: item.published ?? item.modified,
            language: rules.language ?? item.language ?? feed.language
        )
    }
}
