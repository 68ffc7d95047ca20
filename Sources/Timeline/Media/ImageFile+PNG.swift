extension ImageFile {
    /// Keeps the chunks that the picture, its colours and its movement are made of (https://www.w3.org/TR/png-3/).
    init(png bytes: [UInt8]) throws(Refusal) {
        var scanner = ByteScanner(bytes)
        var cleaned = Array(try scanner.take(8))
        let header = try PNGChunk(&scanner)
        guard header.name == "IHDR", header.content.count == 13 else { throw .brokenPicture }
        var fields = ByteScanner(header.content)
        let size = try PixelSize(width: fields.bigEndian(4), height: fields.bigEndian(4))
        cleaned += header.whole

        var hasPixels = false
        while true {
            let chunk = try PNGChunk(&scanner)
            if chunk.name == "IEND" { break }
            if PNGChunk.kept.contains(chunk.name) {
                cleaned += chunk.whole
                hasPixels = hasPixels || chunk.name == "IDAT"
            } else if chunk.isCritical {
                // No reader could show it, and whoever wrote it did not mean a PNG.
                throw .brokenPicture
            }
        }
        guard hasPixels else { throw .brokenPicture }
        cleaned += PNGChunk.end
        self.init(.png, size, cleaned: cleaned)
    }
}

/// A part of a PNG, with its length before it and its checksum behind it.
private struct PNGChunk {
    let name: String
    /// No picture can be shown without it (section 5.4).
    let isCritical: Bool
    let content: ArraySlice<UInt8>
    let whole: ArraySlice<UInt8>

    static let kept: Set = [
        "PLTE", "IDAT", "tRNS", "cHRM", "gAMA", "iCCP", "sRGB", "sBIT", "cICP", "mDCV", "cLLI", "bKGD", "pHYs", "acTL",
        "fcTL", "fdAT",
    ]

    /// The last chunk, which is always the same.
    static let end: [UInt8] = [0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82]

    init(_ scanner: inout ByteScanner) throws(Refusal) {
        let start = scanner.rest
        let length = try scanner.bigEndian(4)
        let letters = try scanner.take(4)
        name = String(decoding: letters, as: UTF8.self)
        isCritical = letters.first.map { $0 & 0x20 == 0 } ?? true
        content = try scanner.take(length)
        try scanner.take(4)
        whole = start.prefix(length + 12)
    }
}
