/// Language tags (BCP 47, RFC 5646): `fr`, `pt-BR`, `zh-Hant`.
enum LanguageTag {
    /// The tag in its usual letter case; nil for what is not well formed or names a language that there is not.
    static func parse(_ text: String) -> String? {
        let grammar = #/
            [a-z]{2,3} (-[a-z]{3}){0,3}                 # language, with the dialect's own code
            (-[a-z]{4})? (-([a-z]{2}|[0-9]{3}))?        # script, region
            (-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*        # variants
            (-[a-wyz0-9](-[a-z0-9]{2,8})+)*             # extensions
            (-x(-[a-z0-9]{1,8})+)?                      # private use
            /#
        guard text.lowercased().wholeMatch(of: grammar) != nil else { return nil }
        let parts = text.split(separator: "-")
        guard parts[0].count == 3 || twoLetters.contains(parts[0].lowercased()) else { return nil }
        var isExtension = false
        return parts.enumerated().map { index, part in
            defer { if part.count == 1 { isExtension = true } }
            guard index > 0, !isExtension else { return part.lowercased() }
            let isScript = part.count == 4 && part.allSatisfy(\.isLetter)
            return isScript
                ? part.prefix(1).uppercased() + part.dropFirst().lowercased()
                : part.count == 2 ? part.uppercased() : part.lowercased()
        }.joined(separator: "-")
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
