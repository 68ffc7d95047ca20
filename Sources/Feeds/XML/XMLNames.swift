internal import CLibXML2

/// The names of one document, each looked up once.
///
/// libxml2 keeps one copy of each name while its context lives, so a name is known by where it lies.
struct XMLNames {
    struct Element {
        let tag: Tag
        /// As written, without its prefix.
        let local: String
        let uri: String?
    }

    struct Attribute {
        let tag: AttributeTag
        let local: String
    }

    private struct Place: Hashable {
        let name: UnsafePointer<xmlChar>
        let space: UnsafePointer<xmlChar>?
    }

    private(set) var elements: [Element] = []
    private(set) var attributes: [Attribute] = []
    private var elementPlaces: [Place: Int] = [:]
    private var attributePlaces: [Place: Int] = [:]
    /// The namespace and kind of the root, in which the dialect's own elements are.
    private var root: (uri: String?, isAtom: Bool)?

    mutating func element(
        _ name: UnsafePointer<xmlChar>,
        prefix: UnsafePointer<xmlChar>?,
        uri: UnsafePointer<xmlChar>?
    ) -> Int {
        let place = Place(name: name, space: uri ?? prefix)
        if let known = elementPlaces[place] { return known }
        let local = String(cString: name)
        let uri = uri.map { String(cString: $0) }
        let prefix = prefix.map { String(cString: $0).lowercased() }
        let lowered = local.lowercased()
        if root == nil { root = (uri, lowered == "feed" || lowered == "entry") }
        let module = module(prefix: prefix, uri: uri)
        let tag = Tag.named[module.isEmpty ? lowered : "\(module):\(lowered)"]
        elements.append(Element(tag: tag ?? (lowered == "rdf" ? .rdf : .other), local: local, uri: uri))
        elementPlaces[place] = elements.count - 1
        return elements.count - 1
    }

    mutating func attribute(
        _ name: UnsafePointer<xmlChar>,
        prefix: UnsafePointer<xmlChar>?,
        uri: UnsafePointer<xmlChar>?
    ) -> Int {
        let place = Place(name: name, space: uri ?? prefix)
        if let known = attributePlaces[place] { return known }
        let local = String(cString: name)
        var module = ""
        // An attribute without a prefix belongs to its element.
        if let prefix {
            module = self.module(prefix: String(cString: prefix).lowercased(), uri: uri.map { String(cString: $0) })
        }
        let lowered = local.lowercased()
        let key = module.isEmpty ? lowered : "\(module):\(lowered)"
        attributes.append(Attribute(tag: AttributeTag.named[key] ?? .other, local: local))
        attributePlaces[place] = attributes.count - 1
        return attributes.count - 1
    }

    /// The usual prefix of the module that a name is from; "" for the dialect's own.
    private func module(prefix: String?, uri: String?) -> String {
        let isAtom = root?.isAtom ?? false
        // A whole feed has been seen in the namespace of XHTML, and in made-up ones.
        if uri == root?.uri, prefix == nil || uri != nil, Vocabulary.prefix(of: uri ?? "") != "rdf" { return "" }
        let known = uri.flatMap { Vocabulary.prefix(of: $0) }
        switch known ?? prefix.map({ Vocabulary.isUsual($0) ? $0 : "?" }) ?? "" {
        case "atom", "atom10", "atom03": return isAtom ? "" : "atom"
        // RSS elements inside Atom mean nothing there.
        case "" where isAtom && uri != nil: return "?"
        case let module: return module
        }
    }
}
