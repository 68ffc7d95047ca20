/// A JSON text, read as far as it makes sense.
struct JSONDocument: Sendable {
    /// nil if the last slip ended the reading.
    let root: JSONValue?
    /// What is against the grammar.
    let slips: [Slip]
}

/// A value and the bytes that it was read from.
struct JSONValue: Sendable {
    enum Content: Sendable {
        case object([JSONMember])
        case array([JSONValue])
        case string(String)
        /// As written.
        case number(String)
        case bool(Bool)
        case null
    }

    let content: Content
    /// Offset of the first byte.
    let start: Int
    /// Offset after the last byte.
    let end: Int
}

struct JSONMember: Sendable {
    let key: String
    let keyStart: Int
    let value: JSONValue
}

extension JSONValue {
    /// The members of an object by key; of equal keys the first counts.
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = content else { return nil }
        return members.first { $0.key == key }?.value
    }

    /// What to call it in a sentence.
    var kind: String {
        switch content {
        case .object: "an object"
        case .array: "a list"
        case .string: "a text"
        case .number: "a number"
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        }
    }
}

/// A mistake at a byte of the text, before its line and column are known.
struct Slip: Error, Sendable, Hashable {
    var offset: Int
    /// As in `feeds[3].every`; empty for the whole.
    var path: String
    var message: String
    var suggestion: String?
}

/// The way to a value as people write it.
enum JSONPath {
    static func appending(key: String, to path: String) -> String {
        let isPlain = !key.isEmpty && key.utf8.allSatisfy { $0.isWordByte || $0 == UInt8(ascii: "$") }
        guard isPlain else { return path + "[\(key.quoted)]" }
        return path.isEmpty ? key : path + "." + key
    }

    static func appending(index: Int, to path: String) -> String { path + "[\(index)]" }
}

extension UInt8 {
    var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }

    /// Of ASCII.
    var isLetterOrDigit: Bool { isDigit || UInt8(ascii: "a")...UInt8(ascii: "z") ~= self | 0x20 }

    /// A letter or digit of ASCII, `_`, or a part of a letter beyond ASCII.
    var isWordByte: Bool { isLetterOrDigit || self == UInt8(ascii: "_") || self >= 0x80 }
}

extension String {
    /// As a JSON string, whole.
    var json: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }

    /// For a sentence: quoted, harmless on a terminal, and short.
    var quoted: String { count > 60 ? (String(prefix(59)) + "…").json : json }
}
