/// The five components of RFC 3986, section 3, as text that may stand in a URL.
struct URLParts: Equatable {
    /// In lower case.
    var scheme: String?
    var authority: String?
    var path: String
    var query: String?
    var fragment: String?

    /// Splits `reference` after trimming it, dropping its line breaks and percent-encoding what no URL may hold.
    /// Nil if the host holds what no host may.
    init?(cleaning reference: String) {
        var bytes = Self.trimmed(reference)
        bytes.removeAll { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        var rest = bytes[...]
        if let hash = rest.firstIndex(of: UInt8(ascii: "#")) {
            fragment = Self.encoded(rest[(hash + 1)...])
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
            query = Self.encoded(rest[(mark + 1)...])
            rest = rest[..<mark]
        }
        if let colon = Self.schemeEnd(rest) {
            scheme = String(decoding: rest[..<colon], as: UTF8.self).lowercased()
            rest = rest[(colon + 1)...]
        }
        if rest.starts(with: "//".utf8) {
            let start = rest.startIndex + 2
            let end = rest[start...].firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            guard !rest[start..<end].contains(where: { $0 < 0x80 && !Self.mayStand($0) }) else { return nil }
            authority = String(decoding: rest[start..<end], as: UTF8.self)
            rest = rest[end...]
        }
        path = Self.encoded(rest)
    }

    var isEmpty: Bool { scheme == nil && authority == nil && path.isEmpty && query == nil && fragment == nil }

    var hasHost: Bool {
        guard let authority else { return false }
        let host = authority.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false).last
        return host?.first != nil && host?.first != UInt8(ascii: ":")
    }

    /// RFC 3986, section 5.3.
    var text: String {
        var text = ""
        if let scheme { text += scheme + ":" }
        if let authority { text += "//" + authority }
        text += path
        if let query { text += "?" + query }
        if let fragment { text += "#" + fragment }
        return text
    }

    /// The target of this reference seen from `base`: RFC 3986, section 5.2.2. Nil if it needs a base and has none.
    func combined(with base: URLParts?) -> URLParts? {
        var target = self
        if let scheme {
            // `http:g` means `g` where the base has the same scheme: section 5.4.2 allows it and browsers do it.
            guard authority == nil, scheme == base?.scheme, scheme == "http" || scheme == "https" else {
                target.path = authority == nil ? path : Self.withoutDotSegments(path)
                return target
            }
            target.scheme = nil
            return target.combined(with: base)
        }
        guard let base, base.scheme != nil else { return nil }
        target.scheme = base.scheme
        guard authority == nil else {
            target.path = Self.withoutDotSegments(path)
            return target
        }
        target.authority = base.authority
        if path.isEmpty {
            target.path = base.path
            target.query = query ?? base.query
        } else if path.utf8.first == UInt8(ascii: "/") {
            target.path = Self.withoutDotSegments(path)
        } else {
            let folder = base.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(base.path[...$0]) }
            target.path = Self.withoutDotSegments((folder ?? (base.authority == nil ? "" : "/")) + path)
        }
        return target
    }

    /// RFC 3986, section 5.2.4.
    static func withoutDotSegments(_ path: String) -> String {
        var previous = UInt8(ascii: "/")
        let isDotted = path.utf8.contains { byte in
            defer { previous = byte }
            return byte == UInt8(ascii: ".") && previous == UInt8(ascii: "/")
        }
        guard isDotted else { return path }
        let isRooted = path.utf8.first == UInt8(ascii: "/")
        let segments = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        var kept: [Substring.UTF8View] = []
        for segment in isRooted ? segments.dropFirst() : segments[...] {
            if segment.elementsEqual("..".utf8) {
                _ = kept.popLast()
            } else if !segment.elementsEqual(".".utf8) {
                kept.append(segment)
            }
        }
        if let last = segments.last, last.elementsEqual(".".utf8) || last.elementsEqual("..".utf8) {
            kept.append("".utf8[...])
        }
        return (isRooted ? "/" : "") + kept.map { String(Substring($0)) }.joined(separator: "/")
    }

    /// Whether `byte` may stand in a URL as it is.
    static func mayStand(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, 0x7F...0xFF: false
        case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
            UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
            false
        default: true
        }
    }

    private static func encoded(_ bytes: ArraySlice<UInt8>) -> String {
        guard !bytes.allSatisfy(mayStand) else { return String(decoding: bytes, as: UTF8.self) }
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in bytes {
            if mayStand(byte) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The offset of the colon that ends a scheme.
    private static func schemeEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first, isLetter(first) else { return nil }
        for (index, byte) in zip(bytes.indices, bytes) {
            switch byte {
            case UInt8(ascii: ":"): return index
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                continue
            default: guard isLetter(byte) else { return nil }
            }
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    /// Without controls and spaces at both ends, U+00A0, U+3000 and U+FEFF among them.
    private static func trimmed(_ text: String) -> [UInt8] {
        var bytes = Array(text.utf8)[...]
        let wide: [[UInt8]] = [[0xC2, 0xA0], [0xE2, 0x80, 0x8B], [0xE3, 0x80, 0x80], [0xEF, 0xBB, 0xBF]]
        while let first = bytes.first {
            if first <= 0x20 {
                bytes.removeFirst()
            } else if first >= 0x80, let space = wide.first(where: { bytes.starts(with: $0) }) {
                bytes.removeFirst(space.count)
            } else {
                break
            }
        }
        while let last = bytes.last {
            if last <= 0x20 {
                bytes.removeLast()
            } else if last >= 0x80, let space = wide.first(where: { bytes.suffix($0.count).elementsEqual($0) }) {
                bytes.removeLast(space.count)
            } else {
                break
            }
        }
        return Array(bytes)
    }
}
