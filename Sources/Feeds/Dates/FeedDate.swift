package import FoundationEssentials

/// Dates as feeds write them.
package enum FeedDate {
    /// The instant that `text` names, in UTC when it names no zone; nil when it cannot be read.
    package static func parse(_ text: some StringProtocol) -> Date? {
        var text = String(text)
        return text.withUTF8 { parse(utf8: $0) }
    }

    /// As `parse(_:)`, for the bytes of a UTF-8 text.
    package static func parse(utf8 bytes: [UInt8]) -> Date? {
        bytes.withUnsafeBufferPointer { parse(utf8: $0) }
    }

    /// As `parse(_:)`, for the bytes of a UTF-8 text.
    package static func parse(utf8 bytes: UnsafeBufferPointer<UInt8>) -> Date? { nil }
}
