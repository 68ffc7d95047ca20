internal import CLibXML2

/// Receives elements in proper nesting.
protocol HTMLReaderSink: AnyObject {
    func start(_ element: HTMLElement, _ attributes: [(name: String, value: String)])
    func end(_ element: HTMLElement)
    /// The bytes are borrowed for the call.
    func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// libxml2's HTML parser, which knows which end tags may be missing.
enum HTMLReader {
    /// libxml2 searches all open elements for every end tag.
    private static let maximumDepth = 256

    /// What is nested deeper ends the document.
    static func read(_ source: HTMLSource, into sink: some HTMLReaderSink) {
        var handler = xmlSAXHandler()
        handler.startElement = { relay, name, attributes in
            guard let name else { return }
            Relay.from(relay)?.start(name, attributes)
        }
        handler.endElement = { relay, name in
            guard let name else { return }
            Relay.from(relay)?.end(name)
        }
        let text: charactersSAXFunc = { relay, bytes, count in
            Relay.from(relay)?.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
        }
        handler.characters = text
        handler.ignorableWhitespace = text
        handler.cdataBlock = text
        let relay = Relay(sink)
        source.bytes.withUnsafeBytes { bytes in
            let user = Unmanaged.passUnretained(relay).toOpaque()
            guard
                let context = clibxml2_html_context(
                    bytes.bindMemory(to: CChar.self).baseAddress,
                    Int32(bytes.count),
                    &handler,
                    user
                )
            else { return }
            relay.context = context
            withExtendedLifetime(relay) { _ = htmlParseDocument(context) }
            clibxml2_free_context(context)
        }
    }

    private final class Relay {
        private let sink: any HTMLReaderSink
        private var depth = 0
        private var isStopped = false
        var context: htmlParserCtxtPtr?

        init(_ sink: any HTMLReaderSink) { self.sink = sink }

        static func from(_ pointer: UnsafeMutableRawPointer?) -> Relay? {
            pointer.map { Unmanaged<Relay>.fromOpaque($0).takeUnretainedValue() }
        }

        /// `attributes` are pairs of name and value, and a null pointer.
        func start(_ name: UnsafePointer<xmlChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) {
            guard !isStopped, let element = element(name) else { return }
            depth += 1
            guard depth <= HTMLReader.maximumDepth else {
                isStopped = true
                xmlStopParser(context)
                return
            }
            var pairs: [(name: String, value: String)] = []
            if var pair = attributes {
                while let name = pair[0] {
                    pairs.append((String(cString: name), pair[1].map { String(cString: $0) } ?? ""))
                    pair += 2
                }
            }
            sink.start(element, pairs)
        }

        func end(_ name: UnsafePointer<xmlChar>) {
            guard !isStopped, let element = element(name) else { return }
            depth -= 1
            sink.end(element)
        }

        func text(_ bytes: UnsafeBufferPointer<UInt8>) {
            if !isStopped { sink.text(bytes) }
        }

        private func element(_ name: UnsafePointer<xmlChar>) -> HTMLElement? {
            var count = 0
            while name[count] != 0 { count += 1 }
            return HTMLElement.named(UnsafeBufferPointer(start: name, count: count)[...])
        }
    }
}
