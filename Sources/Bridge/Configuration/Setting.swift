/// One pass over a configuration: where its file lies, and what is wrong with it so far.
final class ConfigurationReading {
    /// What relative paths start from.
    let directory: String
    private(set) var slips: [Slip]

    init(directory: String, slips: [Slip] = []) {
        self.directory = directory
        self.slips = slips
    }

    func note(_ slip: Slip) { slips.append(slip) }
}

/// A value of the configuration with its path, and the vocabulary in which keys are read.
///
/// Each reader returns nil after it has noted what is wrong: reading goes on, so that every mistake is found.
struct Setting {
    let value: JSONValue
    let path: String
    let reading: ConfigurationReading

    /// Notes a mistake, at the value unless told otherwise.
    func note(_ message: String, _ suggestion: String? = nil, at offset: Int? = nil) {
        reading.note(Slip(offset: offset ?? value.start, path: path, message: message, suggestion: suggestion))
    }

    /// `note` for the last line of a reader.
    func refuse<Value>(_ message: String, _ suggestion: String? = nil) -> Value? {
        note(message, suggestion)
        return nil
    }

    func text() -> String? {
        switch value.content {
        case .string(let text): return text
        case .number(let number): return refuse("a text is needed, not a number", "write \(number.quoted)")
        case .null: return refuse("null means nothing here", "leave the key out")
        default: return refuse("a text is needed, not \(value.kind)")
        }
    }

    /// A text for people: not empty, and no longer than they read.
    func text(upTo limit: Int) -> String? {
        guard let text = text() else { return nil }
        guard text.contains(where: { !$0.isWhitespace }) else {
            return refuse("the text is empty", "leave the key out")
        }
        guard text.count <= limit else {
            return refuse("\(text.count) characters are too many", "at most \(limit) are allowed")
        }
        return text
    }

    /// A text without line breaks and other control characters.
    func line(upTo limit: Int) -> String? {
        guard let text = text(upTo: limit) else { return nil }
        let breaks: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
        let isLine = text.unicodeScalars.allSatisfy { !breaks.contains($0.properties.generalCategory) }
        return isLine ? text : refuse("a line break or control character stands in the text", "keep it to one line")
    }

    func integer(in range: ClosedRange<Int>) -> Int? {
        switch value.content {
        case .number(let text):
            guard let number = Int(text) else { return refuse("\(text) is no whole number", limits(of: range)) }
            return range.contains(number) ? number : refuse("\(text) is out of range", limits(of: range))
        case .string(let text) where Int(text) != nil:
            return refuse("a number stands without quotes", "write \(text)")
        default: return refuse("a number is needed, not \(value.kind)", limits(of: range))
        }
    }

    /// One of the words that there are for it.
    func word<Word: RawRepresentable<String> & CaseIterable>() -> Word? {
        guard let text = text() else { return nil }
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        let meant = Suggestion.closest(to: text, among: words).map { "did you mean \($0.quoted)?" }
        return refuse(
            "\(text.quoted) means nothing here",
            meant ?? "write \(words.map(\.quoted).joined(separator: " or "))"
        )
    }

    private func limits(of range: ClosedRange<Int>) -> String {
        "from \(range.lowerBound) to \(range.upperBound) are allowed"
    }

    func duration(in range: ClosedRange<Duration>) -> Duration? {
        if case .number(let number) = value.content {
            return refuse("a duration needs a unit", "write \"\(number)m\" for minutes, \"\(number)s\" for seconds")
        }
        guard let text = text() else { return nil }
        guard let duration = DurationText.parse(text) else {
            if !text.isEmpty, text.allSatisfy(\.isNumber) {
                return refuse("a duration needs a unit", "write \"\(text)m\" for minutes, \"\(text)s\" for seconds")
            }
            let guess = DurationText.guess(text).map { "write \"\($0)\"" }
            return refuse(
                "\(text.quoted) is no duration",
                guess ?? #"write for example "90s", "30m", "1h30m", "2d" or "1w""#
            )
        }
        guard range.contains(duration) else {
            let (low, high) = (DurationText.format(range.lowerBound), DurationText.format(range.upperBound))
            return refuse(
                "\(text) is too \(duration < range.lowerBound ? "short" : "long")",
                "from \(low) to \(high) are allowed"
            )
        }
        return duration
    }

    func list<Element>(_ read: (Setting) -> Element?) -> [Element]? {
        guard case .array(let elements) = value.content else {
            if case .string(let text) = value.content {
                return refuse("a list is needed, not a text", "write [\(text.quoted)]")
            }
            return refuse("a list is needed, not \(value.kind)")
        }
        return elements.enumerated().compactMap { index, element in
            read(Setting(value: element, path: JSONPath.appending(index: index, to: path), reading: reading))
        }
    }

    /// The members of an object whose keys are names; nil if it is none.
    func named() -> [(key: String, keyStart: Int, setting: Setting)]? {
        guard case .object(let members) = value.content else {
            return refuse("an object { … } is needed, not \(value.kind)")
        }
        return members.map { member in
            let path = JSONPath.appending(key: member.key, to: path)
            return (member.key, member.keyStart, Setting(value: member.value, path: path, reading: reading))
        }
    }

    func section<Key: ConfigurationKey>(without foreign: Key? = nil) -> Section<Key>? {
        Section(self, without: foreign)
    }
}

/// An object of the configuration: its settings by key, after every unknown key has been noted.
struct Section<Key: ConfigurationKey> {
    private let settings: [Key: Setting]

    subscript(key: Key) -> Setting? { settings[key] }

    fileprivate init?(_ object: Setting, without foreign: Key?) {
        guard let members = object.named() else { return nil }
        let known = Key.allCases.filter { $0 != foreign }
        var settings: [Key: Setting] = [:]
        for (name, keyStart, setting) in members {
            if let key = Key(rawValue: name), key != foreign {
                settings[key] = settings[key] ?? setting
            } else if name == ConfigurationHome.comment {
                _ = setting.text()
            } else {
                setting.note("unknown key", Self.advice(on: name, known: known), at: keyStart)
            }
        }
        self.settings = settings
    }

    private static func advice(on name: String, known: [Key]) -> String {
        if name.hasPrefix("//") || name.hasPrefix("_") { return #"write "comment" for a note"# }
        let names = known.map(\.rawValue)
        let same = names.first { $0.lowercased() == name.lowercased() }
        let synonym = Key.synonyms.first { $0.key.lowercased() == name.lowercased() }
            .flatMap { known.contains($0.value) ? $0.value.rawValue : nil }
        let near = Suggestion.closest(to: name, among: names)
        if let meant = same ?? synonym ?? near { return "did you mean \"\(meant)\"?" }
        if let home = ConfigurationHome.of(name) { return "it belongs \(home)" }
        return "known here are \(names.joined(separator: ", "))"
    }
}
