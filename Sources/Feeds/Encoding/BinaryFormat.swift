/// What a document is when it is no text, by its first bytes.
enum BinaryFormat {
    /// In words; nil for what may be text.
    static func name(of bytes: [UInt8]) -> String? {
        signatures.first { bytes.starts(with: $0.bytes) }?.name
    }

    private static let signatures: [(bytes: [UInt8], name: String)] = [
        ([0x1F, 0x8B], "it is compressed twice"),
        ([0x89, 0x50, 0x4E, 0x47], "it is an image, not a feed"),
        ([0xFF, 0xD8, 0xFF], "it is an image, not a feed"),
        (Array("GIF8".utf8), "it is an image, not a feed"),
        (Array("%PDF".utf8), "it is a PDF, not a feed"),
        (Array("PK\u{3}\u{4}".utf8), "it is a ZIP archive, not a feed"),
    ]
}
