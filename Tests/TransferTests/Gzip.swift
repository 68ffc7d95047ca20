/// Makes gzip streams (RFC 1952) without a library.
enum Gzip {
    private static let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]

    /// One stored block, for texts of less than 64 KB.
    static func stored(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        let length = UInt16(bytes.count)
        return header + [1] + littleEndian(length) + littleEndian(~length) + bytes + littleEndian(checksum(bytes))
            + littleEndian(UInt32(bytes.count))
    }

    /// About `count` zeros, in a 158th of the room; the checksum is wrong, as nobody shall get that far.
    static func zeros(_ count: Int) -> [UInt8] {
        var bits = Bits()
        bits.append(0b011, count: 3)  // the last block, with fixed codes
        bits.appendCode(0x30, count: 8)  // a zero
        for _ in 0..<count / 258 {
            bits.appendCode(0b1100_0101, count: 8)  // 258 bytes more
            bits.appendCode(0, count: 5)  // of what came one byte before
        }
        bits.appendCode(0, count: 7)
        return header + bits.bytes + [UInt8](repeating: 0, count: 8)
    }

    private struct Bits {
        var bytes: [UInt8] = []
        private var used = 8

        mutating func append(_ value: Int, count: Int) {
            for index in 0..<count {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                bytes[bytes.count - 1] |= UInt8(value >> index & 1) << used
                used += 1
            }
        }

        /// Huffman codes go the other way round.
        mutating func appendCode(_ value: Int, count: Int) {
            for index in (0..<count).reversed() { append(value >> index & 1, count: 1) }
        }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { checksum, byte in
            (0..<8).reduce(checksum ^ UInt32(byte)) { sum, _ in sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
    }

    private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}

/// "hello", written by hand from the formats' descriptions.
enum Samples {
    /// RFC 7932: one uncompressed block.
    static let brotliHello: [UInt8] = [0x0B, 0x02, 0x80] + Array("hello".utf8) + [0x03]
    /// RFC 8878: a single segment of five bytes, one raw block.
    static let zstdHello: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x20, 5, 5 << 3 | 1, 0, 0] + Array("hello".utf8)
}
