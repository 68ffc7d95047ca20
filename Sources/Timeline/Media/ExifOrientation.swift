/// How a photograph has to be turned and mirrored to stand upright (CIPA DC-008, Exif 2.32, section 4.6.4).
struct ExifOrientation: Equatable {
    /// 1...8; what else a file says means nothing.
    private let value: UInt8

    static let upright = ExifOrientation(value: 1)

    /// What a segment with Exif data begins with.
    static let mark = Array("Exif\0\0".utf8)
    private static let tag = 0x0112

    private init(value: UInt8) { self.value = value }

    /// - Parameter exif: with `mark`.
    init(exif: ArraySlice<UInt8>) {
        let number = try? Self.number(inTIFF: exif.dropFirst(Self.mark.count))
        self.init(value: number.flatMap { 1...8 ~= $0 ? UInt8($0) : nil } ?? 1)
    }

    /// Whether width and height change places.
    var isTurned: Bool { value >= 5 }

    /// Exif data that say this and nothing else.
    var exif: [UInt8] {
        var bytes = Self.mark + Array("MM\0*".utf8)
        bytes.append(bigEndian: 8, 4)
        bytes.append(bigEndian: 1, 2)
        bytes.append(bigEndian: Self.tag, 2)
        // One SHORT, at the left of four bytes.
        bytes.append(bigEndian: 3, 2)
        bytes.append(bigEndian: 1, 4)
        bytes += [0, value, 0, 0]
        bytes.append(bigEndian: 0, 4)
        return bytes
    }

    /// What the first directory says (TIFF 6.0, section 2).
    private static func number(inTIFF tiff: ArraySlice<UInt8>) throws(Refusal) -> Int? {
        let isLittle = tiff.starts(with: "II*\0".utf8)
        guard isLittle || tiff.starts(with: "MM\0*".utf8) else { return nil }
        func number(_ scanner: inout ByteScanner, _ count: Int) throws(Refusal) -> Int {
            isLittle ? try scanner.littleEndian(count) : try scanner.bigEndian(count)
        }
        var header = ByteScanner(tiff.dropFirst(4))
        var directory = ByteScanner(tiff.dropFirst(try number(&header, 4)))
        for _ in 0..<(try number(&directory, 2)) {
            let tag = try number(&directory, 2)
            try directory.take(6)
            var value = ByteScanner(try directory.take(4))
            if tag == Self.tag { return try number(&value, 2) }
        }
        return nil
    }
}
