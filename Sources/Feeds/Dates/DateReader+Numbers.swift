extension DateReader {
    /// The number at `index`, nil if there is none or it is too long for one.
    mutating func digits() -> (value: Int, count: Int)? {
        var value = 0
        let start = index
        while byte().isDigit {
            guard index - start < 17 else { return nil }
            value = value * 10 + Int(byte() - UInt8(ascii: "0"))
            index += 1
        }
        return index > start ? (value, index - start) : nil
    }

    /// Seconds, milliseconds or microseconds since 1970, if the text is one such number.
    func epoch() -> Double? {
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), bytes[first].isDigit,
            let last = bytes.lastIndex(where: { $0 > 0x20 })
        else { return nil }
        let number = bytes[first...last]
        let whole = number.prefix { $0.isDigit }
        guard 9...16 ~= whole.count else { return nil }
        let rest = number[whole.endIndex...]
        guard rest.isEmpty || (rest.first == UInt8(ascii: ".") && rest.dropFirst().allSatisfy(\.isDigit)),
            let value = Double(String(decoding: number, as: UTF8.self))
        else { return nil }
        switch whole.count {
        case 9, 10: return value
        case 13: return value / 1000
        case 16: return value / 1_000_000
        default: return nil
        }
    }

    /// False if no date holds such a number.
    mutating func readNumber() -> Bool {
        let start = index
        guard let (value, count) = digits() else { return false }
        if clock == nil, readClock(after: value, count) {
            last = .time
        } else if readUnit(of: value) {
            last = clock == nil ? .date : .time
        } else if expectsMonth, count <= 2 {
            expectsMonth = false
            month = value
        } else if year == nil, month == nil, loose.isEmpty, readDate(after: value, count) {
            last = .date
        } else {
            last = .number
            let isShortYear = start > 0 && bytes[start - 1] == UInt8(ascii: "'") && count == 2
            return loose.append(
                isShortYear ? LooseNumbers.year(value, digits: 2) ?? value : value,
                digits: isShortYear ? 4 : count
            )
        }
        return true
    }

    /// A time of day that begins with the number just read.
    private mutating func readClock(after value: Int, _ count: Int) -> Bool {
        let isPromised = expectsClock
        expectsClock = false
        let separator = byte()
        guard count <= 2, isClockSeparator(separator) else {
            guard isPromised, let clock = compactClock(value, count) else { return false }
            self.clock = clock
            return true
        }
        index += 1
        var time = ClockTime(hour: value)
        if let minute = digits() {
            time.minute = minute.value
            if byte() == separator, byte(1).isDigit {
                index += 1
                time.second = digits()?.value ?? 60
                time.fraction = fraction()
            }
        } else if byte().isDigit {
            return false
        }
        clock = time
        return true
    }

    /// Whether hours end here: `10:30`, French `10h30` and `10h`, Finnish `10.30` where it cannot be a day.
    private func isClockSeparator(_ separator: UInt8) -> Bool {
        switch separator {
        case UInt8(ascii: ":"): byte(1).isDigit
        case UInt8(ascii: "h"), UInt8(ascii: "H"): !byte(1).isLetter
        case UInt8(ascii: "."):
            byte(1).isDigit && byte(2).isDigit && !byte(3).isDigit
                && (expectsDottedClock || (month != nil && (year != nil || loose.hasYear)))
        default: false
        }
    }

    /// ISO 8601 without colons: `T1030`, `T103000.5`.
    private mutating func compactClock(_ value: Int, _ count: Int) -> ClockTime? {
        switch count {
        case 1, 2: ClockTime(hour: value)
        case 3, 4: ClockTime(hour: value / 100, minute: value % 100)
        case 6:
            ClockTime(hour: value / 10_000, minute: value / 100 % 100, second: value % 100, fraction: fraction())
        default: nil
        }
    }

    /// The part of a second that may follow: `.5`, `,500` or, from .NET, `:500`.
    private mutating func fraction() -> Double {
        guard byte() == UInt8(ascii: ".") || byte() == UInt8(ascii: ",") || byte() == UInt8(ascii: ":"), byte(1).isDigit
        else { return 0 }
        index += 1
        var value = 0.0
        var scale = 0.1
        while byte().isDigit {
            value += Double(byte() - UInt8(ascii: "0")) * scale
            scale /= 10
            index += 1
        }
        return value
    }

    /// Gives the number just read to the Chinese, Japanese or Korean unit behind it.
    private mutating func readUnit(of value: Int) -> Bool {
        let gap = byte() == UInt8(ascii: " ") ? 1 : 0
        switch (byte(gap), byte(gap + 1), byte(gap + 2)) {
        case (0xE5, 0xB9, 0xB4), (0xEB, 0x85, 0x84): year = LooseNumbers.year(value, digits: value < 100 ? 2 : 4)
        case (0xE6, 0x9C, 0x88), (0xEC, 0x9B, 0x94): month = value
        case (0xE6, 0x97, 0xA5), (0xE5, 0x8F, 0xB7), (0xEC, 0x9D, 0xBC): day = value
        case (0xE6, 0x99, 0x82), (0xE6, 0x97, 0xB6), (0xE7, 0x82, 0xB9), (0xE9, 0xBB, 0x9E), (0xEC, 0x8B, 0x9C):
            clock = ClockTime(hour: value)
        case (0xE5, 0x88, 0x86), (0xEB, 0xB6, 0x84): clock?.minute = value
        case (0xE7, 0xA7, 0x92), (0xEC, 0xB4, 0x88): clock?.second = value
        default: return false
        }
        index += gap + 3
        return true
    }

    // MARK: Days in digits

    private mutating func readDate(after value: Int, _ count: Int) -> Bool {
        switch count {
        case 1, 2: return readTriple(after: value)
        case 4: return readRest(of: value)
        case 7: return moveTo(year: value / 1000, ordinal: value % 1000)
        case 8: (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
        case 12, 14:
            let minutes = count == 14 ? value / 100 : value
            (year, month, day) = (minutes / 100_000_000, minutes / 1_000_000 % 100, minutes / 10_000 % 100)
            clock = ClockTime(
                hour: minutes / 100 % 100,
                minute: minutes % 100,
                second: count == 14 ? value % 100 : 0,
                fraction: fraction()
            )
        default: return false
        }
        return true
    }

    /// What follows a year: `-11-22`, `-11`, `-326`, `-W47-7`, `/11/22`, `. 11. 22.`.
    private mutating func readRest(of year: Int) -> Bool {
        let start = index
        let gap = byte() == UInt8(ascii: "-") ? 1 : 0
        if byte(gap) | 0x20 == UInt8(ascii: "w"), byte(gap + 1).isDigit {
            index += gap + 1
            return readWeek(of: year)
        }
        guard let separator = separator(), let second = digits(), second.count <= 3 else {
            index = start
            return false
        }
        let isHyphen = separator == UInt8(ascii: "-")
        if second.count == 3 { return isHyphen && moveTo(year: year, ordinal: second.value) }
        let end = index
        if self.separator() == separator, let third = digits(), third.count <= 2 {
            day = third.value
        } else {
            index = end
            // `2026/11` and `2026.11` are issues of a magazine more often than months.
            guard isHyphen else { return false }
        }
        (self.year, month) = (year, second.value)
        return true
    }

    private mutating func readWeek(of year: Int) -> Bool {
        guard let number = digits() else { return false }
        var (week, weekday) = number.count == 3 ? (number.value / 10, number.value % 10) : (number.value, 1)
        if number.count < 3, byte() == UInt8(ascii: "-"), byte(1).isDigit {
            index += 1
            weekday = digits()?.value ?? 0
        }
        var date = CivilDate(year: year)
        return moveTo(date.moveTo(week: week, weekday: weekday) ? date : CivilDate(year: 0))
    }

    private mutating func moveTo(year: Int, ordinal: Int) -> Bool {
        var date = CivilDate(year: year)
        return moveTo(1...366 ~= ordinal && date.moveTo(ordinal: ordinal) ? date : CivilDate(year: 0))
    }

    private mutating func moveTo(_ date: CivilDate) -> Bool {
        (year, month, day) = (date.year, date.month, date.day)
        return true
    }

    /// Day, month and year in digits: `22.11.2026`, `22/11/2026`, `11/22/26`.
    private mutating func readTriple(after first: Int) -> Bool {
        let start = index
        guard let separator = separator(), let second = digits(), second.count <= 2, self.separator() == separator,
            let third = digits(), third.count == 2 || third.count == 4,
            let year = LooseNumbers.year(third.value, digits: third.count)
        else {
            index = start
            return false
        }
        let isDotted = separator == UInt8(ascii: ".")
        // 22/11/26 may as well be a day of 2022.
        guard third.count == 4 || isDotted || third.value > 31 || second.value > 12,
            let (day, month) = LooseNumbers.dayAndMonth(first, second.value, dayLeads: isDotted)
        else { return false }
        (self.year, self.month, self.day) = (year, month, day)
        return true
    }

    /// Passes a separator of numbers, with the space that may follow a dot; nil if none stands here before a digit.
    private mutating func separator() -> UInt8? {
        let found = byte()
        guard found == UInt8(ascii: "-") || found == UInt8(ascii: "/") || found == UInt8(ascii: ".") else { return nil }
        let gap = found == UInt8(ascii: ".") && byte(1) == UInt8(ascii: " ") ? 2 : 1
        guard byte(gap).isDigit else { return nil }
        index += gap
        return found
    }
}
