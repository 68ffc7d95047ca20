/// Reads RFC 8259, and nothing else without saying so.
///
/// What people write by habit (comments, trailing commas, single or curly quotes, bare words, forgotten commas) is noted
/// as a slip and read as it was meant. Where the meaning is lost, reading ends with the slip that is thrown.
struct JSONReader {
    static let maximumDepth = 64

    let bytes: [UInt8]
    /// The byte to be read next.
    var at = 0
    private var depth = 0
    private var path = ""
    private var slips: [Slip] = []
    /// The path of a list whose elements are checked and forgotten.
    private var skimmed: String?

    /// - Parameter skimmed: the path of a list that is to be empty in what is read, whatever is in it; `elements` reads
    ///   it on its own.
    static func read(_ bytes: [UInt8], skimming skimmed: String? = nil) -> JSONDocument {
        var reader = JSONReader(bytes: bytes)
        reader.skimmed = skimmed
        do {
            let root = try reader.readDocument()
            return JSONDocument(root: root, slips: reader.slips)
        } catch {
            return JSONDocument(root: nil, slips: reader.slips + [error])
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func readDocument() throws(Slip) -> JSONValue {
        try checkEncoding()
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
        skipSpace()
        guard let first = peek else {
            throw slip(at, "the file is empty", #"begin with { "profiles": {…}, "feeds": […] }"#)
        }
        guard first != UInt8(ascii: "<") else { throw slip(at, "this is XML or HTML, not JSON") }
        let root = try readValue()
        skipSpace()
        if peek != nil { note(at, "more text follows after the end of the configuration", "remove it") }
        return root
    }

    private func checkEncoding() throws(Slip) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw slip(0, "the file is written in UTF-16", "save it as UTF-8")
        }
        guard let offset = bytes.firstOffsetOutsideUTF8 else { return }
        let byte = String(bytes[offset], radix: 16, uppercase: true)
        throw slip(offset, "the byte 0x\(byte) is no UTF-8", "save the file as UTF-8")
    }

    // MARK: - Values

    private mutating func readValue() throws(Slip) -> JSONValue {
        let start = at
        let content: JSONValue.Content
        switch peek {
        case UInt8(ascii: "{"): content = .object(try readMembers())
        case UInt8(ascii: "["): content = .array(try readElements())
        case nil: throw slip(at, "the file ends where a value is expected")
        case let byte? where quotes(byte) != nil: content = .string(try readString())
        case let byte? where byte.isWordByte || "+-.".utf8.contains(byte): content = readWord()
        case let byte?:
            throw slip(at, "\(Character(Unicode.Scalar(byte)).description.quoted) stands where a value is expected")
        }
        return JSONValue(content: content, start: start, end: at)
    }

    private mutating func readMembers() throws(Slip) -> [JSONMember] {
        let start = at
        let outside = path
        try open()
        var members: [JSONMember] = []
        var offsets: [String: Int] = [:]
        while try hasNext(isFirst: members.isEmpty, closing: "}", from: start) {
            let keyStart = at
            let key = try readKey()
            path = JSONPath.appending(key: key, to: outside)
            if let first = offsets[key] {
                note(keyStart, "this key was given on line \(line(of: first)) already", "keep one of the two")
            }
            offsets[key] = offsets[key] ?? keyStart
            try readColon()
            members.append(JSONMember(key: key, keyStart: keyStart, value: try readValue()))
            path = outside
        }
        close()
        return members
    }

    private mutating func readElements() throws(Slip) -> [JSONValue] {
        let start = at
        let outside = path
        let isSkimmed = path == skimmed
        try open()
        var elements: [JSONValue] = []
        var count = 0
        while try hasNext(isFirst: count == 0, closing: "]", from: start) {
            path = JSONPath.appending(index: count, to: outside)
            let element = try readValue()
            if !isSkimmed { elements.append(element) }
            count += 1
            path = outside
        }
        close()
        return elements
    }

    /// The elements of a list that begins at an offset, one after the other; without what is against the grammar.
    struct Elements: Sequence, IteratorProtocol {
        private var reader: JSONReader
        private let start: Int
        private var isFirst = true
        private var isOver = false

        init(of bytes: [UInt8], from start: Int) {
            reader = JSONReader(bytes: bytes)
            reader.at = start + 1
            reader.depth = 2
            self.start = start
        }

        mutating func next() -> JSONValue? {
            guard !isOver else { return nil }
            do throws(Slip) {
                guard try reader.hasNext(isFirst: isFirst, closing: "]", from: start) else {
                    isOver = true
                    return nil
                }
                isFirst = false
                return try reader.readValue()
            } catch {
                isOver = true
                return nil
            }
        }
    }

    /// What begins at an offset of a text that is in order.
    static func value(in bytes: [UInt8], at offset: Int) -> JSONValue? {
        var reader = JSONReader(bytes: bytes)
        reader.at = offset
        return try? reader.readValue()
    }

    private mutating func open() throws(Slip) {
        guard depth < Self.maximumDepth else { throw slip(at, "more than \(Self.maximumDepth) levels are nested") }
        depth += 1
        at += 1
    }

    private mutating func close() {
        depth -= 1
        at += 1
    }

    /// Stands before the next member or element, or before the closing bracket.
    private mutating func hasNext(isFirst: Bool, closing: Unicode.Scalar, from start: Int) throws(Slip) -> Bool {
        let previousEnd = at
        skipSpace()
        var comma: Int?
        while peek == UInt8(ascii: ",") {
            if isFirst || comma != nil { note(at, "there is nothing before this comma", "remove it") }
            comma = at
            at += 1
            skipSpace()
        }
        guard let next = peek else {
            throw slip(at, "the file ends before the \(closing) for line \(line(of: start))", "add \(closing)")
        }
        if next == UInt8(ascii: closing) {
            if let comma, !isFirst { note(comma, "there is a comma before the closing \(closing)", "remove it") }
            return false
        }
        if next == UInt8(ascii: "}") || next == UInt8(ascii: "]") {
            throw slip(
                at,
                "\(Character(Unicode.Scalar(next))) closes what line \(line(of: start)) opened",
                "write \(closing)"
            )
        }
        if comma == nil, !isFirst { note(previousEnd, "a comma is missing here", "write , between two entries") }
        return true
    }

    private mutating func readKey() throws(Slip) -> String {
        guard let byte = peek, quotes(byte) == nil else { return try readString() }
        let start = at
        let word = takeWord()
        guard !word.isEmpty else {
            throw slip(at, "\(Character(Unicode.Scalar(byte)).description.quoted) stands where a key is expected")
        }
        note(start, "a key needs double quotes", "write \(word.quoted)")
        return word
    }

    private mutating func readColon() throws(Slip) {
        let end = at
        skipSpace()
        if peek == UInt8(ascii: ":") {
            at += 1
        } else {
            note(end, "a colon is missing after the key", "write : between key and value")
            if peek == UInt8(ascii: "=") { at += 1 }
        }
        skipSpace()
    }

    // MARK: - Space and places

    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte = peek {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D: at += 1
            case UInt8(ascii: "#"): skipComment(until: "\n")
            case UInt8(ascii: "/") where bytes[at...].starts(with: "//".utf8): skipComment(until: "\n")
            case UInt8(ascii: "/") where bytes[at...].starts(with: "/*".utf8): skipComment(until: "*/")
            default: return
            }
        }
    }

    private mutating func skipComment(until end: String) {
        note(at, "JSON has no comments", #"write "comment": "…" inside the object that it is about"#)
        while at < bytes.count, !bytes[at...].starts(with: end.utf8) { at += 1 }
        at = min(at + end.utf8.count, bytes.count)
    }

    func slip(_ offset: Int, _ message: String, _ suggestion: String? = nil) -> Slip {
        Slip(offset: offset, path: path, message: message, suggestion: suggestion)
    }

    mutating func note(_ offset: Int, _ message: String, _ suggestion: String? = nil) {
        slips.append(slip(offset, message, suggestion))
    }

    private func line(of offset: Int) -> Int { 1 + bytes[..<offset].count { $0 == 0x0A } }
}

extension [UInt8] {
    fileprivate var firstOffsetOutsideUTF8: Int? {
        do {
            _ = try UTF8Span(validating: span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }
}
