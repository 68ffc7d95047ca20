package import Foundation

/// One entry of a feed, as its publisher wrote it.
package struct ParsedItem: Sendable, Equatable {
    /// Where `id` comes from. The raw value is what `feedline parse` prints as `_id_source`.
    package enum IDSource: String, Sendable {
        case guid
        case atomID = "atom:id"
        case rdfAbout = "rdf:about"
        /// The publisher gave none: the item's address.
        case link
        /// Nor an address: a hash of what the item says.
        case hash
    }

    /// Tells the items of one document apart; every item of a parsed feed has one.
    package var id: String?
    package var idSource: IDSource
    package var url: String?
    /// The article elsewhere that the item is about (JSON Feed; Atom `rel="related"`; feedburner's original link).
    package var externalURL: String?
    package var title: String?
    package var summary: ParsedText?
    package var content: ParsedText?
    package var published: Date?
    package var modified: Date?
    package var authors: [ParsedPerson] = []
    package var tags: [String] = []
    package var language: String?
    package var image: String?
    package var attachments: [ParsedAttachment] = []
    package var event: ParsedEvent?

    package init(
        id: String? = nil,
        idSource: IDSource = .hash,
        url: String? = nil,
        title: String? = nil,
        summary: ParsedText? = nil,
        content: ParsedText? = nil,
        published: Date? = nil
    ) {
        self.id = id
        self.idSource = idSource
        self.url = url
        self.title = title
        self.summary = summary
        self.content = content
        self.published = published
    }
}

/// Who wrote something; at least one of the three is there.
package struct ParsedPerson: Sendable, Equatable {
    package var name: String?
    package var url: String?
    package var email: String?

    package init(name: String? = nil, url: String? = nil, email: String? = nil) {
        self.name = name
        self.url = url
        self.email = email
    }
}

/// A file that comes with an item: RSS `enclosure`, Atom `rel="enclosure"`, `media:content`.
package struct ParsedAttachment: Sendable, Equatable {
    package var url: String
    package var mimeType: String?
    /// In bytes, as the publisher says.
    package var size: Int?
    package var title: String?

    package init(url: String, mimeType: String? = nil, size: Int? = nil, title: String? = nil) {
        self.url = url
        self.mimeType = mimeType
        self.size = size
        self.title = title
    }
}
