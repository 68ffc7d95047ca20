/// A day and a time of day of the Gregorian calendar with an offset from UTC, as yet unchecked.
struct CivilDate {
    var year: Int
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    /// 60 is a leap second, and reads as the second after it.
    var second = 0
    /// Part of a second.
    var fraction = 0.0
    /// Seconds east of UTC.
    var offset = 0

    /// Outside lie only the zero dates of databases and languages (0000, 0001, 1601, 1899) and their 9999.
    private static let years = 1900...2199

    /// Seconds since 1970, or nil if there is no such instant.
    ///
    /// The 29th to 31st of a short month is the day as many days later: feeds do write June 31.
    var secondsSince1970: Double? {
        guard Self.years.contains(year), (1...12).contains(month), (1...31).contains(day),
            (0...23).contains(hour) || (hour == 24 && minute == 0 && second == 0),
            (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        let seconds = Self.days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
        return Double(seconds) + fraction
    }

    /// Moves to the day of an ISO week; 1 is Monday. Week 1 is the one with January 4.
    mutating func moveTo(week: Int, weekday: Int) -> Bool {
        guard Self.years.contains(year), (1...53).contains(week), (1...7).contains(weekday) else { return false }
        let fourth = Self.days(year, 1, 4)
        // 1970-01-01 was a Thursday.
        let monday = fourth - (fourth + 3) % 7
        return moveTo(ordinal: monday + (week - 1) * 7 + weekday - Self.days(year, 1, 1))
    }

    /// Moves to a day of the year; 1 is January 1, and the neighbouring years are in reach for weeks that span them.
    mutating func moveTo(ordinal: Int) -> Bool {
        guard Self.years.contains(year), (-6...372).contains(ordinal) else { return false }
        let total = Self.days(year, 1, 1) + ordinal - 1
        for candidate in [year - 1, year, year + 1] where total < Self.days(candidate + 1, 1, 1) {
            year = candidate
            month = 12
            while Self.days(year, month, 1) > total { month -= 1 }
            day = total - Self.days(year, month, 1) + 1
            return true
        }
        return false
    }

    /// Days since 1970-01-01. Counted from March 1, so that the leap day is a year's last.
    static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let year = month <= 2 ? year - 1 : year
        let yearOfEra = year % 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return year / 400 * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
