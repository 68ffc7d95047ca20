internal import CLibXML2

/// Makes XML of what was meant to be XML, so that a parser has nothing left to lose.
///
/// Under libxml2's own recovery a bare `&` or `<` takes text with it, an unclosed `<br>` shifts every end tag after it, and
/// an attribute without quotes costs all attributes of its tag. About 3 of 100 feeds come here.
struct XMLMender {
    /// What was forgiven, in the order it was met: `ampersand`, `entity`, `character`, `markup`, `attribute`, `tag`.
    private(set) var forgiven: [String] = []
    /// All elements were closed, or the root was.
    private(set) var isComplete = false

    private let text: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var out: [UInt8] = []
    /// Names of the open elements, as ranges of `text`.
    private var open: [Range<Int>] = []
    private var hasProcessingEnd = true

    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        out.reserveCapacity(text.count + text.count / 16)
    }

    /// The text with everything mended, as far as it goes: an element that the document does not close stays open.
    mutating func mended() -> [UInt8] {
        while at < text.count, !isComplete, open.count <= FeedLimits.depth {
            switch text[at] {
            case UInt8(ascii: "<"): mendTag()
            case UInt8(ascii: "&"): mendReference(in: at..<text.count)
            default: mendCharacter(in: at..<text.count)
            }
        }
        return out
    }

    private mutating func forgive(_ what: String) {
        if !forgiven.contains(what) { forgiven.append(what) }
    }

    private func starts(with word: StaticString, at place: Int) -> Bool {
        guard place + word.utf8CodeUnitCount <= text.count else { return false }
        return (0..<word.utf8CodeUnitCount).allSatisfy { text[place + $0] == word.utf8Start[$0] }
    }

    private func find(_ word: StaticString, from place: Int) -> Int? {
        guard place <= text.count - word.utf8CodeUnitCount else { return nil }
        return (place...(text.count - word.utf8CodeUnitCount)).first { starts(with: word, at: $0) }
    }
}

// MARK: Text

extension XMLMender {
    /// Copies one character if XML has it, and `]]>` so that it ends nothing.
    private mutating func mendCharacter(in range: Range<Int>) {
        let byte = text[at]
        let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
        let end = min(at + length, range.upperBound)
        if byte < 0x20, byte != 0x09, byte != 0x0A, byte != 0x0D {
            forgive("character")
        } else if byte == 0xEF, starts(with: "\u{FFFE}", at: at) || starts(with: "\u{FFFF}", at: at) {
            forgive("character")
        } else if byte == UInt8(ascii: "]"), starts(with: "]]>", at: at) {
            forgive("markup")
            out += "]]&gt;".utf8
            at += 3
            return
        } else {
            out += text[at..<end]
        }
        at = end
    }

    /// Copies a reference that XML knows, writes out one that HTML knows, and makes text of any other.
    private mutating func mendReference(in range: Range<Int>) {
        let start = at
        at += 1
        if at < range.upperBound, text[at] == UInt8(ascii: "#") { return mendNumber(in: range, from: start) }
        while at < range.upperBound, at - start < 32, isAlphanumeric(text[at]) { at += 1 }
        guard at > start + 1, at < range.upperBound, text[at] == UInt8(ascii: ";") else {
            forgive("ampersand")
            out += "&amp;".utf8
            at = start + 1
            return
        }
        let name = String(decoding: text[(start + 1)..<at], as: UTF8.self)
        at += 1
        if ["amp", "lt", "gt", "quot", "apos"].contains(name) {
            out += text[start..<at]
        } else if let entity = htmlEntityLookup(name) {
            forgive("entity")
            append(entity.pointee.value)
        } else {
            forgive("entity")
            out += "&amp;".utf8
            at = start + 1
        }
    }

    private mutating func mendNumber(in range: Range<Int>, from start: Int) {
        guard var value = number(in: range) else {
            forgive("ampersand")
            out += "&amp;".utf8
            at = start + 1
            return
        }
        if (0xD800..<0xDC00).contains(value), starts(with: "&#", at: at) {
            let second = at
            at += 1
            if let low = number(in: range), (0xDC00..<0xE000).contains(low) {
                value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
                forgive("character")
            } else {
                at = second
            }
        }
        append(value)
    }

