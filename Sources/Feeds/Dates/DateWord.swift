/// What a word in a date says.
enum DateWord: Equatable, Sendable {
    case month(Int)
    case morning
    case afternoon
    /// Minutes east of UTC.
    case zone(Int)
    /// One hour more than the zone says: "Eastern Daylight Time".
    case daylight
    /// Hours and minutes follow with a dot between them.
    case dottedClock
    /// A month follows in digits.
    case monthFollows
    case letter(UInt8)
    /// Weekdays, ordinal endings and what else says nothing.
    case known

    /// Nil for a stranger.
    init?(_ letters: UnsafeBufferPointer<UInt8>) {
        guard letters.count > 1 else {
            self = .letter(letters[0] | 0x20)
            return
        }
        var key: UInt64 = 0
        for byte in letters.prefix(8) { key = key << 8 | UInt64(byte.isLetter ? byte | 0x20 : byte) }
        if letters.count <= 8, let found = Self.shortWords[key] {
            self = found
            return
        }
        // As a string the word is equal to its like with capitals lowered and accents composed.
        let word = String(decoding: letters, as: UTF8.self).lowercased()
        guard let found = Self.words[word] ?? Self.misspelt(word) else { return nil }
        self = found
    }

    private static let words: [String: DateWord] = {
        var words: [String: DateWord] = [:]
        for name in DateNames.known.split(whereSeparator: \.isWhitespace) { words[String(name)] = .known }
        for (name, hours) in DateNames.zones { words[name] = .zone(Int(hours * 60)) }
        for language in DateNames.months.split(separator: "\n") {
            for (index, names) in language.split(separator: " ").enumerated() {
                for name in names.split(separator: "|") { words[String(name)] = .month(index + 1) }
            }
        }
        for name in DateNames.mornings { words[name] = .morning }
        for name in DateNames.afternoons { words[name] = .afternoon }
        for name in ["daylight", "summer"] { words[name] = .daylight }
        for name in ["kl", "klo", "kell", "um", "ore", "alle"] { words[name] = .dottedClock }
        for name in ["tháng", "thg", "month"] { words[name] = .monthFollows }
        return words
    }()

    /// The words of up to eight bytes, each packed into an integer: nearly all that occur.
    private static let shortWords: [UInt64: DateWord] = {
        var short: [UInt64: DateWord] = [:]
        for (name, word) in words where name.utf8.count <= 8 {
            short[name.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = word
        }
        return short
    }()

    /// An English month that begins as it should: "Setp" is lost, "Novemeber" is not.
    private static func misspelt(_ word: String) -> DateWord? {
        guard word.utf8.count > 3, case .month(let number)? = words[String(word.prefix(3))],
            DateNames.english.contains(String(word.prefix(3)))
        else { return nil }
        return .month(number)
    }
}
