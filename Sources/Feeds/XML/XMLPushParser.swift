internal import CLibXML2

/// A libxml2 push parser that fills an `XMLTree`. Not copyable: one owner, one thread at a time.
///
/// The document starts at its root element and is UTF-8, so there is no DTD and nothing to guess or to load. The user
/// data is our own and no entity callback is installed: the five predefined entities are all that ever expands.
struct XMLPushParser: ~Copyable {
    private let context: xmlParserCtxtPtr
    private let tree: Unmanaged<XMLTree>

    /// - Parameter forgiving: whether to go on after an error.
    init(into tree: XMLTree, forgiving: Bool) {
        LibXML2.ready
        self.tree = .passRetained(tree)
        var handler = xmlSAXHandler()
        handler.initialized = XML_SAX2_MAGIC
        handler.startElementNs = { user, name, prefix, uri, namespaces, _, attributes, _, raw in
            guard let name else { return }
            let head = XMLTree.Head(name: name, prefix: prefix, uri: uri, namespaces: Int(namespaces))
            XMLPushParser.tree(user).open(head, attributes: raw, count: Int(attributes))
        }
        handler.endElementNs = { user, _, _, _ in XMLPushParser.tree(user).close() }
        handler.characters = { user, bytes, count in XMLPushParser.tree(user).text(bytes, Int(count)) }
        handler.ignorableWhitespace = { user, bytes, count in XMLPushParser.tree(user).text(bytes, Int(count)) }
        handler.cdataBlock = { user, bytes, count in XMLPushParser.tree(user).text(bytes, Int(count)) }
        handler.serror = { user, error in
            guard let error, error.pointee.level == XML_ERR_FATAL else { return }
            XMLPushParser.tree(user).failed(line: Int(error.pointee.line))
        }
        // libxml2 copies the handler, so the stack value may go away.
        guard let context = xmlCreatePushParserCtxt(&handler, self.tree.toOpaque(), nil, 0, nil) else {
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
        tree.release()
    }

    /// Reads a whole document, or as much as the tree wants.
    consuming func parse(_ document: UnsafeBufferPointer<UInt8>) {
        let tree = self.tree.takeUnretainedValue()
        // Large enough that most documents are one chunk: a section of CDATA that ends in its chunk is one event.
        let chunk = 256 << 10
        var rest = document[...]
        while !rest.isEmpty, !tree.isDone {
            let part = UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: rest.prefix(chunk)))
            _ = xmlParseChunk(context, part.bindMemory(to: CChar.self).baseAddress, Int32(part.count), 0)
            rest = rest.dropFirst(chunk)
        }
        if !tree.isDone { _ = xmlParseChunk(context, nil, 0, 1) }
    }

    private static func tree(_ user: UnsafeMutableRawPointer?) -> XMLTree {
        guard let user else { preconditionFailure("libxml2 lost its user data") }
        return Unmanaged<XMLTree>.fromOpaque(user).takeUnretainedValue()
    }
}