    /// The number of a reference whose `#` is next; moves past its `;`.
    private mutating func number(in range: Range<Int>) -> UInt32? {
        var place = at + 1
        var radix: UInt32 = 10
        if place < range.upperBound, text[place] | 0x20 == UInt8(ascii: "x") {
            radix = 16
            place += 1
        }
        let first = place
        var value: UInt32 = 0
        while place < range.upperBound, let digit = Character(Unicode.Scalar(text[place])).hexDigitValue, digit < radix
        {
            value = min(value * radix + UInt32(digit), 0x110000)
            place += 1
        }
        guard place > first, place < range.upperBound, text[place] == UInt8(ascii: ";") else { return nil }
        at = place + 1
        return value
    }

    private mutating func append(_ value: UInt32) {
        switch value {
        case 0x26: out += "&amp;".utf8
        case 0x3C: out += "&lt;".utf8
        case 0x3E: out += "&gt;".utf8
        case 0x22: out += "&quot;".utf8
        case 0x0D: out += "&#13;".utf8
        case 0x80..<0xA0: out += Windows1252.utf8[Int(value)]
        case 0..<0x20 where value != 0x09 && value != 0x0A, 0xFFFE, 0xFFFF: forgive("character")
        default:
            guard let scalar = Unicode.Scalar(value) else { return forgive("character") }
            out += String(Character(scalar)).utf8
        }
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lower)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

// MARK: Tags

extension XMLMender {
    private mutating func mendTag() {
        if starts(with: "<![CDATA[", at: at) { return mendCDATA() }
        if starts(with: "<!--", at: at) {
            at = find("-->", from: at + 4).map { $0 + 3 } ?? text.count
            return
        }
        if starts(with: "<?", at: at), hasProcessingEnd {
            if let end = find("?>", from: at + 2) {
                at = end + 2
                return
            }
            hasProcessingEnd = false
        }
        let isEnd = starts(with: "</", at: at)
        if at + (isEnd ? 2 : 1) == text.count {
            // The document was cut here.
            at = text.count
            return
        }
        let name = self.name(from: at + (isEnd ? 2 : 1))
        if name.isEmpty || !(isEnd ? mendEndTag(name) : mendStartTag(name)) {
            forgive("markup")
            out += "&lt;".utf8
            at += 1
        }
    }

    /// Text of CDATA that never ends is not copied: the document was cut.
    private mutating func mendCDATA() {
        guard let end = find("]]>", from: at + 9) else {
            at = text.count
            return
        }
        let range = (at + 9)..<end
        at = range.lowerBound
        out += "<![CDATA[".utf8
        while at < end { mendCharacter(in: range) }
        out += "]]>".utf8
        at = end + 3
    }

    private func name(from start: Int) -> Range<Int> {
        guard start < text.count, isAlphanumeric(text[start]) && text[start] > 0x40 || text[start] == UInt8(ascii: "_")
        else { return start..<start }
        var end = start + 1
        while end < text.count, isNameByte(text[end]) { end += 1 }
        return start..<end
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        isAlphanumeric(byte) || byte >= 0x80 || "_-:.".utf8.contains(byte)
    }

    private mutating func mendEndTag(_ name: Range<Int>) -> Bool {
        guard let close = text[name.upperBound...].prefix(FeedLimits.tag).firstIndex(of: UInt8(ascii: ">")) else {
            // The document was cut inside a tag.
            at = text.count
            return true
        }
        at = close + 1
        guard let index = open.lastIndex(where: { isSame($0, name) }) else {
            forgive("tag")
            return true
        }
        if index < open.count - 1 { forgive("tag") }
        while open.count > index { closeLast() }
        isComplete = open.isEmpty
        return true
    }

    private mutating func closeLast() {
        guard let name = open.popLast() else { return }
        out += "</".utf8
        out += text[name]
        out.append(UInt8(ascii: ">"))
    }

