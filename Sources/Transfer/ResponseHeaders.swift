/// The header fields of an answer, in order.
///
/// A value has one scalar for each byte (as in Latin-1), so that it goes back to the server byte for byte when a
/// request carries it, whatever encoding the server had in mind.
package struct ResponseHeaders: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        /// In lower case.
        package let name: String
        package let value: String
    }

    package private(set) var fields: [Field] = []

    package init(_ fields: [(name: String, value: String)] = []) {
        self.fields = fields.map { Field(name: $0.name.lowercased(), value: $0.value) }
    }

    /// The last value of that name, in any case.
    package subscript(name: String) -> String? {
        let name = name.lowercased()
        return fields.last { $0.name == name }?.value
    }

    /// All values of that name, in any case.
    package func values(_ name: String) -> [String] {
        let name = name.lowercased()
        return fields.filter { $0.name == name }.map(\.value)
    }

    /// - Parameter block: the lines between the status line and the empty line; a line without a colon is skipped.
    init(block: [UInt8]) {
        for line in block.split(separator: 0x0A) {
            let isContinued = line.first == 0x20 || line.first == 0x09
            if isContinued, let last = fields.popLast() {
                // Folded over lines: obsolete, not gone (RFC 9112 section 5.2).
                fields.append(Field(name: last.name, value: last.value + " " + String(latin1: line.trimmed)))
            } else if let colon = line.firstIndex(of: 0x3A) {
                let name = String(latin1: line[..<colon].trimmed).lowercased()
                fields.append(Field(name: name, value: String(latin1: line[(colon + 1)...].trimmed)))
            }
        }
    }
}

extension String {
    /// One scalar for each byte.
    fileprivate init(latin1 bytes: ArraySlice<UInt8>) {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            self.init(decoding: bytes, as: UTF8.self)
        } else {
            self = String(String.UnicodeScalarView(bytes.map(Unicode.Scalar.init)))
        }
    }
}

extension ArraySlice<UInt8> {
    /// Without the blanks around.
    fileprivate var trimmed: Self {
        var slice = drop { $0 == 0x20 || $0 == 0x09 }
        while let last = slice.last, last == 0x20 || last == 0x09 || last == 0x0D { slice.removeLast() }
        return slice
    }
}
