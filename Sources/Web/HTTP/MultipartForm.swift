internal import NIOCore

/// A form as browsers send it with files (RFC 7578, RFC 2046 section 5.1).
struct MultipartForm {
    struct Part {
        let name: String
        let fileName: String?
        let type: String?
        let bytes: ByteBuffer
    }

    private(set) var parts: [Part] = []

    /// More than any form has.
    private static let maximumParts = 100
    private static let maximumHead = 4_096

    /// nil if it does not end with its boundary, or has a part without a name.
    init?(_ body: ByteBuffer, boundary: String) {
        guard (1...70).contains(boundary.utf8.count) else { return nil }
        let bytes = body.readableBytesView
        let mark = Array("--\(boundary)".utf8)
        // What stands before the first boundary is for people.
        guard var start = Self.end(of: mark, in: bytes, from: bytes.startIndex, atLineStart: true) else { return nil }
        while true {
            if bytes[start...].starts(with: [0x2D, 0x2D]) { return }
            guard parts.count < Self.maximumParts, let head = Self.lineEnd(in: bytes, from: start),
                let content = Self.range(
                    of: Array("\r\n\r\n".utf8),
                    in: bytes,
                    from: head - 2,
                    within: Self.maximumHead
                ),
                let next = Self.range(of: [0x0D, 0x0A] + mark, in: bytes, from: content.upperBound - 2, within: .max)
            else { return nil }
            let headers = String(decoding: bytes[min(head, content.lowerBound)..<content.lowerBound], as: UTF8.self)
            let end = max(next.lowerBound, content.upperBound)
            guard
                let part = Part(headers, body.getSlice(at: content.upperBound, length: end - content.upperBound))
            else { return nil }
            parts.append(part)
            start = next.upperBound
        }
    }

    /// Where a boundary ends that begins the body, or a line of it.
    private static func end(
        of mark: [UInt8],
        in bytes: ByteBufferView,
        from start: Int,
        atLineStart: Bool
    ) -> Int? {
        if bytes[start...].starts(with: mark) { return start + mark.count }
        return range(of: [0x0D, 0x0A] + mark, in: bytes, from: start, within: .max)?.upperBound
    }

    /// The end of a line that holds nothing but blanks.
    private static func lineEnd(in bytes: ByteBufferView, from start: Int) -> Int? {
        let rest = bytes[start...].drop { $0 == 0x20 || $0 == 0x09 }
        return rest.starts(with: [0x0D, 0x0A]) ? rest.startIndex + 2 : nil
    }

    private static func range(
        of pattern: [UInt8],
        in bytes: ByteBufferView,
        from start: Int,
        within limit: Int
    ) -> Range<Int>? {
        var index = start
        let last = min(bytes.endIndex, limit == .max ? .max : start + limit) - pattern.count
        while index <= last {
            guard let candidate = bytes[index...].firstIndex(of: pattern[0]), candidate <= last else { return nil }
            if bytes[candidate...].starts(with: pattern) { return candidate..<candidate + pattern.count }
            index = candidate + 1
        }
        return nil
    }
}

extension MultipartForm.Part {
    fileprivate init?(_ headers: String, _ bytes: ByteBuffer?) {
        guard let bytes else { return nil }
        var name: String?
        var fileName: String?
        var type: String?
        for line in headers.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = String(line[line.index(after: colon)...])
            switch line[..<colon].lowercased() {
            case "content-disposition":
                let disposition = MediaType(value)
                name = disposition.parameters["name"]
                fileName = disposition.parameters["filename"]
            case "content-type": type = MediaType(value).name
            default: break
            }
        }
        guard let name else { return nil }
        self.init(name: name, fileName: fileName, type: type, bytes: bytes)
    }
}
