/// Reads one date, token by token, without knowing beforehand which form it has.
///
/// A number that its surroundings explain (`10:` is an hour, `2026-11` a year and a month, `22日` a day) finds its place at
/// once; the others stay loose until the whole text is known. Words and signs are read here, numbers in the extension.
struct DateReader {
    enum Token {
        case none
        case number
        case word
        case date
        case time
        case zone
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0
    var year: Int?
    var month: Int?
    var day: Int?
    var clock: ClockTime?
    var loose = LooseNumbers()
    var last = Token.none
    /// Whether a `T` promised a time of day.
    var expectsClock = false
    /// Whether a word such as Finnish `klo` promised `10.30`.
    var expectsDottedClock = false
    /// Whether a word such as Vietnamese `tháng` promised a month in digits.
    var expectsMonth = false
    /// Whether the month came before any number, so that another may follow: French "mar" is a Tuesday, too.
    private var isMonthDoubtful = false
    private var isAfternoon: Bool?
    /// Minutes east of UTC, in digits.
    private var offset: Int?
    /// Minutes east of UTC, by name.
    private var zone: Int?
    private var daylight = 0
    private var strangers = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Seconds since 1970.
    mutating func read() -> Double? {
        if let epoch = epoch() { return epoch }
        while index < bytes.count {
            let byte = bytes[index]
            if byte.isDigit {
                guard readNumber() else { return nil }
            } else if byte.isLetter || byte >= 0x80 {
                readWord()
            } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") {
                readSign()
            } else {
                index += 1
            }
        }
        return instant()
    }

    /// The byte so far ahead, 0 past the end.
    func byte(_ distance: Int = 0) -> UInt8 { index + distance < bytes.count ? bytes[index + distance] : 0 }

    private mutating func instant() -> Double? {
        if month != nil {
            if year == nil { year = loose.takeYear() }
            if day == nil { day = loose.takeDay() }
        } else if year == nil, let bare = loose.bareDate {
            (year, month, day) = bare
        }
        // A year or a month alone is a date only if the text says nothing else.
        guard let year, strangers <= 3, month != nil || day == nil,
            day != nil || (strangers == 0 && clock == nil)
        else { return nil }
        var date = CivilDate(year: year, month: month ?? 1, day: day ?? 1)
        if let clock {
            (date.hour, date.minute, date.second) = (clock.hour, clock.minute, clock.second)
            date.fraction = clock.fraction
            if isAfternoon == true, date.hour < 12 { date.hour += 12 }
            if isAfternoon == false, date.hour == 12 { date.hour = 0 }
        }
        date.offset = 60 * (offset ?? zone.map { $0 + daylight } ?? (isKorean ? 9 * 60 : 0))
        return date.secondsSince1970
    }

    /// Written in Hangul (U+AC00 to U+D7A3): Korea has one zone, and its publishers do not name it.
    private var isKorean: Bool { bytes.contains { (0xEA...0xED).contains($0) } }

    /// An offset from UTC, if the sign at `index` begins one; else it is a hyphen.
    private mutating func readSign() {
        let isNegative = byte() == UInt8(ascii: "-")
        let isApart = index > 0 && bytes[index - 1] == UInt8(ascii: " ")
        index += 1
        let start = index
        guard offset == nil, clock != nil || last == .date, let hours = digits() else { return }
        var minutes = hours.value
        switch hours.count {
        case 1, 2:
            minutes *= 60
            if byte() == UInt8(ascii: ":") || byte() == UInt8(ascii: "."), byte(1).isDigit {
                index += 1
                minutes += digits()?.value ?? 0
            }
        case 3, 4: minutes = minutes / 100 * 60 + minutes % 100
        default: minutes = .max
        }
        let length = index - start
        let isOffset =
            switch last {
            case .time, .zone: true
            case .date: length >= 4
            default: isApart && length >= 4 && (index == bytes.count || bytes[index] == UInt8(ascii: " "))
            }
        guard isOffset else {
            index = start
            return
        }
        // A zone that is nowhere, such as +9999, says nothing.
        offset = minutes >= 24 * 60 ? 0 : isNegative ? -minutes : minutes
        last = .zone
    }

    private mutating func readWord() {
        let start = index
        while byte().isLetter || byte() >= 0x80 { index += 1 }
        let previous = last
        last = .word
        switch DateWord(UnsafeBufferPointer(rebasing: bytes[start..<index])) {
        case .month(let number):
            guard month == nil || isMonthDoubtful, day == nil else { return }
            month = number
            isMonthDoubtful = loose.isEmpty
        case .morning: readHalf(isAfternoon: false, after: previous)
        case .afternoon: readHalf(isAfternoon: true, after: previous)
        case .letter(let letter):
            if byte() == UInt8(ascii: "."), byte(1) | 0x20 == UInt8(ascii: "m"),
                letter == UInt8(ascii: "a") || letter == UInt8(ascii: "p")
            {
                index += 2
                readHalf(isAfternoon: letter == UInt8(ascii: "p"), after: previous)
            } else if letter == UInt8(ascii: "t") {
                expectsClock = byte().isDigit && clock == nil
            } else if clock != nil {
                // RFC 5322, section 4.3: senders mixed up the signs of military zones, so they all mean UTC.
                zone = zone ?? 0
                last = .zone
            }
        case .zone(let minutes):
            // "at" is a zone only behind a time of day.
            guard clock != nil else { return }
            zone = minutes
            last = .zone
        case .daylight where zone != nil: daylight = 60
        case .daylight: strangers += 1
        case .dottedClock: expectsDottedClock = true
        case .monthFollows: expectsMonth = true
        case .known: if previous == .time { last = .time }
        case nil: strangers += 1
        }
    }

    /// Morning or afternoon, for the hour that stands before or will come.
    private mutating func readHalf(isAfternoon: Bool, after previous: Token) {
        self.isAfternoon = isAfternoon
        if clock == nil, previous == .number, let hour = loose.takeHour() { clock = ClockTime(hour: hour) }
        if clock != nil { last = .time }
    }
}

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
}
