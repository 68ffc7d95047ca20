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
        feed.completeIDs()
        return feed
    }

    /// - Parameter text: begins with the root element.
    private static func xml(_ text: UnsafeBufferPointer<UInt8>, base: String?) throws(FeedError) -> ParsedFeed {
        if let limit = TagSurvey.passedLimit(text) { throw FeedError(.limits, limit) }
        let first = Reading(of: text, base: base, forgiving: false)
        if first.tree.failedLine == nil { return try first.feed(forgiven: []) }
        var mender = XMLMender(text)
        let mended = mender.mended()
        let second = mended.withUnsafeBufferPointer { Reading(of: $0, base: base, forgiving: true) }
        return try second.feed(forgiven: mender.forgiven)
    }
}

/// One pass of libxml2 over a document.
private struct Reading {
    let tree: XMLTree
    private let items: [ParsedItem]

    init(of text: UnsafeBufferPointer<UInt8>, base: String?, forgiving: Bool) {
        let tree = XMLTree(base: base, stopsAtError: !forgiving)
        var items: [ParsedItem] = []
        withoutActuallyEscaping({ (element: XMLElement) in
            guard items.count < FeedLimits.items else { return false }
            items.append(element.tree.root?.dialect.item(element) ?? ParsedItem())
            return true
        }) { handler in
            tree.onItem = handler
            XMLPushParser(into: tree, forgiving: forgiving).parse(text)
            tree.onItem = { _ in false }
        }
        self.tree = tree
        self.items = items
    }

    func feed(forgiven: [String]) throws(FeedError) -> ParsedFeed {
        if let limit = tree.passedLimit { throw FeedError(.limits, limit) }
        guard let root = tree.root else { throw FeedError(.notAFeed, "it ends before its first element does") }
        var feed = root.dialect.head(of: root)
        feed.items = items
        feed.warnings = forgiven.map { "recovered:\($0)" }
        let hasAllItems = tree.isDone && !tree.hasTrailingJunk
        if hasAllItems { feed.warnings.append("limit:items") }
        if tree.wasCut { feed.warnings.append("limit:text") }
        if tree.hasTrailingJunk { feed.warnings.append("recovered:trailing") }
        feed.isComplete = tree.isComplete || hasAllItems
        if !feed.isComplete { feed.warnings.append("truncated") }
        return feed
    }
}
