extension ImageFile {
    /// Keeps pictures, transparency, colours and movement (RFC 9649).
    init(webP bytes: [UInt8]) throws(Refusal) {
        var scanner = ByteScanner(bytes)
        try scanner.take(4)
        let length = try scanner.littleEndian(4)
        try scanner.take(4)
        var body = ByteScanner(try scanner.take(length - 4))
        let first = try RIFFChunk(&body)
        let size: PixelSize
        var chunks: [UInt8] = []
        if first.name == "VP8X" {
            var header = ByteScanner(first.content)
            let flags = try header.byte()
            try header.take(3)
            size = try PixelSize(width: header.littleEndian(3) + 1, height: header.littleEndian(3) + 1)
            // Of the flags those for colours, transparency and movement; the others say that somebody added something.
            RIFFChunk.append("VP8X", [flags & 0x32, 0, 0, 0] + first.content.dropFirst(4).prefix(6), to: &chunks)
            try Self.appendParts(&body, of: size, to: &chunks)
        } else {
            size = try first.pictureSize()
            first.append(to: &chunks)
        }
        var cleaned = Array("RIFF".utf8)
        cleaned.append(littleEndian: chunks.count + 4, 4)
        self.init(.webP, size, cleaned: cleaned + Array("WEBP".utf8) + chunks)
    }

    private static func appendParts(
        _ body: inout ByteScanner,
        of size: PixelSize,
        to chunks: inout [UInt8]
    ) throws(Refusal) {
        var hasPixels = false
        while !body.isAtEnd {
            let chunk = try RIFFChunk(&body)
            switch chunk.name {
            case "ICCP", "ANIM", "ALPH": chunk.append(to: &chunks)
            case "VP8 ", "VP8L":
                guard try chunk.pictureSize() == size else { throw .brokenPicture }
                chunk.append(to: &chunks)
                hasPixels = true
            case "ANMF":
                RIFFChunk.append("ANMF", try frame(chunk.content, within: size), to: &chunks)
                hasPixels = true
            default: break
            }
        }
        guard hasPixels else { throw .brokenPicture }
    }

    /// A picture of several, with chunks of its own inside.
    private static func frame(_ content: ArraySlice<UInt8>, within canvas: PixelSize) throws(Refusal) -> [UInt8] {
        var scanner = ByteScanner(content)
        var cleaned = Array(try scanner.take(16))
        var header = ByteScanner(cleaned)
        let (left, top) = (try header.littleEndian(3) * 2, try header.littleEndian(3) * 2)
        let size = try PixelSize(width: header.littleEndian(3) + 1, height: header.littleEndian(3) + 1)
        guard left + size.width <= canvas.width, top + size.height <= canvas.height else { throw .brokenPicture }
        var hasPixels = false
        while !scanner.isAtEnd {
            let chunk = try RIFFChunk(&scanner)
            switch chunk.name {
            case "ALPH": chunk.append(to: &cleaned)
            case "VP8 ", "VP8L":
                guard try chunk.pictureSize() == size else { throw .brokenPicture }
                chunk.append(to: &cleaned)
                hasPixels = true
            default: break
            }
        }
        guard hasPixels else { throw .brokenPicture }
        return cleaned
    }
}

/// A part of a WebP.
private struct RIFFChunk {
    let name: String
    let content: ArraySlice<UInt8>

    init(_ scanner: inout ByteScanner) throws(Refusal) {
        name = String(decoding: try scanner.take(4), as: UTF8.self)
        content = try scanner.take(scanner.littleEndian(4))
        // Some programs leave out the last byte, which only makes the length even.
        if !content.count.isMultiple(of: 2), !scanner.isAtEnd { try scanner.take(1) }
    }

    func append(to chunks: inout [UInt8]) { Self.append(name, content, to: &chunks) }

    static func append(_ name: String, _ content: some Collection<UInt8>, to chunks: inout [UInt8]) {
        chunks += name.utf8
        chunks.append(littleEndian: content.count, 4)
        chunks += content
        if !content.count.isMultiple(of: 2) { chunks.append(0) }
    }

    /// - Throws: `Refusal` if it is no picture.
    func pictureSize() throws(Refusal) -> PixelSize {
        switch name {
        case "VP8 ": try lossySize()
        case "VP8L": try losslessSize()
        default: throw .brokenPicture
        }
    }

    /// Of a key frame (RFC 6386, section 9.1); the upper two bits of each side are for scaling.
    private func lossySize() throws(Refusal) -> PixelSize {
        var scanner = ByteScanner(content)
        guard try scanner.take(3).first.map({ $0 & 1 == 0 }) == true,
            try scanner.take(3).elementsEqual([0x9D, 0x01, 0x2A])
        else { throw .brokenPicture }
        return try PixelSize(width: scanner.littleEndian(2) & 0x3FFF, height: scanner.littleEndian(2) & 0x3FFF)
    }

    /// Two numbers of 14 bits, each one less than it means, and a version (RFC 9649, section 3.4).
    private func losslessSize() throws(Refusal) -> PixelSize {
        var scanner = ByteScanner(content)
        guard try scanner.byte() == 0x2F else { throw .brokenPicture }
        let bits = try scanner.littleEndian(4)
        guard bits >> 29 == 0 else { throw .brokenPicture }
        return try PixelSize(width: (bits & 0x3FFF) + 1, height: (bits >> 14 & 0x3FFF) + 1)
    }
}
