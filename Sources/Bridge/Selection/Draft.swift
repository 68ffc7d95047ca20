internal import Feeds
internal import Foundation
internal import Timeline

/// What a post will be composed from; stored with an item that waits, so that nothing is lost when it leaves its feed.
struct Draft: Codable, Sendable, Equatable {
    var source: PostSource
    /// nil where the link does not stand for this one article.
    var linkHash: ItemAlias.Hash?
    /// What its excerpt is taken from, once it is needed.
    private var texts: [ParsedText] = []

    /// - Parameter texts: the item's own; the first that says something counts.
    init(source: PostSource, linkHash: ItemAlias.Hash?, texts: [ParsedText] = []) {
        self.source = source
        self.linkHash = linkHash
        self.texts = texts
    }

    /// The source with the excerpt, which costs time.
    var complete: PostSource {
        guard source.excerpt == nil else { return source }
        let read = [source.summary, source.content].compactMap(\.self).first { !$0.isEmpty }
        var complete = source
        if let text = read ?? texts.lazy.map(\.plain).first(where: { !$0.isEmpty }) {
            complete.excerpt = PostSource.excerpt(of: text, under: source.title)
        }
        return complete
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
        try container.encode(complete, forKey: .source)
        try container.encodeIfPresent(linkHash.map { [$0.high, $0.low] }, forKey: .link)
    }
}
