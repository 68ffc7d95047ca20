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
        var guids: [String: Int] = [:]
        for item in feed.items { if let guid = item.ownID { guids[guid, default: 0] += 1 } }
        let home = feed.homePageURL.flatMap { CanonicalLink($0) }
        return zip(feed.items, links).map { item, link in
            let tells = link.map { uses[$0] == 1 && $0 != home && !$0.isFrontPage } ?? false
            return ItemIdentity(item, link: tells ? link : nil, hasOwnGUID: item.ownID.map { guids[$0] == 1 } ?? false)
        }
    }

    /// - Parameters:
    ///   - link: only if it stands for this item alone.
    ///   - hasOwnGUID: no other item of the document has the same.
    private init(_ item: ParsedItem, link: CanonicalLink?, hasOwnGUID: Bool) {
        let guid = item.ownID
        // A guid that is an address changes with the site's scheme; the article does not.
        let address = guid.flatMap { CanonicalLink($0) }
        if let guid {
            let name = address?.text ?? guid
            let alias = ItemAlias(kind: .guid, hash: .init(of: name))
            if hasOwnGUID {
                strong.append(alias)
            } else {
                // Some publishers give every item the guid of the front page.
                strong.append(
                    ItemAlias(kind: .guid, hash: .init(of: "\(name)\n\(item.title ?? "")\n\(item.second)"))
                )
                weak.append(alias)
            }
        }
        if let link {
            let hash = address == link && hasOwnGUID ? strong[0].hash : ItemAlias.Hash(of: link.text)
            linkHash = hash
            strong.append(ItemAlias(kind: .link, hash: hash))
        }
        if let own = address ?? link, !own.isFrontPage {
            weak.append(ItemAlias(kind: .guidPath, hash: .init(of: own.path)))
        }
        if let title = item.title, item.published != nil {
            weak.append(ItemAlias(kind: .titleAndDate, hash: .init(of: "\(item.second) \(title)")))
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
        if strong.isEmpty {
            // Not even that: an enclosure or a date behind the link of the front page.
            let rest = "\(item.url ?? "")\n\(item.attachments.first?.url ?? "")\n\(item.second)"
            strong.append(ItemAlias(kind: .content, hash: .init(of: rest)))
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
    /// The id that the publisher gave it, rather than one that the parser made up.
    fileprivate var ownID: String? { idSource != .link && idSource != .hash ? id : nil }

    /// When it was published, as text that stays the same.
    fileprivate var second: String { published.map { "\(Int64($0.timeIntervalSince1970.rounded()))" } ?? "" }
}

extension ItemAlias.Hash {
    init(of text: String) {
        let halves = unsafe SHA256.hash(data: Array(text.utf8)).withUnsafeBytes { digest in
            unsafe (
                UInt64(bigEndian: digest.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        self.init(high: halves.0, low: halves.1)
    }
}
