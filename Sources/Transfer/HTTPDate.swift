package import Foundation

/// Reads the dates of HTTP (RFC 9110 section 5.6.7).
package enum HTTPDate {
    /// Reads all three forms: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
    /// `Sun Nov  6 08:49:37 1994`.
    ///
    /// The day of the week may be wrong or missing. Years of two digits are those from 1970 to 2069.
    ///
    /// - Returns: nil for anything else, other time zones included.
    package static func parse(_ text: String) -> Date? {
        var words = text.utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x2C || $0 == 0x2D }[...]
        if let first = words.first, isWeekday(first) { words = words.dropFirst() }
        guard words.count >= 4 else { return nil }
        let word = Array(words)
        // asctime(3) puts the month first, the year last, and names no zone.
        if let month = month(word[0]) {
            guard word.count == 4 else { return nil }
            return date(year: year(word[3]), month: month, day: number(word[1]), time: word[2])
        }
        guard word.count == 5, isUTC(word[4]) else { return nil }
        return date(year: year(word[2]), month: month(word[1]), day: number(word[0]), time: word[3])
    }

    private typealias Word = Substring.UTF8View

    private static func date(year: Int?, month: Int?, day: Int?, time: Word) -> Date? {
        let clock = time.split(separator: 0x3A, omittingEmptySubsequences: false).map(number)
        guard let year, let month, let day, clock.count == 3, let hour = clock[0], let minute = clock[1],
            let second = clock[2], hour < 24, minute < 60, second <= 60, day >= 1, day <= days(in: month, of: year)
        else { return nil }
        let seconds = daysSince1970(year: year, month: month, day: day) * 86_400 + hour * 3_600 + minute * 60 + second
        return Date(timeIntervalSince1970: Double(seconds))
    }

    // MARK: - Words

    private static func number(_ word: Word) -> Int? {
        guard (1...4).contains(word.count) else { return nil }
        var value = 0
        for byte in word {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    private static func year(_ word: Word) -> Int? {
        guard let year = number(word) else { return nil }
        switch word.count {
        case 2: return year < 70 ? 2_000 + year : 1_900 + year
        case 4: return year
        default: return nil
        }
    }

    private static func month(_ word: Word) -> Int? {
        guard word.count == 3 else { return nil }
        return months.firstIndex { $0.utf8.elementsEqual(word) { $0 | 0x20 == $1 | 0x20 } }.map { $0 + 1 }
    }

    private static func isWeekday(_ word: Word) -> Bool {
        let letters = word.prefix(3)
        return weekdays.contains { $0.utf8.elementsEqual(letters) { $0 | 0x20 == $1 | 0x20 } }
    }

    private static func isUTC(_ word: Word) -> Bool {
        ["GMT", "UTC", "Z", "+0000", "0000"].contains { $0.utf8.elementsEqual(word) }
    }

    private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    // MARK: - Calendar

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// In the Gregorian calendar, with years that begin in March so that the leap day comes last.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let year = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
    }
}
