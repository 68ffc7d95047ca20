extension PhraseBook {
    /// The book that a reader understands best (RFC 9110, section 12.5.4), or English.
    static func best(for acceptLanguage: String?) -> PhraseBook {
        var best: (language: Language, weight: Double)?
        for range in (acceptLanguage ?? "").prefix(1_000).split(separator: ",").prefix(20) {
            let parts = range.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let tag = parts.first?.prefix(while: { $0 != "-" }),
                let language = tag == "*" ? .english : Language(rawValue: String(tag))
            else { continue }
            let quality = parts.dropFirst().first { $0.hasPrefix("q=") }
            let weight = quality.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            if weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return (best?.language ?? .english).phrases
    }
}
