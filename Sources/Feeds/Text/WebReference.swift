/// References as RFC 3986 reads them, forgiving what feeds write.
package enum WebReference {
    /// No address that anybody visits is longer, in bytes.
    static let maximumLength = 16_384

    /// What a reader can follow. Everything else, `javascript:` and `data:` first, names nothing.
    private static let schemes: Set<String> = [
        "http", "https", "mailto", "tel", "sms", "xmpp", "ftp", "magnet", "gemini", "gopher", "geo", "feed", "acct",
    ]

    /// The absolute URL that `reference` means, or nil if it means none that a reader could follow.
    ///
    /// White space around it is trimmed, line breaks inside it are dropped, and what no URL may hold is percent-encoded
    /// (hosts stay as they are). Unlike in RFC 3986 an empty reference means nothing: in a feed it is a missing link.
    package static func resolve(_ reference: String, against base: String?) -> String? {
        if isCleanWebURL(reference) { return reference }
        return resolve(reference, from: base.flatMap { URLParts(cleaning: $0) })
    }

    /// As above, for a base that is split already.
    static func resolve(_ reference: String, from base: URLParts?) -> String? {
        if isCleanWebURL(reference) { return reference }
        guard reference.utf8.count <= maximumLength, let parts = URLParts(cleaning: reference), !parts.isEmpty else {
            return nil
        }
        guard let target = parts.combined(with: base),
            let scheme = target.scheme, schemes.contains(scheme)
        else { return nil }
        if scheme == "http" || scheme == "https" || scheme == "ftp" {
            guard target.hasHost else { return nil }
        }
        return target.text
    }

    /// Whether `url` is an absolute `http` or `https` URL with a host.
    package static func isWeb(_ url: String) -> Bool {
        var url = url
        return url.withUTF8 { bytes in
            guard let start = authorityStart(bytes), start < bytes.count else { return false }
            return isHostByte(bytes[start])
        }
    }

    /// Whether `url` needs no work at all, which is so for nearly every link of nearly every feed.
    private static func isCleanWebURL(_ url: String) -> Bool {
        var url = url
        return url.withUTF8 { bytes in
            guard bytes.count <= maximumLength, bytes.first == UInt8(ascii: "h"),
                let start = authorityStart(bytes), start < bytes.count, isHostByte(bytes[start])
            else { return false }
            var previous: UInt8 = 0
            for byte in bytes[start...] {
                guard URLParts.mayStand(byte) else { return false }
                if byte == UInt8(ascii: "."), previous == UInt8(ascii: "/") { return false }
                previous = byte
            }
            return true
        }
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: ":"), UInt8(ascii: "@"):
            false
        default: true
        }
    }

    /// The offset after `http://` or `https://` in any case.
    private static func authorityStart(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard bytes.count > 7, bytes[0] | 0x20 == UInt8(ascii: "h"), bytes[1] | 0x20 == UInt8(ascii: "t"),
            bytes[2] | 0x20 == UInt8(ascii: "t"), bytes[3] | 0x20 == UInt8(ascii: "p")
        else { return nil }
        let colon = bytes[4] | 0x20 == UInt8(ascii: "s") ? 5 : 4
        guard bytes.count > colon + 2, bytes[colon] == UInt8(ascii: ":"), bytes[colon + 1] == UInt8(ascii: "/"),
            bytes[colon + 2] == UInt8(ascii: "/")
        else { return nil }
        return colon + 3
    }
}
