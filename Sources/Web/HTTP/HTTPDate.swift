internal import Foundation

/// Dates in the fields of HTTP: `Sun, 22 Nov 2026 12:00:00 GMT` (RFC 9110, section 5.6.7).
enum HTTPDate {
    private static let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = PhraseBook.english.months

    static func text(_ date: Date) -> String {
        let time = CivilTime(date)
        return "\(days[time.weekday]), \(time.day.twoDigits) \(months[time.month - 1]) \(time.year) "
            + "\(time.clock):\(time.second.twoDigits) GMT"
    }

    /// nil for anything else, the two obsolete forms too, which no client of today sends.
    static func date(_ text: String) -> Date? {
        let fields = text.prefix(40).split { $0 == " " || $0 == "," || $0 == ":" }
        guard fields.count == 8, fields[7] == "GMT", let month = months.firstIndex(of: String(fields[2])) else {
            return nil
        }
        let numbers = [fields[1], fields[3], fields[4], fields[5], fields[6]].compactMap { Int($0) }
        guard numbers.count == 5 else { return nil }
        return CivilTime.date(
            year: numbers[1],
            month: month + 1,
            day: numbers[0],
            hour: numbers[2],
            minute: numbers[3],
            second: numbers[4]
        )
    }
}
