/// What of a request goes over the wire, checked: nothing in it can end a line before its time.
struct RequestLines {
    let url: String
    /// `Name: value`, each ended by a NUL for C.
    let headers: [[UInt8]]

    init(_ request: TransferRequest) throws(TransferError) {
        guard request.method.utf8.allSatisfy(isTokenByte), !request.method.isEmpty else {
            throw TransferError(kind: .malformed, detail: "the method of the request cannot be sent")
        }
        url = try Self.url(request.url)
        var lines: [[UInt8]] = []
        for header in request.headers { lines.append(try Self.line(header.name, header.value)) }
        headers = lines
    }

    private static func url(_ text: String) throws(TransferError) -> String {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw TransferError(kind: .malformed, detail: "the address holds a blank or a control character")
        }
        let scheme = text.prefix { $0 != ":" }.lowercased()
        guard scheme == "http" || scheme == "https", text.dropFirst(scheme.count).hasPrefix("://") else {
            throw TransferError(kind: .malformed, detail: "the address does not begin with http:// or https://")
        }
        guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return text }
        // libcurl takes care of the host (IDNA) and sends the rest as it is, which not every server reads as UTF-8.
        let rest = text.dropFirst(scheme.count + 3)
        let path = rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex
        return String(text[..<path])
            + text[path...].utf8.reduce(into: "") { encoded, byte in
                if byte < 0x80 {
                    encoded.unicodeScalars.append(Unicode.Scalar(byte))
                } else {
                    encoded += "%" + String(byte, radix: 16, uppercase: true)
                }
            }
    }

    private static func line(_ name: String, _ value: String) throws(TransferError) -> [UInt8] {
        guard !name.isEmpty, name.utf8.allSatisfy(isTokenByte) else {
            throw TransferError(kind: .malformed, detail: "the name of a request header cannot be sent")
        }
        var line = Array(name.utf8)
        // libcurl would leave out "Name:"; with a semicolon it sends the name and no value.
        line += Array(value.allSatisfy { $0 == " " || $0 == "\t" } ? ";".utf8 : ": ".utf8)
        for scalar in value.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value), byte >= 0x20 || byte == 0x09, byte != 0x7F else {
                throw TransferError(
                    kind: .malformed,
                    detail: "the request header \(name) holds a character that cannot be sent"
                )
            }
            line.append(byte)
        }
        return line + [0]
    }
}

/// RFC 9110 section 5.6.2.
private func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
