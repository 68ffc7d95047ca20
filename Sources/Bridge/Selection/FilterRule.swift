internal import Timeline

/// One entry of a filter.
struct FilterRule: Sendable, Equatable {
    /// As it was written.
    let text: String
    let isForCategories: Bool
    private let test: Test

    private enum Test: Sendable, Equatable {
        case words(FoldedText, openStart: Bool, openEnd: Bool)
        case pattern(FilterPattern)
    }

    struct Mistake: Error {
        let message: String
    }

    init(_ text: String) throws(Mistake) {
        self.text = text
        var entry = Substring(text).trimmed
        var isForCategories = false
        if entry.lowercased().hasPrefix("category:") {
            entry = entry.dropFirst("category:".count).trimmed
            isForCategories = true
        }
        if entry.hasPrefix("#") {
            entry = entry.dropFirst()
            isForCategories = true
        }
        self.isForCategories = isForCategories
        test = entry.hasPrefix("/") ? try Self.pattern(entry) : try Self.words(entry)
    }

    /// Where the rule is met: `title`, `text` or `category "Emploi"`; nil if it is not.
    func place(in item: inout FilterItem) -> String? {
        switch test {
        case .words(let words, let openStart, let openEnd):
            place(in: item.folded) { text in
                text.contains(words, openStart: openStart, openEnd: openEnd)
                    || (isForCategories && text.letters == words.letters)
            }
        case .pattern(let pattern):
            place(in: item.spelt, holds: pattern.matches)
        }
    }

    private func place<Text>(in texts: FilterItem.Texts<Text>, holds: (Text) -> Bool) -> String? {
        if !isForCategories {
            if texts.title.contains(where: holds) { return "title" }
            if texts.body.contains(where: holds) { return "text" }
        }
        return texts.categories.first { holds($0.text) }.map { "category \"\($0.name)\"" }
    }

    private static func words(_ entry: Substring) throws(Mistake) -> Test {
        let openStart = entry.hasPrefix("*")
        let openEnd = entry.hasSuffix("*")
        let words = FoldedText(String(entry.drop { $0 == "*" }.reversed().drop { $0 == "*" }.reversed()))
        if words.isEmpty { throw Mistake(message: "there is no word to look for") }
        if words.scalars.contains("*") {
            throw Mistake(message: "a * can only begin or end a word; for more, write a regular expression: /a.*b/i")
        }
        return .words(words, openStart: openStart, openEnd: openEnd)
    }

    private static func pattern(_ entry: Substring) throws(Mistake) -> Test {
        guard let end = entry.dropFirst().lastIndex(of: "/") else {
            throw Mistake(message: "a regular expression that begins with / ends with / or /i")
        }
        let flags = entry[end...].dropFirst()
        guard flags.isEmpty || flags == "i" else {
            throw Mistake(message: "after the regular expression can only stand i, and not \(flags)")
        }
        do {
            return .pattern(try FilterPattern(String(entry[..<end].dropFirst()), ignoresCase: flags == "i"))
        } catch {
            throw Mistake(message: "in the regular expression, \(error.message) at character \(error.position + 1)")
        }
    }
}

/// An item while it is judged: its texts are made ready when a rule first asks for them, and only once.
struct FilterItem {
    /// How far into a text is searched, in Unicode scalars.
    static let searchedScalars = 10_000

    /// The searchable texts of an item.
    struct Texts<Text> {
        let title: [Text]
        let body: [Text]
        let categories: [(name: String, text: Text)]

        init(_ source: PostSource, _ prepare: (String) -> Text) {
            title = [source.title].compactMap { $0.map(prepare) }
            body = [source.summary, source.content].compactMap { $0.map(prepare) }
            categories = source.tags.prefix(100).map { ($0, prepare($0)) }
        }
    }

    private let source: PostSource
    private(set) lazy var folded = Texts(source) { FoldedText($0, limit: Self.searchedScalars) }
    private(set) lazy var spelt = Texts(source) { PatternText($0, limit: Self.searchedScalars) }

    init(_ source: PostSource) {
        self.source = source
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        return start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? ""
    }
}
