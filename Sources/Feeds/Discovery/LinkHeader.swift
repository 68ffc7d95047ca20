/// What a `Link` header offers (RFC 8288).
enum LinkHeader {
    struct Link: Sendable, Equatable {
        var target: String
        /// In lower case, but for values.
        var parameters: [String: String]
    }

    /// Every link of one header's value; what is no link is passed over.
    static func links(in value: String) -> [Link] {
        var rest = value[...]
        var links: [Link] = []
        while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
            let target = rest[rest.index(after: start)..<end].trimmed
            rest = rest[rest.index(after: end)...]
            links.append(Link(target: target, parameters: parameters(&rest)))
        }
        return links
    }

    /// Reads up to the comma that ends the link.
    private static func parameters(_ rest: inout Substring) -> [String: String] {
        var parameters: [String: String] = [:]
        var field = ""
        var isQuoted = false
        func add(_ field: String) {
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parameters[parts[0].trimmed.lowercased()] == nil else { return }
            // The first of two counts (RFC 8288 section 3.3).
            parameters[parts[0].trimmed.lowercased()] = parts[1].trimmed
        }
        while let character = rest.popFirst() {
            switch character {
            case "\"": isQuoted.toggle()
            case "\\" where isQuoted: if let escaped = rest.popFirst() { field.append(escaped) }
            case ";" where !isQuoted:
                add(field)
                field = ""
            case "," where !isQuoted:
                add(field)
                return parameters
            default: field.append(character)
            }
        }
        add(field)
        return parameters
    }
}

extension Substring {
    fileprivate var trimmed: String {
        var text = self
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
