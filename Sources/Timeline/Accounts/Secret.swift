internal import Crypto
package import Foundation

/// Something that proves who asks: 32 random bytes, shown once and stored as a hash.
package struct Secret: Sendable {
    /// 43 letters, digits, `-` and `_` (RFC 4648 section 5).
    package let text: String

    package init() {
        text = unsafe SymmetricKey(size: .bits256).withUnsafeBytes { unsafe Data($0) }.base64URL
    }

    package var hash: Data { Self.hash(of: text) }

    /// As it is stored and looked up by. Looking up takes as long for a near miss as for any other: nothing of what is
    /// stored can be learnt from it.
    package static func hash(of text: String) -> Data { Data(SHA256.hash(data: Data(text.utf8))) }
}

extension Data {
    /// Without padding.
    package var base64URL: String {
        let bytes = base64EncodedData().compactMap { byte in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            case UInt8(ascii: "="): nil
            default: byte
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
