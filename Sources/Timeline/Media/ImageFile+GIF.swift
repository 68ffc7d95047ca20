extension ImageFile {
    /// Keeps the frames, how long each is shown, and how often all are (https://www.w3.org/Graphics/GIF/spec-gif89a.txt).
    init(gif bytes: [UInt8]) throws(Refusal) {
        var scanner = ByteScanner(bytes)
        try scanner.take(6)
        let size = try PixelSize(width: scanner.littleEndian(2), height: scanner.littleEndian(2))
        let screen = try scanner.byte()
        try scanner.take(2 + Self.colourBytes(screen))
        var cleaned = Array(bytes[..<scanner.index])

        var hasFrame = false
        while true {
            let start = scanner.index
            switch try scanner.byte() {
            case 0x2C:
                try Self.passFrame(&scanner)
                cleaned += bytes[start..<scanner.index]
                hasFrame = true
            case 0x21: cleaned += try Self.extensionToKeep(&scanner)
            case 0x3B:
                guard hasFrame else { throw .brokenPicture }
                self.init(.gif, size, cleaned: cleaned + [0x3B])
                return
            default: throw .brokenPicture
            }
        }
    }

    /// The bytes of the table of colours that follows, if one does.
    private static func colourBytes(_ flags: UInt8) -> Int { flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1) }

    private static func passFrame(_ scanner: inout ByteScanner) throws(Refusal) {
        let (left, top) = (try scanner.littleEndian(2), try scanner.littleEndian(2))
        // Browsers make room for a frame that is larger than the picture says it is.
        _ = try PixelSize(width: left + scanner.littleEndian(2), height: top + scanner.littleEndian(2))
        let flags = try scanner.byte()
        try scanner.take(colourBytes(flags) + 1)
        _ = try blocks(&scanner)
    }

    /// What controls a frame, and the repetition that every browser knows by the name of its inventor.
    private static func extensionToKeep(_ scanner: inout ByteScanner) throws(Refusal) -> [UInt8] {
        let label = try scanner.byte()
        let blocks = try blocks(&scanner)
        if label == 0xF9, let control = blocks.first, control.count == 4 { return [0x21, 0xF9, 4] + control + [0] }
        guard label == 0xFF, blocks.first?.elementsEqual("NETSCAPE2.0".utf8) == true,
            let loop = blocks.dropFirst().first(where: { $0.count == 3 && $0.first == 1 })
        else { return [] }
        return [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3] + loop + [0]
    }

    private static func blocks(_ scanner: inout ByteScanner) throws(Refusal) -> [ArraySlice<UInt8>] {
        var blocks: [ArraySlice<UInt8>] = []
        while true {
            let length = try scanner.byte()
            if length == 0 { return blocks }
            blocks.append(try scanner.take(Int(length)))
        }
    }
}
