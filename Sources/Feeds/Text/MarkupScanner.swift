/// Cuts markup into text and tags the way browsers do, in one pass whatever the input.
///
/// It stands before libxml2, whose HTML parser knows HTML 4, takes `List<T>` for a tag and, before 2.14, compares each
/// attribute of a tag with all before it: 64,000 of them take seven seconds. Comments, declarations, instructions and the
/// insides of raw elements never come out of here.
struct MarkupScanner {
    enum Token {
        case text(Slice<UnsafeBufferPointer<UInt8>>)
        case start(HTMLElement, MarkupAttributes)
        case end(HTMLElement)
    }

    /// What stands at a `<`.
    private enum Markup {
        case none
        /// Nothing that comes out of here.
        case silent
        case token(Token)
    }

    private let bytes: UnsafeBufferPointer<UInt8>
    private let keepsStrangers: Bool
    private var index = 0
    private var waiting: Token?
    private var isInCDATA = false
    private var unclosedRaw: Set<String> = []
    private var sawUnfinishedStranger = false
    private lazy var lastTagEnd = bytes.lastIndex(of: UInt8(ascii: ">")) ?? -1

    /// - Parameter keepsStrangers: whether a tag that HTML never had is text, as in "Vec<T> for beginners".
    init(_ bytes: UnsafeBufferPointer<UInt8>, keepsStrangers: Bool) {
        self.bytes = bytes
        self.keepsStrangers = keepsStrangers
    }

    mutating func next() -> Token? {
        if let token = waiting {
            waiting = nil
            return token
        }
        var start = index
        while index < bytes.count {
            let here = index
            let byte = bytes[here]
            let markup = byte == UInt8(ascii: "<") || (byte == UInt8(ascii: "]") && isInCDATA) ? readMarkup() : .none
            switch markup {
            case .none:
                index = here + 1
                continue
            case .silent: break
            case .token(let token):
                guard here > start else { return token }
                waiting = token
            }
            if here > start { return .text(bytes[start..<here]) }
            start = index
        }
        return index > start ? .text(bytes[start..<index]) : nil
    }

    /// Passes the markup at `index`, if there is any.
    private mutating func readMarkup() -> Markup {
        if bytes[index] == UInt8(ascii: "]") {
            guard starts("]]>", at: index) else { return .none }
            isInCDATA = false
            index += 3
            return .silent
        }
        switch byte(index + 1) {
        case UInt8(ascii: "!"): return readDeclaration() ? .silent : .none
        case UInt8(ascii: "?"):
            guard byte(index + 2).isLetter else { return .none }
            index = after(">", from: index + 2)
            return .silent
        case UInt8(ascii: "/"): return byte(index + 2).isLetter ? readTag(at: index + 2, isEnd: true) : .none
        case let first: return first.isLetter ? readTag(at: index + 1, isEnd: false) : .none
        }
    }

    /// Comments end as in browsers; a CDATA section, which some feeds wrap twice, is opened and its inside read.
    private mutating func readDeclaration() -> Bool {
        if starts("<![CDATA[", at: index) {
            isInCDATA = true
            index += 9
        } else if starts("<!-->", at: index) {
            index += 5
        } else if starts("<!--", at: index) {
            var end = index + 4
            while end < bytes.count,
                bytes[end] != UInt8(ascii: "-") || !(starts("-->", at: end) || starts("--!>", at: end))
            { end += 1 }
            index = after(">", from: end)
        } else if byte(index + 2).isLetter || byte(index + 2) == UInt8(ascii: "[") {
            index = after(">", from: index + 2)
        } else {
            return false
        }
        return true
    }

    private mutating func readTag(at start: Int, isEnd: Bool) -> Markup {
        var nameEnd = start
        while nameEnd < bytes.count, isNameByte(bytes[nameEnd]) { nameEnd += 1 }
        let name = bytes[start..<nameEnd]
        let element = HTMLElement.named(name)
        if element == nil, keepsStrangers, !name.contains(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") })
        {
            return .none
        }
        let attributes = MarkupAttributes(bytes, from: nameEnd)
        var rest = attributes
        if index < lastTagEnd, element != nil || !sawUnfinishedStranger { while rest.next() != nil {} }
        guard rest.isComplete else {
            // A shell's "<<EOF" is text; once one such tag has no end, looking for the next one's would take forever.
            guard element != nil else {
                sawUnfinishedStranger = true
                return .none
            }
            guard !keepsStrangers || isCutLink(from: nameEnd) else { return .none }
            index = bytes.count
            return .silent
        }
        index = rest.index
        guard let element else { return .silent }
        if element.treatment == .raw {
            if !isEnd, !rest.isSelfClosing { skipInside(of: element) }
            return .silent
        }
        return .token(isEnd ? .end(element) : .start(element, attributes))
    }

    /// Whether the unfinished tag is what a careless summary left of a link, and not "if a <b then".
    private func isCutLink(from nameEnd: Int) -> Bool {
        let near = UnsafeBufferPointer(rebasing: bytes[..<min(bytes.count, nameEnd + 64)])
        var attributes = MarkupAttributes(near, from: nameEnd)
        guard let (_, value) = attributes.next(), value.startIndex > 0 else { return false }
        return [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(near[value.startIndex - 1])
    }

    /// Passes the end tag of a raw element. What follows a script without end is script; other elements without end
    /// are taken for empty.
    private mutating func skipInside(of element: HTMLElement) {
        guard !unclosedRaw.contains(element.name) else { return }
        var position = index
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "<"), byte(position + 1) == UInt8(ascii: "/"),
                startsIgnoringCase(element.name, at: position + 2),
                !isNameByte(byte(position + 2 + element.name.utf8.count))
            {
                index = after(">", from: position)
                return
            }
            position += 1
        }
        unclosedRaw.insert(element.name)
        if element.name == "script" || element.name == "style" { index = bytes.count }
    }

    private func byte(_ position: Int) -> UInt8 { position < bytes.count ? bytes[position] : 0 }

    private func isNameByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".") || byte >= 0x80
    }

    private func starts(_ text: StaticString, at position: Int) -> Bool {
        guard bytes.count - position >= text.utf8CodeUnitCount else { return false }
        return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[position + $0] == text.utf8Start[$0] }
    }

    private func startsIgnoringCase(_ name: String, at position: Int) -> Bool {
        guard bytes.count - position >= name.utf8.count else { return false }
        return zip(bytes[position...], name.utf8).allSatisfy { $0 | 0x20 == $1 }
    }

    /// The position behind the next `byte`, or the end.
    private func after(_ byte: Unicode.Scalar, from position: Int) -> Int {
        guard position < bytes.count, let found = bytes[position...].firstIndex(of: UInt8(ascii: byte)) else {
            return bytes.count
        }
        return found + 1
    }
}
