extension ImageFile {
    /// Keeps what a decoder needs, the colours and which side is up (ITU-T T.81, annex B).
    init(jpeg bytes: [UInt8]) throws(Refusal) {
        var jpeg = JPEGReader(bytes)
        try jpeg.readAll()
        guard let size = jpeg.size, jpeg.hasScan else { throw .brokenPicture }
        self.init(.jpeg, jpeg.orientation.isTurned ? size.turned : size, cleaned: jpeg.cleaned)
    }
}

private struct JPEGReader {
    private var scanner: ByteScanner
    private(set) var cleaned: [UInt8] = [0xFF, 0xD8]
    private(set) var size: PixelSize?
    private(set) var hasScan = false
    private(set) var orientation = ExifOrientation.upright
    private var hasExif = false

    init(_ bytes: [UInt8]) { scanner = ByteScanner(bytes[...].dropFirst(2)) }

    /// Ends at the end of the picture: what some cameras put behind it are pictures of their own.
    mutating func readAll() throws(Refusal) {
        while true {
            switch try nextMarker() {
            case 0xD9:
                cleaned += [0xFF, 0xD9]
                return
            case 0xDA:
                guard size != nil else { throw .brokenPicture }
                append(0xDA, try segment())
                cleaned += try codedPixels()
                hasScan = true
            case let marker where Self.frames.contains(marker):
                let header = try segment()
                // A second frame would be another picture in the place of the first.
                guard size == nil else { throw .brokenPicture }
                size = try Self.size(ofFrame: header)
                append(marker, header)
            case let marker where Self.tables.contains(marker): append(marker, try segment())
            case let marker where 0xE0...0xEF ~= marker: readApplicationData(marker, try segment())
            // Comments, and a height that comes late: here it came in time.
            case 0xFE, 0xDC: _ = try segment()
            // What has no content, in a place where it says nothing.
            case 0x01, 0xD0...0xD7: break
            default: throw .brokenPicture
            }
        }
    }

    /// Start of frame, in whichever of its kinds (table B.1).
    private static let frames = Set<UInt8>(0xC0...0xCF).subtracting([0xC4, 0xC8, 0xCC])
    /// For decoding, by Huffman's way and by arithmetic: DHT, DAC, DQT, DRI, DHP, EXP.
    private static let tables: Set<UInt8> = [0xC4, 0xCC, 0xDB, 0xDD, 0xDE, 0xDF]

    private static func size(ofFrame header: ArraySlice<UInt8>) throws(Refusal) -> PixelSize {
        var fields = ByteScanner(header.dropFirst())
        let height = try fields.bigEndian(2)
        return try PixelSize(width: fields.bigEndian(2), height: height)
    }

    // MARK: - What others have added

    private mutating func readApplicationData(_ marker: UInt8, _ content: ArraySlice<UInt8>) {
        switch marker {
        // The resolution, without the small picture that can follow it.
        case 0xE0 where content.starts(with: "JFIF\0".utf8) && content.count >= 14:
            append(marker, content.prefix(12) + [0, 0])
        case 0xE1 where content.starts(with: ExifOrientation.mark) && !hasExif && !hasScan:
            hasExif = true
            orientation = ExifOrientation(exif: content)
            if orientation != .upright { append(marker, orientation.exif[...]) }
        case 0xE2 where content.starts(with: "ICC_PROFILE\0".utf8): append(marker, content)
        // Which colours the numbers mean.
        case 0xEE where content.starts(with: "Adobe".utf8) && content.count >= 12: append(marker, content.prefix(12))
        default: break
        }
    }

    private mutating func append(_ marker: UInt8, _ content: ArraySlice<UInt8>) {
        cleaned += [0xFF, marker]
        cleaned.append(bigEndian: content.count + 2, 2)
        cleaned += content
    }

    // MARK: - Markers

    /// What stands before it belongs to nothing.
    private mutating func nextMarker() throws(Refusal) -> UInt8 {
        while let mark = scanner.rest.firstIndex(of: 0xFF) {
            try scanner.take(mark + 1 - scanner.index)
            var code = try scanner.byte()
            while code == 0xFF { code = try scanner.byte() }
            if code != 0 { return code }
        }
        throw .brokenPicture
    }

    private mutating func segment() throws(Refusal) -> ArraySlice<UInt8> {
        try scanner.take(scanner.bigEndian(2) - 2)
    }

    /// Up to the next marker that is none of those that stand among them: stuffed zeros, restarts and filling.
    private mutating func codedPixels() throws(Refusal) -> ArraySlice<UInt8> {
        let rest = scanner.rest
        var index = rest.startIndex
        while let mark = rest[index...].firstIndex(of: 0xFF), mark + 1 < rest.endIndex {
            switch rest[mark + 1] {
            case 0x00, 0xD0...0xD7: index = mark + 2
            case 0xFF: index = mark + 1
            default: return try scanner.take(mark - rest.startIndex)
            }
        }
        throw .brokenPicture
    }
}
