/// An `http` or `https` address, taken apart as far as the configuration has to know it.
struct WebAddress: Sendable, Equatable {
    let text: String
    let scheme: String
    /// In lower case; of an IPv6 address without its brackets.
    let host: String
    private(set) var port: Int?
    /// From the first `/`, `?` or `#` on; may be empty.
    let rest: String

    /// What is wrong with a text that is no usable address.
    struct Flaw: Error, Equatable {
        let message: String
        let suggestion: String?
    }

    init(_ text: String, schemes: [String] = ["http", "https"]) throws(Flaw) {
        if let plain = WebAddress(plain: text, schemes: schemes) {
            self = plain
            return
        }
        // An address with a password is not repeated, wherever the mistake may be printed.
        var shown: String { text.contains("@") ? "this" : text.quoted }
        guard let end = text.firstRange(of: "://") else {
            let looksRight = text.contains(".") && !text.contains(" ") && !text.contains("@")
            let meant = looksRight ? "write \("https://\(text)".quoted)" : "it begins with \(schemes[0])://"
            throw Flaw(message: "\(shown) is no web address", suggestion: meant)
        }
        scheme = text[..<end.lowerBound].lowercased()
        guard schemes.contains(scheme) else {
            let allowed = schemes.map { "\($0)://" }.joined(separator: " or ")
            throw Flaw(message: "\(scheme.quoted) is no scheme that works here", suggestion: "use \(allowed)")
        }
        guard text.unicodeScalars.allSatisfy({ !$0.isBlank })
        else {
            throw Flaw(message: "an address has no blanks", suggestion: "write %20 for a blank that belongs to it")
        }
        let afterScheme = text[end.upperBound...]
        let authority = afterScheme.prefix { !"/?#".contains($0) }
        rest = String(afterScheme[authority.endIndex...])
        self.text = text
        guard let (host, port) = HostAndPort.split(authority.split(separator: "@").last ?? "") else {
            throw Flaw(
                message: "\(shown) names no host",
                suggestion: "write for example https://example.org/feed"
            )
        }
        self.host = host
        self.port = port
    }

    /// What nearly every address is: ASCII in lower case up to the path, without user, brackets and blanks. Characters
    /// take ten times as long as bytes, and there may be a million addresses.
    init?(plain text: String, schemes: [String] = ["http", "https"]) {
        let bytes = text.utf8
        guard bytes.allSatisfy({ 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "@") }),
            let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8),
            let scheme = schemes.first(where: { $0.utf8.elementsEqual(bytes[..<colon]) })
        else { return nil }
        let authority = bytes[bytes.index(colon, offsetBy: 3)...].prefix { !"/?#".utf8.contains($0) }
        let host = authority.prefix {
            $0.isDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || "-._".utf8.contains($0)
        }
        guard !host.isEmpty else { return nil }
        self.port = nil
        if host.endIndex != authority.endIndex {
            guard authority[host.endIndex] == UInt8(ascii: ":") else { return nil }
            let digits = authority[host.endIndex...].dropFirst()
            guard digits.allSatisfy(\.isDigit), let port = Int(Substring(digits)), port <= 65_535 else { return nil }
            self.port = port
        }
        self.text = text
        self.scheme = scheme
        self.host = String(Substring(host))
        rest = String(Substring(bytes[authority.endIndex...]))
    }

    /// A user name or a password stands before the host.
    var hasCredentials: Bool { text.dropLast(rest.count).contains("@") }
}

/// `host`, `host:port`, `[::1]:port`.
enum HostAndPort {
    static func split(_ text: some StringProtocol) -> (host: String, port: Int?)? {
        let host: Substring
        let after: Substring
        let text = Substring(text)
        if text.first == "[" {
            guard let close = text.firstIndex(of: "]") else { return nil }
            host = text[text.index(after: text.startIndex)..<close]
            after = text[text.index(after: close)...]
            guard host.contains(":"), host.allSatisfy({ $0.isHexDigit || ":.%".contains($0) }) else { return nil }
        } else {
            host = text.prefix { $0 != ":" }
            after = text[host.endIndex...]
            guard !host.isEmpty, host.allSatisfy({ $0.isLetter || $0.isNumber || "-._~%".contains($0) }) else {
                return nil
            }
        }
        if after.isEmpty { return (host.lowercased(), nil) }
        let digits = after.dropFirst()
        if after == ":" { return (host.lowercased(), nil) }
        guard after.first == ":", digits.allSatisfy({ $0.isASCII && $0.isNumber }), let port = Int(digits),
            port <= 65_535
        else { return nil }
        return (host.lowercased(), port)
    }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool { isASCII ? value <= 0x20 || value == 0x7F : properties.isWhitespace }
}
