/// The attributes of a tag, read as browsers read them.
struct MarkupAttributes: IteratorProtocol {
    /// Still escaped.
    typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

    private let bytes: UnsafeBufferPointer<UInt8>
    /// Behind the tag when all is read.
    private(set) var index: Int
    /// Whether the tag had an end.
    private(set) var isComplete = false
    /// Whether that end was `/>`.
    private(set) var isSelfClosing = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, from index: Int) {
        self.bytes = bytes
        self.index = index
    }

    mutating func next() -> (name: Bytes, value: Bytes)? {
        guard !isComplete else { return nil }
        isSelfClosing = false
        while index < bytes.count, Self.isSpace(bytes[index]) || bytes[index] == UInt8(ascii: "/") {
            isSelfClosing = bytes[index] == UInt8(ascii: "/")
            index += 1
        }
        guard index < bytes.count else { return nil }
        guard bytes[index] != UInt8(ascii: ">") else {
            index += 1
            isComplete = true
            return nil
        }
        let start = index
        index += 1
        skip { $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && !Self.isSpace($0) }
        let name = bytes[start..<index]
        skip(Self.isSpace)
        guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return (name, bytes[index..<index]) }
        index += 1
        skip(Self.isSpace)
        return (name, value())
    }

    private mutating func value() -> Bytes {
        guard index < bytes.count else { return bytes[index..<index] }
        let quote = bytes[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            let start = index
            skip { $0 != UInt8(ascii: ">") && !Self.isSpace($0) }
            return bytes[start..<index]
        }
        let start = index + 1
        if let end = bytes[start...].firstIndex(of: quote) {
            index = end + 1
            return bytes[start..<end]
        }
        // No such quote follows in the whole text, so the tag ends where it seems to.
        index = start
        skip { $0 != UInt8(ascii: ">") }
        return bytes[start..<index]
    }

    private mutating func skip(_ condition: (UInt8) -> Bool) {
        while index < bytes.count, condition(bytes[index]) { index += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}
