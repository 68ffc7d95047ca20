/// The attributes that a fragment may have, and what their values must be.
enum AllowedAttribute {
    /// Where a reader may go.
    case link
    /// What a browser loads.
    case media
    case text
    case number
    case language
    case direction
    case flag

    /// Nil if `name` is not allowed on `element`.
    init?(_ name: String, on element: HTMLElement) {
        switch (name, element.name) {
        case ("href", "a"), ("cite", "blockquote"), ("cite", "q"), ("cite", "del"), ("cite", "ins"): self = .link
        case ("src", "img"), ("src", "audio"), ("src", "video"), ("src", "source"), ("poster", "video"): self = .media
        case ("alt", "img"), ("type", "source"), ("datetime", "time"), ("datetime", "del"), ("datetime", "ins"),
            ("title", _):
            self = .text
        case ("width", "img"), ("height", "img"), ("width", "video"), ("height", "video"), ("colspan", "td"),
            ("colspan", "th"), ("rowspan", "td"), ("rowspan", "th"), ("span", "col"), ("span", "colgroup"),
            ("start", "ol"), ("value", "li"):
            self = .number
        case ("controls", "audio"), ("controls", "video"), ("reversed", "ol"), ("open", "details"): self = .flag
        case ("lang", _): self = .language
        case ("dir", _): self = .direction
        default: return nil
        }
    }

    /// The value as it may be shown; nil if it may not.
    func sanitized(_ value: String, base: URLParts?) -> String? {
        switch self {
        case .link: return WebReference.resolve(value, from: base) ?? relative(value, base: base)
        case .media:
            guard let address = WebReference.resolve(value, from: base) else { return relative(value, base: base) }
            return WebReference.isWeb(address) ? address : nil
        case .text: return value
        case .number:
            let digits = value.utf8.prefix { $0.isDigit }
            return 1...5 ~= digits.count ? String(Substring(digits)) : nil
        case .language:
            let isTag = value.utf8.allSatisfy { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
            return isTag && 1...35 ~= value.utf8.count ? value : nil
        case .direction:
            let direction = value.lowercased()
            return ["ltr", "rtl", "auto"].contains(direction) ? direction : nil
        case .flag: return ""
        }
    }

    /// A relative reference where there is no base to resolve it. Its first segment has no colon, so it has no scheme.
    private func relative(_ value: String, base: URLParts?) -> String? {
        guard base == nil, let parts = URLParts(cleaning: value), parts.scheme == nil, !parts.isEmpty else {
            return nil
        }
        let segment = parts.path.utf8.prefix { $0 != UInt8(ascii: "/") }
        return segment.contains(UInt8(ascii: ":")) ? nil : parts.text
    }
}
