internal import Foundation

/// Reads a document in any dialect.
///
/// Nearly all feeds are well-formed, and are read once. Where libxml2 meets an error the text is mended and read again;
/// what had to be forgiven stands in the feed's warnings.
package enum FeedParser {
    package static func parse(_ document: FeedDocument) throws(FeedError) -> ParsedFeed {
        guard document.bytes.count <= FeedLimits.document else {
            throw FeedError(.limits, "it is larger than \(FeedLimits.document >> 20) MB")
        }
        if Inflation.isCompressed(document.bytes) {
            let inflated = try Inflation.inflated(document.bytes)
            var feed = try text(
                FeedDocument(bytes: inflated.bytes, url: document.url, contentType: document.contentType)
            )
            feed.warnings.insert("recovered:compressed", at: 0)
            if !inflated.isComplete, feed.isComplete { feed.warnings.append("truncated") }
            feed.isComplete = feed.isComplete && inflated.isComplete
            return feed
        }
        return try text(document)
    }

    private static func text(_ document: FeedDocument) throws(FeedError) -> ParsedFeed {
        if let name = BinaryFormat.name(of: document.bytes) { throw FeedError(.notAFeed, name) }
        let source = SourceText(document)
        var feed = try source.bytes.withUnsafeBufferPointer { text throws(FeedError) in
            switch DocumentStart(of: text) {
            case .xml(let offset, let hasJunk):
                var feed = try xml(UnsafeBufferPointer(rebasing: text[offset...]), base: document.url)
                if hasJunk { feed.warnings.insert("recovered:leading", at: 0) }
                return feed
            case .json(let offset): return try JSONFeed.parse(Data(text[offset...]), base: document.url)
            case .empty: throw FeedError(.empty, "it is empty")
            case .other(let what): throw FeedError(.notAFeed, what)
            }
        }
        feed.encoding = source.encoding
        if source.isRecovered { feed.warnings.insert("recovered:encoding", at: 0) }
        feed.inheritAuthors()
        feed.completeIDs()
        return feed
    }

    /// - Parameter text: begins with the root element.
    private static func xml(_ text: UnsafeBufferPointer<UInt8>, base: String?) throws(FeedError) -> ParsedFeed {
        if let limit = TagSurvey.passedLimit(text) { throw FeedError(.limits, limit) }
        if let feed = try xml(text, base: base, forgiving: false) { return feed }
        var mender = XMLMender(text)
        let mended = mender.mended()
        let feed = try mended.withUnsafeBufferPointer { text throws(FeedError) in
            try xml(text, base: base, forgiving: true)
        }
        guard var feed else { throw FeedError(.notAFeed, "it ends before its first element does") }
        feed.warnings = mender.forgiven.map { "recovered:\($0)" } + feed.warnings
        return feed
    }

    /// One pass of libxml2 over a document; nil if that found an error that it may not forgive, or no element.
    private static func xml(
        _ text: UnsafeBufferPointer<UInt8>,
        base: String?,
        forgiving: Bool
    ) throws(FeedError) -> ParsedFeed? {
        var parser = XMLPushParser(base: base, forgiving: forgiving)
        var items: [ParsedItem] = []
        var hasMore = false
        parser.parse(text) { item, root in
            hasMore = items.count == FeedLimits.items
            if hasMore { return false }
            items.append(root.dialect.item(item))
            return true
        }
        if let limit = parser.passedLimit { throw FeedError(.limits, limit) }
        guard forgiving || !parser.hasFailed, var feed = parser.withRoot({ $0.dialect.head(of: $0) }) else {
            return nil
        }
        feed.items = items
        if hasMore { feed.warnings.append("limit:items") }
        if parser.wasCut { feed.warnings.append("limit:text") }
        if parser.hasTrailingJunk { feed.warnings.append("recovered:trailing") }
        // What we leave out on purpose is not missing.
        feed.isComplete = parser.isComplete || hasMore
        if !feed.isComplete { feed.warnings.append("truncated") }
        return feed
    }
}
