internal import Timeline

/// A category of an item as a hashtag.
struct Hashtag: Sendable, Equatable {
    /// Without the `#`.
    let name: String
    /// As its publisher wrote it, for comparing with words of the text.
    let phrase: FoldedText
    /// By which two spellings are the same tag.
    let key: [Unicode.Scalar]

    /// In characters; what is longer is a sentence and no subject.
    static let maximumLength = 40

    /// The hashtags of an item's categories in their order, each once.
    ///
    /// A category may list several (`Asie, Népal`) or be a path, of which the last part counts (`World/Africa`).
    /// Addresses, numbers, and names that only say "no category" make no hashtag.
    static func hashtags(from categories: [String]) -> [Hashtag] {
        var seen: Set<[Unicode.Scalar]> = []
        return categories.prefix(100).flatMap(subjects).compactMap(Hashtag.init).filter {
            seen.insert($0.key).inserted
        }
    }

    /// nil if nothing in it can be a hashtag.
    init?(_ subject: String) {
        let subject = PostText.neutralized(subject, limit: 300)
        let name = Self.joined(Self.words(of: subject))
        let phrase = FoldedText(subject.hasPrefix("#") ? String(subject.dropFirst()) : subject)
        let key = phrase.letters
        guard Self.isSubject(name), !Self.empty.contains(key), PostEntities.isHashtag(name) else { return nil }
        self.name = name
        self.phrase = phrase
        self.key = key
    }

    private static func subjects(in category: String) -> [String] {
        if PostLink.mayHoldLinks(category) || category.utf8.starts(with: "www.".utf8) { return [] }
        return category.unicodeScalars.split(whereSeparator: endsSubject).compactMap { part in
            part.split(whereSeparator: partsPath).last.map(String.init)
        }
    }

    private static func endsSubject(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "," || scalar == ";" || scalar == "、" || scalar == "،" || scalar == "；"
    }

    private static func partsPath(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "/" || scalar == "\\" || scalar == "|" || scalar == ">" || scalar == "»"
    }

    private static func words(of subject: String) -> [String] {
        if subject.unicodeScalars.allSatisfy(\.isWordPart) { return [subject] }
        return subject.unicodeScalars.split(whereSeparator: partsWords).compactMap { word in
            if word.allSatisfy(\.isWordPart) { return String(word) }
            var word = word.filter { $0.isWordPart || PostEntities.isHashtagSeparator($0) }[...]
            while let last = word.last, PostEntities.isHashtagSeparator(last) { word.removeLast() }
            while let first = word.first, PostEntities.isHashtagSeparator(first) { word.removeFirst() }
            return word.isEmpty ? nil : String(word)
        }
    }

    private static func partsWords(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isBlank || scalar == "'" || scalar == "’" || scalar == "-" || (0x2010...0x2015).contains(scalar.value)
    }

    /// In camel case where there is case, with an underscore where there is none, and closely in Chinese and Japanese.
    private static func joined(_ words: [String]) -> String {
        guard words.count > 1 else { return words.first ?? "" }
        var name = ""
        for word in words {
            guard let first = word.unicodeScalars.first else { continue }
            let isCased = first.properties.isCased || first.isNumber
            if !name.isEmpty, !isCased, !first.isSpaceless { name += "_" }
            name += first.properties.titlecaseMapping
            name.unicodeScalars += word.unicodeScalars.dropFirst()
        }
        return PostText.normalized(name)
    }

    /// A single letter is none, unless it is a whole word as in Chinese.
    private static func isSubject(_ name: String) -> Bool {
        let length = PostText.length(name)
        return length <= maximumLength && (length > 1 || name.unicodeScalars.first?.isSpaceless == true)
    }

    /// What blog software calls articles that nobody put into a category, and marks that steer a home page.
    private static let empty = Set(
        [
            "uncategorized", "uncategorised", "unclassified", "non classé", "sans catégorie", "allgemein",
            "sin categoría",
            "sem categoria", "senza categoria", "non categorizzato", "geen categorie", "ongecategoriseerd", "genel",
            "bez kategorii", "okategoriserade", "ikke kategoriseret", "ukategorisert", "yleinen", "nezařazené", "egyéb",
            "nezaradené", "fără categorie", "sense categoria", "Без рубрики", "Без категорії", "Χωρίς κατηγορία",
            "未分類", "未分类", "미분류", "غير مصنف", "ללא קטגוריה", "कोई श्रेणी नहीं", "ไม่มีหมวดหมู่", "chưa phân loại",
            "featured", "home", "homepage", "slider", "default", "misc", "blog", "rss",
        ].map { FoldedText($0).letters }
    )
}

/// What a post says beside its tags and link, made ready to be compared with tags.
struct Wording {
    private let text: FoldedText
    private let hashtags: Set<[Unicode.Scalar]>

    init(of layout: Layout) {
        var layout = layout
        layout[.tags] = nil
        layout[.link] = nil
        let text = layout.text
        self.text = FoldedText(text)
        hashtags = Set(
            PostEntities.scan(text).compactMap {
                if case .hashtag(let name) = $0.kind { FoldedText(name).letters } else { nil }
            }
        )
    }

    /// Whether it holds the words of a tag, or the same tag.
    func says(_ tag: Hashtag) -> Bool { text.contains(tag.phrase) || hashtags.contains(tag.key) }
}
