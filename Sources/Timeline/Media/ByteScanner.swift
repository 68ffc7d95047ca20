/// Reads the parts of a file from front to back, and never past its end.
struct ByteScanner {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// Where in the file the rest begins.
    var index: Int { rest.startIndex }

    var isAtEnd: Bool { rest.isEmpty }

    /// - Throws: `Refusal` if there are not so many bytes left.
    @discardableResult
    mutating func take(_ count: Int) throws(Refusal) -> ArraySlice<UInt8> {
        guard count >= 0, count <= rest.count else { throw .brokenPicture }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func byte() throws(Refusal) -> UInt8 {
        guard let byte = rest.popFirst() else { throw .brokenPicture }
        return byte
    }

    /// A number of up to four bytes.
    mutating func bigEndian(_ count: Int) throws(Refusal) -> Int { try take(count).reduce(0) { $0 << 8 | Int($1) } }

    mutating func littleEndian(_ count: Int) throws(Refusal) -> Int {
        try take(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

extension [UInt8] {
    mutating func append(bigEndian number: Int, _ count: Int) {
        for shift in (0..<count).reversed() { append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
    }

    mutating func append(littleEndian number: Int, _ count: Int) {
        for shift in 0..<count { append(UInt8(truncatingIfNeeded: number >> (8 * shift))) }
    }
}
