/// How one family of feeds is written. A dialect looks at direct children only, so what another vocabulary nests inside
/// them (`media:title`, `source`, the title of an `image`) never stands for the item's own.
protocol Dialect {
    static func item(_ element: XMLElement) -> ParsedItem
    /// Everything but the items, which the root holds no longer.
    static func head(of root: XMLElement) -> ParsedFeed
}

extension XMLElement {
    /// The dialect of a document with this root.
    var dialect: any Dialect.Type {
        switch tag {
        case .rdf: RDF.self
        case .feed, .entry: Atom.self
        default: RSS.self
        }
    }

    /// RSS text as plain text; nil if there is none.
    var plain: String? { rendered(markup(escaping: false), as: .rss) }

    /// RSS text, to be rendered later; nil if there is none.
    func html(base fallback: String? = nil) -> ParsedText? {
        let markup = markup(escaping: false)
        return markup.isEmpty ? nil : ParsedText(markup, kind: .rss, base: base ?? fallback)
    }

    func rendered(_ markup: String, as kind: TextKind) -> String? {
        guard !markup.isEmpty else { return nil }
        let text = PlainText.render(markup, as: kind)
        return text.isEmpty ? nil : text
    }

    /// The URL that the text means.
    var link: String? { nonEmptyText.flatMap { WebReference.resolve($0, against: base) } }

    /// The URL that an attribute means.
    func link(_ attribute: AttributeTag) -> String? {
        self.attribute(attribute).flatMap { WebReference.resolve($0, against: base) }
    }
}

/// Keeps the first value that is there: of several elements of a name, the first that says something counts.
func keep<Value>(_ kept: inout Value?, _ value: @autoclosure () -> Value?) {
    if kept == nil { kept = value() }
}

extension [ParsedPerson] {
    /// Adds somebody who is not there yet.
    mutating func add(_ person: ParsedPerson?) {
        guard let person else { return }
        if let index = firstIndex(where: { $0.name != nil && $0.name == person.name }) {
            self[index].url = self[index].url ?? person.url
            self[index].email = self[index].email ?? person.email
        } else if count < FeedLimits.listed, !contains(person) {
            append(person)
        }
    }
}

extension [String] {
    mutating func add(_ text: String?) {
        if let text, !text.isEmpty, count < FeedLimits.listed, !contains(text) { append(text) }
    }
}

extension [ParsedAttachment] {
    /// Adds a file, or what was not known of it.
    mutating func add(_ file: ParsedAttachment?) {
        guard let file else { return }
        guard let index = firstIndex(where: { $0.url == file.url }) else {
            if count < FeedLimits.listed { append(file) }
            return
        }
        self[index].mimeType = self[index].mimeType ?? file.mimeType
        self[index].size = self[index].size ?? file.size
        self[index].title = self[index].title ?? file.title
    }
}