    /// False if this is no tag but a `<` in a text.
    private mutating func mendStartTag(_ name: Range<Int>) -> Bool {
        var attributes: [(name: Range<Int>, value: Range<Int>)] = []
        var place = name.upperBound
        var isEmpty = false
        scan: while true {
            guard place < text.count else {
                at = text.count
                return true
            }
            switch text[place] {
            case UInt8(ascii: ">"): break scan
            case UInt8(ascii: "<"): return false
            case UInt8(ascii: "/"):
                isEmpty = place + 1 < text.count && text[place + 1] == UInt8(ascii: ">")
                place += 1
            default:
                guard let attribute = attribute(&place) else { continue scan }
                if attributes.contains(where: { isSame($0.name, attribute.name) }) {
                    forgive("attribute")
                } else if attributes.count < FeedLimits.attributes {
                    attributes.append(attribute)
                }
            }
        }
        closeForgotten(before: name)
        out.append(UInt8(ascii: "<"))
        out += text[name]
        for attribute in attributes { write(attribute) }
        at = place + 1
        isEmpty = isEmpty || isVoid(name)
        out += (isEmpty ? "/>" : ">").utf8
        if isEmpty { isComplete = open.isEmpty } else { open.append(name) }
        return true
    }

    /// An item inside an item: the first was not closed.
    private mutating func closeForgotten(before name: Range<Int>) {
        guard isNamed(name, "item") || isNamed(name, "entry"), let index = open.lastIndex(where: { isSame($0, name) })
        else { return }
        forgive("tag")
        while open.count > index { closeLast() }
    }

    /// The next attribute; nil if what is there is none, and then `place` is past it.
    private mutating func attribute(_ place: inout Int) -> (name: Range<Int>, value: Range<Int>)? {
        let name = name(from: place)
        guard !name.isEmpty else {
            if text[place] > 0x20 { forgive("attribute") }
            place += 1
            return nil
        }
        place = name.upperBound
        var probe = place
        while probe < text.count, text[probe] <= 0x20 { probe += 1 }
        guard probe < text.count, text[probe] == UInt8(ascii: "=") else {
            forgive("attribute")
            return (name, name.upperBound..<name.upperBound)
        }
        probe += 1
        while probe < text.count, text[probe] <= 0x20 { probe += 1 }
        if probe < text.count, text[probe] == UInt8(ascii: "\"") || text[probe] == UInt8(ascii: "'"),
            let close = text[(probe + 1)...].prefix(FeedLimits.tag).firstIndex(of: text[probe])
        {
            place = close + 1
            return (name, (probe + 1)..<close)
        }
        forgive("attribute")
        let start = probe
        while probe < text.count, text[probe] > 0x20, text[probe] != UInt8(ascii: ">"), text[probe] != UInt8(ascii: "<")
        {
            probe += 1
        }
        // `<a href=x/>` ends an empty element.
        if probe > start, probe < text.count, text[probe] == UInt8(ascii: ">"), text[probe - 1] == UInt8(ascii: "/") {
            probe -= 1
        }
        place = probe
        return (name, start..<probe)
    }

    private mutating func write(_ attribute: (name: Range<Int>, value: Range<Int>)) {
        let resume = at
        out.append(UInt8(ascii: " "))
        out += text[attribute.name]
        out += "=\"".utf8
        at = attribute.value.lowerBound
        while at < attribute.value.upperBound {
            switch text[at] {
            case UInt8(ascii: "<"):
                forgive("attribute")
                append(0x3C)
                at += 1
            case UInt8(ascii: "\""):
                append(0x22)
                at += 1
            case UInt8(ascii: "&"): mendReference(in: attribute.value)
            default: mendCharacter(in: attribute.value)
            }
        }
        out.append(UInt8(ascii: "\""))
        at = resume
    }

    /// HTML's elements without an end, where they stand naked in a text. (`link` and `source` mean something in feeds.)
    private func isVoid(_ name: Range<Int>) -> Bool {
        ["br", "hr", "img", "wbr"].contains { isNamed(name, $0) }
    }

    private func isNamed(_ name: Range<Int>, _ word: StaticString) -> Bool {
        name.count == word.utf8CodeUnitCount
            && (0..<name.count).allSatisfy { text[name.lowerBound + $0] | 0x20 == word.utf8Start[$0] }
    }

    /// Names are compared as HTML does; `<Title>…</title>` was seen.
    private func isSame(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
        one.count == other.count
            && (0..<one.count).allSatisfy { text[one.lowerBound + $0] | 0x20 == text[other.lowerBound + $0] | 0x20 }
    }
}
