internal import Foundation

extension ParsedFeed {
    /// Atom and JSON Feed say that who wrote the feed wrote each item that names nobody (RFC 4287 section 4.2.1).
    mutating func inheritAuthors() {
        switch format {
        case .atom03, .atom10, .json10, .json11:
            for index in items.indices where items[index].authors.isEmpty { items[index].authors = authors }
        default: return
        }
    }

    /// Gives every item an id that tells it apart in this document: the publisher's verbatim, or else the address, or
    /// else a hash of what it says.
    ///
    /// Several items that share an id get their addresses appended, all of them: were one to keep the bare id, the next
    /// article published under that id would look like an old one (seen in shops whose offers share a guid).
    mutating func completeIDs() {
        var addresses: [String: Set<String>] = [:]
        for item in items {
            if let id = item.id { addresses[id, default: []].insert(item.url ?? "") }
        }
        for index in items.indices {
            if let id = items[index].id {
                guard let url = items[index].url, let all = addresses[id], all.count > 1 else { continue }
                items[index].id = "\(id)|\(url)"
            } else if let url = items[index].url ?? items[index].externalURL {
                items[index].id = url
                items[index].idSource = .link
            } else {
                items[index].id = items[index].fingerprint
                items[index].idSource = .hash
            }
        }
    }
}

extension ParsedItem {
    /// FNV-1a over title, date and text, in hexadecimal. It must not change between versions: it is an identity.
    fileprivate var fingerprint: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let parts = [title, (content ?? summary)?.plain, published.map { String(Int64($0.timeIntervalSince1970)) }]
        for part in parts {
            for byte in Array((part ?? "").utf8) + [0] { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
