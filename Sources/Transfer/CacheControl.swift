package import Foundation

/// When a server wants to be asked again.
extension ResponseHeaders {
    /// How long the server says that its answer stays fresh (RFC 9111 section 4.2.1), or nil if it does not say.
    ///
    /// `no-cache` and `no-store` cancel `max-age`; `Expires` counts only where there is no `max-age`, and not if it
    /// cannot be read or has passed. `Age` is not subtracted: whoever says an hour means to be asked hourly.
    package func freshness(at now: Date) -> Duration? {
        var maxAge: Int?
        for directive in values("cache-control").flatMap(CacheDirective.list) {
            switch directive.name {
            // With an argument it is only about the header fields named there.
            case "no-cache" where directive.argument == nil: return nil
            case "no-store": return nil
            case "max-age": maxAge = maxAge ?? directive.argument.flatMap(wholeSeconds)
            default: break
            }
        }
        if let maxAge { return maxAge > 0 ? .seconds(maxAge) : nil }
        return self["expires"].flatMap { wait(until: $0, at: now) }
    }

    /// What `Retry-After` asks for (RFC 9110 section 10.2.3), counted from now; nil if there is none, if it cannot be
    /// read, or if it has passed.
    package func retryAfter(at now: Date) -> Duration? {
        guard let text = self["retry-after"] else { return nil }
        if let seconds = wholeSeconds(text) { return .seconds(seconds) }
        return wait(until: text, at: now)
    }

    /// The server's clock when it answered.
    package var date: Date? { self["date"].flatMap(HTTPDate.parse) }

    /// A server's dates are counted from its own clock, which may be wrong by hours.
    private func wait(until text: String, at now: Date) -> Duration? {
        guard let moment = HTTPDate.parse(text) else { return nil }
        let seconds = moment.timeIntervalSince(date ?? now).rounded(.up)
        return seconds > 0 ? .seconds(seconds) : nil
    }
}

/// Seconds as HTTP writes them: digits only. More than 2^31 are 2^31 (RFC 9111 section 1.2.2).
private func wholeSeconds(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return min(Int(text) ?? .max, 1 << 31)
}

/// `max-age=60`, of a list with commas.
struct CacheDirective: Equatable {
    /// In lower case.
    var name: String
    /// Without quotation marks.
    var argument: String?

    static func list(_ text: String) -> [CacheDirective] {
        var directives: [CacheDirective] = []
        var rest = text[...]
        while !rest.isEmpty {
            var isQuoted = false
            let end =
                rest.firstIndex { character in
                    if character == "\"" { isQuoted.toggle() }
                    return character == "," && !isQuoted
                } ?? rest.endIndex
            if let directive = CacheDirective(rest[..<end]) { directives.append(directive) }
            rest = rest[end...].dropFirst()
        }
        return directives
    }

    private init?(_ text: Substring) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            .map { $0.trimmingCharacters(in: .whitespaces) }
        guard let name = parts.first, !name.isEmpty else { return nil }
        self.name = name.lowercased()
        argument = parts.count == 2 ? parts[1].trimmingCharacters(in: ["\""]).trimmingCharacters(in: .whitespaces) : nil
    }
}
