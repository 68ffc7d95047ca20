/// Markup made fit for libxml2: only elements that matter, every attribute quoted, every reference resolved.
///
/// What is left in it can be read in one way only, by any version of the library.
struct HTMLSource {
    enum Detail {
        /// Elements without attributes, and tags that HTML never had as text.
        case text
        /// Elements with the attributes that may be shown.
        case fragment
    }

    /// What comes behind is cut off, in bytes.
    static let maximumLength = 1_048_576

    private(set) var bytes: [UInt8] = []

    init(_ markup: UnsafeBufferPointer<UInt8>, detail: Detail) {
        let markup = Self.prefix(of: markup)
        bytes.reserveCapacity(markup.count + markup.count / 8 + 32)
        // Without a body libxml2 would put stray text into paragraphs.
        bytes += "<html><body>".utf8
        var scanner = MarkupScanner(markup, keepsStrangers: detail == .text)
        while let token = scanner.next() {
            switch token {
            case .text(let text): EscapedText.rewrite(text, into: &bytes)
            case .start(let element, let attributes):
                guard matters(element) else { continue }
                bytes.append(UInt8(ascii: "<"))
                bytes += element.name.utf8
                let isSelfClosing = append(attributes, of: element, detail: detail)
                bytes += element.isVoid ? "/>".utf8 : ">".utf8
                if isSelfClosing, !element.isVoid { appendEnd(of: element) }
            case .end(let element):
                if matters(element), !element.isVoid { appendEnd(of: element) }
            }
        }
    }

    private func matters(_ element: HTMLElement) -> Bool {
        element.treatment != .transparent || (element.isBlock && !element.isVoid)
    }

    private mutating func appendEnd(of element: HTMLElement) {
        bytes += "</".utf8
        bytes += element.name.utf8
        bytes.append(UInt8(ascii: ">"))
    }

    /// Whether the tag closed itself.
    private mutating func append(_ attributes: MarkupAttributes, of element: HTMLElement, detail: Detail) -> Bool {
        var attributes = attributes
        guard detail == .fragment, element.treatment == .shown else {
            while attributes.next() != nil {}
            return attributes.isSelfClosing
        }
        var image = ImageTag()
        var seen: [String] = []
        while let (nameBytes, value) = attributes.next() {
            guard let name = attributeName(nameBytes) else { continue }
            if element.name == "img", image.read(name, value) { continue }
            guard AllowedAttribute(name, on: element) != nil, !seen.contains(name) else { continue }
            seen.append(name)
            append(name, EscapedText.decoded(value))
        }
        if let source = image.source { append("src", source) }
        return attributes.isSelfClosing
    }

    private mutating func append(_ name: String, _ value: [UInt8]) {
        bytes.append(UInt8(ascii: " "))
        bytes += name.utf8
        bytes += "=\"".utf8
        value.withUnsafeBufferPointer { EscapedText.escape($0[...], into: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    private func attributeName(_ name: MarkupAttributes.Bytes) -> String? {
        guard name.count <= 16 else { return nil }
        return String(decoding: name, as: UTF8.self).lowercased()
    }

    /// As much of `markup` as is read, without a cut character at its end.
    private static func prefix(of markup: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
        guard markup.count > maximumLength else { return markup }
        var end = maximumLength
        while end > 0, markup[end] & 0xC0 == 0x80 { end -= 1 }
        return UnsafeBufferPointer(rebasing: markup[..<end])
    }
}
