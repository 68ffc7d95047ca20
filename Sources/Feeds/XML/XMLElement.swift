/// An element of a document that is being read.
///
/// Valid while its parser lives, and if it is in an item, until that item was read.
struct XMLElement {
    fileprivate let tree: UnsafePointer<XMLTree>
    fileprivate let index: Int

    init(_ index: Int, of tree: UnsafePointer<XMLTree>) {
        self.tree = tree
        self.index = index
    }

    var tag: Tag { tree.pointee.names.elements[node.name].tag }
    /// As written, without its prefix.
    var name: String { tree.pointee.names.elements[node.name].local }
    var uri: String? { tree.pointee.names.elements[node.name].uri }
    /// In document order.
    var children: Children { Children(tree: tree, upcoming: index + 1, end: node.end ?? tree.pointee.nodes.count) }
    /// What relative links in it are relative to.
    var base: String? { tree.pointee.bases[node.base] }
    /// Everything between its tags was read.
    var isWhole: Bool { node.end != nil }

    func first(_ tag: Tag) -> XMLElement? { children.first { $0.tag == tag } }

    /// The value, trimmed; nil if it is missing or empty.
    func attribute(_ tag: AttributeTag) -> String? {
        for attribute in tree.pointee.attributes[node.attributes]
        where tree.pointee.names.attributes[attribute.name].tag == tag {
            let value = Self.string(tree.pointee.values[attribute.value])
            return value.isEmpty ? nil : value
        }
        return nil
    }

    /// All text inside, trimmed.
    var text: String { Self.string(tree.pointee.text[node.textStart..<textEnd]) }

    /// As `text`; nil if there is none.
    var nonEmptyText: String? {
        let text = text
        return text.isEmpty ? nil : text
    }

    /// `xml:lang` here or further out.
    var language: String? {
        var at: XMLElement? = self
        while let element = at {
            if let language = element.attribute(.xmlLanguage) { return language }
            at = element.node.parent < 0 ? nil : XMLElement(element.node.parent, of: tree)
        }
        return nil
    }

    struct Children: Sequence, IteratorProtocol {
        fileprivate let tree: UnsafePointer<XMLTree>
        fileprivate var upcoming: Int
        fileprivate let end: Int

        mutating func next() -> XMLElement? {
            guard upcoming < end else { return nil }
            defer { upcoming = tree.pointee.nodes[upcoming].end ?? end }
            return XMLElement(upcoming, of: tree)
        }
    }

    fileprivate var node: XMLTree.Node { tree.pointee.nodes[index] }
    fileprivate var textEnd: Int { node.end == nil ? tree.pointee.text.count : node.textEnd }

    private static func string(_ bytes: ArraySlice<UInt8>) -> String {
        var bytes = bytes
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension XMLElement {
    /// What is inside, with its elements written out again: markup that stands in the document itself.
    ///
    /// - Parameter escaping: whether text is text, as in XHTML. RSS that holds naked elements mixes them with markup
    ///   that is escaped or in CDATA, so there text is left as it is.
    func markup(escaping: Bool) -> String {
        guard escaping || node.end.map({ $0 > index + 1 }) ?? true else { return text }
        var markup: [UInt8] = []
        write(into: &markup, escaping: escaping)
        return Self.string(markup[...])
    }

    private func write(into markup: inout [UInt8], escaping: Bool) {
        var at = node.textStart
        for child in children {
            append(tree.pointee.text[at..<child.node.textStart], to: &markup, escaping: escaping)
            at = child.textEnd
            let name = Array(child.name.utf8)
            markup.append(UInt8(ascii: "<"))
            markup += name
            for attribute in tree.pointee.attributes[child.node.attributes] {
                markup.append(UInt8(ascii: " "))
                markup += tree.pointee.names.attributes[attribute.name].local.utf8
                markup += "=\"".utf8
                append(tree.pointee.values[attribute.value], to: &markup, escaping: true)
                markup.append(UInt8(ascii: "\""))
            }
            markup.append(UInt8(ascii: ">"))
            let length = markup.count
            child.write(into: &markup, escaping: escaping)
            if length == markup.count, Self.void.contains(child.name.lowercased()) {
                continue
            }
            markup += "</".utf8
            markup += name
            markup.append(UInt8(ascii: ">"))
        }
        append(tree.pointee.text[at..<textEnd], to: &markup, escaping: escaping)
    }

    private func append(_ bytes: ArraySlice<UInt8>, to markup: inout [UInt8], escaping: Bool) {
        guard escaping else {
            markup += bytes
            return
        }
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "<"): markup += "&lt;".utf8
            case UInt8(ascii: ">"): markup += "&gt;".utf8
            case UInt8(ascii: "&"): markup += "&amp;".utf8
            case UInt8(ascii: "\""): markup += "&quot;".utf8
            default: markup.append(byte)
            }
        }
    }

    /// HTML reads `<br></br>` as two breaks.
    private static let void: Set = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]
}
