internal import Crypto
internal import Feeds
internal import Foundation
internal import Timeline

/// The marks by which one item of a document is known again on later polls.
///
/// A guid or a link alone tells. Path, title with date, and content tell by two: that is how an item is still known
/// when its publisher imports everything into a new system and both guid and link change.
struct ItemIdentity: Sendable {
    /// Each is proof alone.
    var strong: [ItemAlias] = []
    /// Two that name the same item are proof.
    var weak: [ItemAlias] = []
    /// By which the profile's other feeds know the article; nil where a link does not stand for one article.
    var linkHash: ItemAlias.Hash?

    var aliases: [ItemAlias] { strong + weak }

    /// Identities for all items of a document, in its order.
    static func identities(of feed: ParsedFeed) -> [ItemIdentity] {
        let links = feed.items.map { item in (item.url ?? item.externalURL).flatMap { CanonicalLink($0) } }
        var uses: [CanonicalLink: Int] = [:]
        for link in links { if let link { uses[link, default: 0] += 1 } }
        let home = feed.homePageURL.flatMap { CanonicalLink($0) }
        return zip(feed.items, links).map { item, link in
            let tells = link.map { uses[$0] == 1 && $0 != home && !$0.isFrontPage } ?? false
            return ItemIdentity(item, link: tells ? link : nil)
        }
    }

    /// - Parameter link: only if it stands for this item alone.
    private init(_ item: ParsedItem, link: CanonicalLink?) {
        let guid = item.hasOwnID ? item.id : nil
        if let guid {
            // A guid that is an address changes with the site's scheme; the article does not.
            let name = CanonicalLink(guid)?.text ?? guid
            strong.append(ItemAlias(kind: .guid, hash: .init(of: name)))
        }
        if let link {
            let hash = ItemAlias.Hash(of: link.text)
            linkHash = hash
            strong.append(ItemAlias(kind: .link, hash: hash))
        }
        if let own = guid.flatMap({ CanonicalLink($0) }) ?? link, !own.isFrontPage {
            weak.append(ItemAlias(kind: .guidPath, hash: .init(of: own.path)))
        }
        if let title = item.title, let date = item.published {
            let second = Int64(date.timeIntervalSince1970.rounded())
            weak.append(ItemAlias(kind: .titleAndDate, hash: .init(of: "\(second) \(title)")))
        }
        let body = item.content ?? item.summary
        if let text = body?.markup ?? item.title {
            weak.append(ItemAlias(kind: .content, hash: .init(of: "\(item.title ?? "")\n\(text)")))
        }
        if strong.isEmpty {
            // Nothing but what it says: whatever is there has to be proof.
            strong = weak
            weak = []
        }
    }

    /// The recorded item that this is, if any; `known` answers for every alias of the document.
    func match(in known: [ItemAlias: Int64]) -> Int64? {
        for alias in strong { if let item = known[alias] { return item } }
        let hinted = weak.compactMap { known[$0] }
        return hinted.first { item in hinted.count(where: { $0 == item }) >= 2 }
    }
}

extension ParsedItem {
    /// The publisher gave it an id, rather than the parser making one up.
    fileprivate var hasOwnID: Bool { idSource != .link && idSource != .hash }
}

extension ItemAlias.Hash {
    init(of text: String) {
        var halves: (UInt64, UInt64) = (0, 0)
        for (index, byte) in SHA256.hash(data: Array(text.utf8)).prefix(16).enumerated() {
            if index < 8 {
                halves.0 = halves.0 << 8 | UInt64(byte)
            } else {
                halves.1 = halves.1 << 8 | UInt64(byte)
            }
        }
        self.init(high: halves.0, low: halves.1)
    }
}
