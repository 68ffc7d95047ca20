internal import Foundation
internal import Hummingbird
internal import NIOCore

/// What a request asks for, in whichever way it says so: in its address, as JSON, or as a form of either kind.
///
/// Names are as Rails, and so Mastodon, writes them: `id[]` is a list called `id`, and `source[privacy]` stays as it is; JSON
/// is read as if it had been written that way.
struct RequestParameters {
    private var values: [String: [String]] = [:]
    private(set) var files: [String: UploadedFile] = [:]

    /// More than any client sends.
    private static let maximumCount = 1_000
    /// In bytes, where no files are sent.
    static let maximumBody = 1 << 20

    /// Of the address alone.
    init(query request: Request) throws(APIError) {
        if let query = request.uri.query { try read(form: query) }
    }

    /// - Parameter maximumBody: in bytes.
    /// - Throws: `APIError` if the body is too long, or not what it says it is.
    init(_ request: Request, maximumBody: Int = Self.maximumBody) async throws {
        try self.init(query: request)
        var request = request
        let body: ByteBuffer
        do {
            body = try await request.collectBody(upTo: maximumBody)
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw APIError(.contentTooLarge, "The request is longer than \(maximumBody) bytes")
        }
        guard body.readableBytes > 0 else { return }
        let type = MediaType(request.headers[.contentType] ?? "")
        switch type.name {
        case "application/json": try read(json: Data(body.readableBytesView))
        case "multipart/form-data": try read(multipart: body, boundary: type.parameters["boundary"])
        case "application/x-www-form-urlencoded", "": try read(form: String(buffer: body))
        default: throw APIError(.unsupportedMediaType, "\(type.name) cannot be read here")
        }
    }

    // MARK: - Asking

    func texts(_ name: String) -> [String] { values[name] ?? [] }

    /// The last one, as Rails takes it.
    func text(_ name: String) -> String? { values[name]?.last }

    func flag(_ name: String) -> Bool? {
        switch text(name)?.lowercased() {
        case "1", "true", "t", "on", "yes": true
        case "0", "false", "f", "off", "no", "": false
        default: nil
        }
    }

    func number(_ name: String) -> Int? { text(name).flatMap { Int($0.trimmingCharacters(in: .whitespaces)) } }

    func decimal(_ name: String) -> Double? { text(name).flatMap(Double.init) }

    /// nil too where it names nothing that there could be.
    func id(_ name: String) -> Int64? { text(name).flatMap { Int64($0) } }

    func ids(_ name: String) -> [Int64] { texts(name).compactMap { Int64($0) } }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// The numbers between the brackets of names such as `fields_attributes[0][name]`, in their order.
    func indices(of name: String) -> [String] {
        let found = Set(
            values.keys.compactMap { key -> String? in
                guard key.hasPrefix(name + "["), let end = key.firstIndex(of: "]") else { return nil }
                return String(key[key.index(key.startIndex, offsetBy: name.count + 1)..<end])
            }
        )
        return found.sorted { (Int($0) ?? .max, $0) < (Int($1) ?? .max, $1) }
    }

    // MARK: - Reading

    private mutating func add(_ name: String, _ value: String) throws(APIError) {
        let name = name.hasSuffix("[]") ? String(name.dropLast(2)) : name
        guard values.count < Self.maximumCount, values[name]?.count ?? 0 < Self.maximumCount, name.utf8.count <= 200
        else {
            throw APIError(.badRequest, "The request has too many parameters")
        }
        values[name, default: []].append(value)
    }

    private mutating func read(form text: String) throws(APIError) {
        for pair in text.split(separator: "&", maxSplits: Self.maximumCount) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            try add(Self.decoded(parts[0]), parts.count > 1 ? Self.decoded(parts[1]) : "")
        }
    }

    /// What is no percent encoding stays as it is; bytes that are no UTF-8 become U+FFFD.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == 0x2B {
                bytes.append(0x20)
            } else if byte == 0x25, rest.count >= 2,
                let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func read(json: Data) throws(APIError) {
        guard case .object(let members)? = try? JSONDecoder().decode(JSONValue.self, from: json) else {
            throw APIError(.badRequest, "The body is no JSON object")
        }
        for (name, value) in members { try add(name, value) }
    }

    private mutating func add(_ name: String, _ value: JSONValue) throws(APIError) {
        switch value {
        case .object(let members): for (key, inner) in members { try add("\(name)[\(key)]", inner) }
        case .list(let elements):
            for (index, element) in elements.enumerated() {
                if case .object = element { try add("\(name)[\(index)]", element) } else { try add(name, element) }
            }
        case .text(let text): try add(name, text)
        case .number(let number): try add(name, number)
        case .flag(let flag): try add(name, flag ? "true" : "false")
        case .null: break
        }
    }

    private mutating func read(multipart body: ByteBuffer, boundary: String?) throws(APIError) {
        guard let boundary, let parts = MultipartForm(body, boundary: boundary)?.parts else {
            throw APIError(.badRequest, "The form cannot be read: it does not end, or has no boundary")
        }
        for part in parts {
            if let fileName = part.fileName {
                files[part.name] = UploadedFile(name: fileName, type: part.type, bytes: part.bytes)
            } else {
                try add(part.name, String(buffer: part.bytes))
            }
        }
    }
}

/// Something that was sent along with a form; what it says of itself need not be true.
struct UploadedFile {
    let name: String
    let type: String?
    let bytes: ByteBuffer
}

/// `text/html; charset=utf-8`, taken apart (RFC 9110, section 8.3.1).
struct MediaType {
    /// In lower case.
    let name: String
    /// By their names in lower case.
    let parameters: [String: String]

    init(_ text: String) {
        var parts = text.prefix(500).split(separator: ";")[...]
        name = parts.popFirst().map { $0.trimmingCharacters(in: .whitespaces).lowercased() } ?? ""
        var parameters: [String: String] = [:]
        for part in parts {
            guard let equals = part.firstIndex(of: "=") else { continue }
            let key = part[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
            var value = part[part.index(after: equals)...].trimmingCharacters(in: .whitespaces)
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = String(value.dropFirst().dropLast())
            }
            parameters[key] = value
        }
        self.parameters = parameters
    }
}

/// Any JSON; what is nested deeper than 512 levels the decoder refuses.
private enum JSONValue: Decodable {
    case object([String: JSONValue])
    case list([JSONValue])
    case text(String)
    case number(String)
    case flag(Bool)
    case null

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int64.self) {
            self = .number("\(number)")
        } else if let number = try? container.decode(Double.self) {
            self = .number("\(number)")
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }
}
