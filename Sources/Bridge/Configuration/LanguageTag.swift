internal import Foundation

/// Language tags (BCP 47, RFC 5646): `fr`, `pt-BR`, `zh-Hant`.
enum LanguageTag {
    /// The tag in its usual letter case; nil for what is not well formed or names a language that there is not.
    static func parse(_ text: String) -> String? {
        var rest = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)[...]
        guard rest.allSatisfy({ (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy(\.isLetterOrDigit) }) else {
            return nil
        }
        var tag: [String] = []
        func take(_ limit: Int = .max, where fits: (Substring) -> Bool, as style: (Substring) -> String = String.init) {
            let part = rest.prefix(limit).prefix(while: fits)
            tag += part.map(style)
            rest = rest.dropFirst(part.count)
        }
        take(1) { $0.utf8.count == 3 && $0.isAlphabetic || twoLetters.contains(String($0)) }
        guard !tag.isEmpty else { return nil }
        take(3) { $0.utf8.count == 3 && $0.isAlphabetic }
        take(1, where: { $0.utf8.count == 4 && $0.isAlphabetic }, as: { $0.capitalized })
        take(1, where: { $0.utf8.count == ($0.isAlphabetic ? 2 : 3) && !$0.isMixed }, as: { $0.uppercased() })
        take { $0.utf8.count >= 5 || $0.utf8.count == 4 && !$0.isAlphabetic }
        // Extensions and private use: one letter or digit, and what it introduces.
        while let singleton = rest.first, singleton.utf8.count == 1 {
            let length = tag.count
            take(1) { _ in true }
            take { $0.utf8.count > 1 || singleton == "x" }
            guard tag.count > length + 1 else { return nil }
        }
        return rest.isEmpty ? tag.joined(separator: "-") : nil
    }

    /// What a text that `parse` refuses was probably meant to be.
    static func guess(_ text: String) -> String? {
        let text = text.lowercased().replacing("_", with: "-")
        if let tag = parse(String(text.prefix { $0 != "." && $0 != "@" })) { return tag }
        let parts = text.split(separator: "-", maxSplits: 1)
        guard let first = parts.first, let code = misnomers[String(first)] else { return nil }
        return parse(([code] + parts.dropFirst().map(String.init)).joined(separator: "-")) ?? code
    }

    /// ISO 639-1.
    private static let twoLetters = Set(
        """
        aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
        es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka
        kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng
        nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st
        su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
        """.split { $0.isWhitespace }.map(String.init)
    )

    /// Names of languages, and countries that are taken for them.
    private static let misnomers = [
        "english": "en", "french": "fr", "français": "fr", "francais": "fr", "german": "de", "deutsch": "de",
        "spanish": "es", "español": "es", "espanol": "es", "italian": "it", "italiano": "it", "portuguese": "pt",
        "português": "pt", "dutch": "nl", "nederlands": "nl", "russian": "ru", "arabic": "ar", "chinese": "zh",
        "japanese": "ja", "korean": "ko", "jp": "ja", "cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "vn": "vi",
    ]
}

extension Substring {
    fileprivate var isAlphabetic: Bool { utf8.allSatisfy { $0 > UInt8(ascii: "9") } }
    /// Letters and digits in one, as no region has.
    fileprivate var isMixed: Bool { !isAlphabetic && utf8.contains { $0 > UInt8(ascii: "9") } }
}
