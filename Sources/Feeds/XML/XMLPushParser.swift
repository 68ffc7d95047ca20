internal import CLibXML2

/// A libxml2 push parser that fills an `XMLTree`. Not copyable: one owner, one thread at a time.
///
/// The document starts at its root element and is UTF-8, so there is no DTD and nothing to guess or to load. The user
/// data is our own and no entity callback is installed: the five predefined entities are all that ever expands.
struct XMLPushParser: ~Copyable {
    private let context: xmlParserCtxtPtr
    private let reading: UnsafeMutablePointer<Reading>

    /// What the callbacks reach.
    private struct Reading {
        var tree: XMLTree
        var onItem: ((XMLElement, XMLElement) -> Bool)?
    }

    /// - Parameters:
    ///   - base: what relative links in the document are relative to.
    ///   - forgiving: whether to go on after an error.
    init(base: String?, forgiving: Bool) {
        LibXML2.ready
        reading = .allocate(capacity: 1)
        reading.initialize(to: Reading(tree: XMLTree(base: base, stopsAtError: !forgiving)))
        var handler = xmlSAXHandler()
        handler.initialized = XML_SAX2_MAGIC
        handler.startElementNs = { user, name, prefix, uri, namespaces, _, attributes, _, raw in
            guard let name else { return }
            let head = XMLTree.Head(name: name, prefix: prefix, uri: uri, namespaces: Int(namespaces))
            XMLPushParser.reading(user).pointee.tree.open(head, attributes: raw, count: Int(attributes))
        }
        handler.endElementNs = { user, _, _, _ in XMLPushParser.close(XMLPushParser.reading(user)) }
        handler.characters = { XMLPushParser.reading($0).pointee.tree.text($1, Int($2)) }
        handler.ignorableWhitespace = { XMLPushParser.reading($0).pointee.tree.text($1, Int($2)) }
        handler.cdataBlock = { XMLPushParser.reading($0).pointee.tree.text($1, Int($2)) }
        handler.serror = { user, error in
            guard let error, error.pointee.level == XML_ERR_FATAL else { return }
            XMLPushParser.reading(user).pointee.tree.failed()
        }
        // libxml2 copies the handler, so the stack value may go away.
        guard let context = xmlCreatePushParserCtxt(&handler, reading, nil, 0, nil) else {
            preconditionFailure("libxml2 has no memory for a parser")
        }
        self.context = context
        // NOENT decodes `&amp;` in attributes, which otherwise arrives as `&#38;` (2.9.14).
        var options = XML_PARSE_NONET.rawValue | XML_PARSE_NOENT.rawValue | XML_PARSE_IGNORE_ENC.rawValue
        if forgiving { options |= XML_PARSE_RECOVER.rawValue }
        _ = xmlCtxtUseOptions(context, Int32(options))
        _ = xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8)
    }

    deinit {
        clibxml2_free_context(context)
        reading.deinitialize(count: 1)
        reading.deallocate()
    }

    /// Reads the document's head after parsing, which has no longer the items that were handed on. nil if there is no
    /// element at all.
    borrowing func withRoot<Result>(_ read: (XMLElement) -> Result) -> Result? {
        reading.pointee.tree.nodes.isEmpty ? nil : read(Self.element(0, of: reading))
    }

    /// The root element was closed.
    var isComplete: Bool { reading.pointee.tree.isComplete }
    /// It is not well-formed.
    var hasFailed: Bool { reading.pointee.tree.hasFailed }
    /// What stands after the root element is not XML.
    var hasTrailingJunk: Bool { reading.pointee.tree.hasTrailingJunk }
    /// The limit that the document passes, in words.
    var passedLimit: String? { reading.pointee.tree.passedLimit }
    /// A text was longer than a text may be, and was cut.
    var wasCut: Bool { reading.pointee.tree.wasCut }

    /// Reads a whole document, or as much as is wanted.
    ///
    /// - Parameter onItem: takes each item when it is whole, in order, and the root; false wants no more.
    mutating func parse(_ document: UnsafeBufferPointer<UInt8>, onItem: (XMLElement, XMLElement) -> Bool) {
        withoutActuallyEscaping(onItem) { onItem in
            reading.pointee.onItem = onItem
            // Large enough that most documents are one chunk: CDATA that ends in its chunk is one event.
            let chunk = 256 << 10
            var rest = document[...]
            while !rest.isEmpty, !reading.pointee.tree.isDone {
                let part = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest.prefix(chunk)))
                _ = xmlParseChunk(context, part.bindMemory(to: CChar.self).baseAddress, Int32(part.count), 0)
                rest = rest.dropFirst(chunk)
            }
            if !reading.pointee.tree.isDone { _ = xmlParseChunk(context, nil, 0, 1) }
            reading.pointee.onItem = nil
        }
    }

    private static func close(_ reading: UnsafeMutablePointer<Reading>) {
        guard let item = reading.pointee.tree.close() else { return }
        let wantsMore = reading.pointee.onItem?(element(item, of: reading), element(0, of: reading)) ?? false
        reading.pointee.tree.cutOff(item)
        if !wantsMore { reading.pointee.tree.stop() }
    }

    private static func element(_ index: Int, of reading: UnsafeMutablePointer<Reading>) -> XMLElement {
        guard let tree = UnsafePointer(reading.pointer(to: \.tree)) else {
            preconditionFailure("a stored property has an address")
        }
        return XMLElement(index, of: tree)
    }

    private static func reading(_ user: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Reading> {
        guard let user else { preconditionFailure("libxml2 lost its user data") }
        return user.assumingMemoryBound(to: Reading.self)
    }
}
