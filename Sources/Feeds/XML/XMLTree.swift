internal import CLibXML2

/// The part of a document that is still needed: its head, and the one item that is being read.
///
/// Elements lie in document order in one array and their text in one buffer, in which a child's text is a part of its
/// parent's; an item that was handed on is cut off again. So a document costs a few allocations, not some for each
/// element. It is reached by pointer only, never as an object: the parser calls in at every tag, and checking each access
/// for exclusivity and counting references was a tenth of all work.
struct XMLTree {
    struct Head {
        let name: UnsafePointer<xmlChar>
        let prefix: UnsafePointer<xmlChar>?
        let uri: UnsafePointer<xmlChar>?
        /// How many the tag declares.
        let namespaces: Int
    }

    struct Node {
        let name: Int
        let parent: Int
        /// Index after the last descendant; nil while the element is open.
        var end: Int?
        let textStart: Int
        var textEnd: Int
        let attributes: Range<Int>
        /// Index of the base URL that is in force in the element.
        let base: Int
        let namespaces: Int
    }

    struct Attribute {
        let name: Int
        let value: Range<Int>
    }

    private(set) var nodes: [Node] = []
    private(set) var attributes: [Attribute] = []
    private(set) var text: [UInt8] = []
    private(set) var values: [UInt8] = []
    private(set) var names = XMLNames()
    private(set) var bases: [String?]

    /// The root element was closed.
    private(set) var isComplete = false
    /// What stands after the root element is not XML.
    private(set) var hasTrailingJunk = false
    /// It is not well-formed.
    private(set) var hasFailed = false
    /// The limit that the document passes, in words.
    private(set) var passedLimit: String?
    /// An element was longer than a text may be, and was cut.
    private(set) var wasCut = false
    /// Nothing more is wanted.
    private(set) var isDone = false

    private var open: [Int] = []
    private var item: Int?
    private var namespaces = 0
    /// Where the text of the open element must end.
    private var textLimit = 0
    private let stopsAtError: Bool

    init(base: String?, stopsAtError: Bool) {
        bases = [base]
        self.stopsAtError = stopsAtError
    }

    mutating func open(_ head: Head, attributes raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?, count: Int) {
        guard !isDone, !isComplete else { return }
        namespaces += head.namespaces
        if open.count >= FeedLimits.depth { return stop("elements nest deeper than \(FeedLimits.depth)") }
        if count > FeedLimits.attributes || namespaces > FeedLimits.namespaces {
            return stop("one tag has more than \(FeedLimits.attributes) attributes or namespaces")
        }
        let name = names.element(head.name, prefix: head.prefix, uri: head.uri)
        let firstAttribute = attributes.count
        var base = open.last.map { nodes[$0].base } ?? 0
        if let raw {
            for index in stride(from: 0, to: count * 5, by: 5) { append(raw + index, base: &base) }
        }
        let tag = names.elements[name].tag
        if item == nil, tag == .item || tag == .entry, open.count < 4 { item = nodes.count }
        open.append(nodes.count)
        nodes.append(
            Node(
                name: name,
                parent: open.dropLast().last ?? -1,
                textStart: text.count,
                textEnd: text.count,
                attributes: firstAttribute..<attributes.count,
                base: base,
                namespaces: head.namespaces
            )
        )
        textLimit = text.count + FeedLimits.text
    }

    /// Returns the item that ends here, if one does; it is then to be cut off.
    mutating func close() -> Int? {
        guard !isDone, let index = open.popLast() else { return nil }
        nodes[index].end = nodes.count
        nodes[index].textEnd = text.count
        namespaces -= nodes[index].namespaces
        if let parent = open.last { textLimit = nodes[parent].textStart + FeedLimits.text }
        if open.isEmpty { isComplete = true }
        guard index == item else { return nil }
        item = nil
        return index
    }

    /// Forgets an item that was read.
    mutating func cutOff(_ index: Int) {
        guard index > 0 else { return }
        text.removeLast(text.count - nodes[index].textStart)
        let firstAttribute = nodes[index].attributes.lowerBound
        if firstAttribute < attributes.count {
            values.removeLast(values.count - attributes[firstAttribute].value.lowerBound)
            attributes.removeLast(attributes.count - firstAttribute)
        }
        nodes.removeLast(nodes.count - index)
    }

    /// Nothing more is wanted.
    mutating func stop() { isDone = true }

    mutating func text(_ bytes: UnsafePointer<xmlChar>?, _ count: Int) {
        guard !isDone, !open.isEmpty, let bytes else { return }
        if count == 2, bytes[0] == 0xC2, bytes[1] < 0xA0 {
            // A reference like `&#146;` means a character of windows-1252, in every browser too.
            return text.append(contentsOf: Windows1252.utf8[Int(bytes[1])])
        }
        var count = count
        if text.count + count > textLimit {
            wasCut = true
            count = max(0, textLimit - text.count)
            while count > 0, bytes[count] & 0xC0 == 0x80 { count -= 1 }
        }
        text.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
    }

    mutating func failed() {
        if isComplete {
            hasTrailingJunk = true
            isDone = true
        } else {
            hasFailed = true
            isDone = stopsAtError
        }
    }

    private mutating func stop(_ limit: String) {
        passedLimit = limit
        isDone = true
    }

    /// `raw` holds local name, prefix, URI, value and its end; values are not NUL-terminated.
    private mutating func append(_ raw: UnsafeMutablePointer<UnsafePointer<xmlChar>?>, base: inout Int) {
        guard let name = raw[0], let start = raw[3], let end = raw[4] else { return }
        let index = names.attribute(name, prefix: raw[1], uri: raw[2])
        let first = values.count
        values.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
        attributes.append(Attribute(name: index, value: first..<values.count))
        if names.attributes[index].tag == .xmlBase {
            let reference = String(decoding: values[first...], as: UTF8.self)
            if let url = WebReference.resolve(reference, against: bases[base]) {
                bases.append(url)
                base = bases.count - 1
            }
        }
    }
}
