package import FoundationEssentials

/// Dates as feeds write them.
///
/// RFC 822 and 2822, every shape of ISO 8601, asctime, month names in the languages of the web, CJK units, and seconds
/// or milliseconds since 1970. Slashed days and months are read where they can mean only one thing.
package enum FeedDate {
    /// Longer texts are prose, in bytes.
    private static let maximumLength = 160

    /// The instant that `text` names, in UTC when it names no zone; nil when it cannot be read.
    package static func parse(_ text: some StringProtocol) -> Date? {
        if let date = text.utf8.withContiguousStorageIfAvailable({ parse(utf8: $0) }) { return date }
        return parse(utf8: Array(text.utf8.prefix(maximumLength + 1)))
    }

    /// As `parse(_:)`, for the bytes of a UTF-8 text.
    package static func parse(utf8 bytes: [UInt8]) -> Date? {
        bytes.withUnsafeBufferPointer { parse(utf8: $0) }
    }

    /// As `parse(_:)`, for the bytes of a UTF-8 text.
    package static func parse(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Date? {
        guard bytes.count <= maximumLength else { return nil }
        guard bytes.contains(where: { $0 == 0xC2 || $0 == 0xE2 || $0 == 0xE3 }) else { return read(bytes) }
        return plain(bytes).withUnsafeBufferPointer(read)
    }

    private static func read(_ bytes: UnsafeBufferPointer<UInt8>) -> Date? {
        var reader = DateReader(bytes)
        return reader.read().map { Date(timeIntervalSince1970: $0) }
    }

    /// `bytes` with the spaces, signs and marks of formatting libraries in ASCII or gone.
    private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            switch scalar.value {
            case 0xA0, 0x2000...0x200A, 0x202F, 0x3000: result.append(UInt8(ascii: " "))
            case 0x2010...0x2015, 0x2212: result.append(UInt8(ascii: "-"))
            case 0x200B...0x200F, 0x202A...0x202E: continue
            default: result += String(scalar).utf8
            }
        }
        return result
    }
}
