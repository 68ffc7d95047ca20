internal import Foundation

/// Durations as people write them: `90s`, `30m`, `1h30m`, `2d`, `1w`.
package enum DurationText {
    /// From the longest to the shortest.
    private static let units: [(name: Character, seconds: Int64)] = [
        ("w", 604_800), ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
    ]

    /// nil unless the text is a chain of whole numbers with units, the longest first.
    package static func parse(_ text: String) -> Duration? {
        var rest = text[...]
        var seconds: Int64 = 0
        var allowed = units[...]
        repeat {
            let digits = rest.prefix { $0.isASCII && $0.isNumber }
            guard (1...9).contains(digits.count), let count = Int64(digits) else { return nil }
            rest = rest.dropFirst(digits.count)
            guard let unit = allowed.firstIndex(where: { $0.name == rest.first }) else { return nil }
            seconds += count * units[unit].seconds
            allowed = units[(unit + 1)...]
            rest = rest.dropFirst()
            if rest.first == " ", rest.count > 1 { rest = rest.dropFirst() }
        } while !rest.isEmpty
        return .seconds(seconds)
    }

    /// The shortest text that `parse` reads back, in whole seconds.
    package static func format(_ duration: Duration) -> String {
        var rest = duration.components.seconds
        guard rest > 0 else { return rest == 0 ? "0s" : "-" + format(.zero - duration) }
        var text = ""
        for unit in units where rest >= unit.seconds {
            text += "\(rest / unit.seconds)\(unit.name)"
            rest %= unit.seconds
        }
        return text
    }

    /// What a text that `parse` refuses was probably meant to be: `30 minutes`, `1.5h`, `PT30M`, `30m1h`.
    static func guess(_ text: String) -> String? {
        var rest = text.lowercased()[...]
        if rest.first == "p" { rest = rest.dropFirst().replacing(/t(?=[0-9])/, with: "") }
        var seconds = 0.0
        while !rest.isEmpty {
            rest = rest.trimmingPrefix { !$0.isLetter && !$0.isNumber }
            guard let group = rest.prefixMatch(of: /([0-9]{1,9}(?:[.,][0-9]{1,3})?) *(\p{L}+)/) else { return nil }
            let word = String(group.2)
            guard let unit = units.first(where: { names[$0.name]?.contains(word) ?? false }),
                let count = Double(group.1.replacing(",", with: "."))
            else { return nil }
            seconds += count * Double(unit.seconds)
            rest = rest[group.range.upperBound...].trimmingPrefix { $0 == " " }
        }
        return seconds >= 1 ? format(.seconds(Int64(seconds.rounded()))) : nil
    }

    private static let names: [Character: Set<String>] = [
        "w": ["w", "wk", "week", "weeks", "semaine", "semaines", "woche", "wochen"],
        "d": ["d", "day", "days", "j", "jour", "jours", "tag", "tage"],
        "h": ["h", "hr", "hrs", "hour", "hours", "heure", "heures", "std", "stunde", "stunden"],
        "m": ["m", "mn", "min", "mins", "minute", "minutes", "minuten"],
        "s": ["s", "sec", "secs", "second", "seconds", "seconde", "secondes", "sekunde", "sekunden"],
    ]
}
