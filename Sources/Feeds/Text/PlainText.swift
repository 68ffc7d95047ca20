/// Text without markup.
package enum PlainText {
    /// Folds each run of white space into one space and trims both ends. Controls go, and those of Latin-1 are read as
    /// the windows-1252 characters that they are everywhere on the web.
    package static func fold(_ text: String) -> String {
        var text = text
        return text.withUTF8 { FoldedText.needsFolding($0) ? FoldedText.fold($0) : nil } ?? text
    }

    /// The text of an HTML fragment. Tags that HTML never had are text: "Vec<T> for beginners".
    package static func fromHTML(_ markup: String) -> String {
        var markup = markup
        return markup.withUTF8 { bytes in
            switch reading(of: bytes) {
            case .asItIs: FoldedText.needsFolding(bytes) ? FoldedText.fold(bytes) : nil
            case .references: EscapedText.decoded(bytes[...]).withUnsafeBufferPointer { FoldedText.fold($0) }
            case .markup: text(of: bytes)
            }
        } ?? markup
    }

    /// Reads `text` as its feed declared it.
    package static func render(_ text: String, as kind: TextKind) -> String {
        switch kind {
        case .plain: return fold(text)
        case .html, .xhtml: return fromHTML(text)
        case .rss:
            var once = fromHTML(text)
            return once.withUTF8 { reading(of: $0) != .asItIs } ? fromHTML(once) : once
        }
    }

    private enum Reading {
        case asItIs
        case references
        case markup
    }

    private static func reading(of bytes: UnsafeBufferPointer<UInt8>) -> Reading {
        guard bytes.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return .asItIs }
        var scanner = MarkupScanner(bytes, keepsStrangers: true)
        guard let first = scanner.next() else { return bytes.isEmpty ? .asItIs : .markup }
        guard case .text(let text) = first, text.count == bytes.count else { return .markup }
        var rest = text
        while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
            rest = rest[ampersand...]
            if CharacterReference(rest) != nil { return .references }
            rest = rest.dropFirst()
        }
        return .asItIs
    }

    private static func text(of bytes: UnsafeBufferPointer<UInt8>) -> String {
        let collector = TextCollector()
        HTMLReader.read(HTMLSource(bytes, detail: .text), into: collector)
        return collector.text.withUnsafeBufferPointer { FoldedText.fold($0) }
    }
}

/// Keeps the text that is shown, with a space where a block begins or ends.
private final class TextCollector: HTMLReaderSink {
    private(set) var text: [UInt8] = []
    private var hidden = 0

    func start(_ element: HTMLElement, _ attributes: [(name: String, value: String)]) {
        if element.treatment == .hidden { hidden += 1 }
        if element.isBlock { text.append(0x20) }
    }

    func end(_ element: HTMLElement) {
        if element.treatment == .hidden { hidden -= 1 }
        if element.isBlock { text.append(0x20) }
    }

    func text(_ bytes: UnsafeBufferPointer<UInt8>) {
        if hidden == 0 { text += bytes }
    }
}
