/// Up to four numbers of a date whose meaning shows only when all of it is read.
struct LooseNumbers {
    private struct Number {
        var value = 0
        var digits = 0
        var isYear: Bool { digits > 2 || value > 31 }
    }

    private var numbers = (Number(), Number(), Number(), Number())
    private(set) var count = 0

    var isEmpty: Bool { count == 0 }

    /// False if there is no room: a text of so many numbers is no date.
    mutating func append(_ value: Int, digits: Int) -> Bool {
        let number = Number(value: value, digits: digits)
        switch count {
        case 0: numbers.0 = number
        case 1: numbers.1 = number
        case 2: numbers.2 = number
        case 3: numbers.3 = number
        default: return false
        }
        count += 1
        return true
    }

    var hasYear: Bool { (0..<count).contains { self[$0].isYear } }

    /// The number read last, if it can be an hour. It is no longer loose then.
    mutating func takeHour() -> Int? {
        guard count > 0, self[count - 1].digits <= 2 else { return nil }
        count -= 1
        return self[count].value
    }

    /// The number that shows itself as a year, else the second one: `22 Nov 26`.
    mutating func takeYear() -> Int? {
        let indices = 0..<count
        guard
            let index = indices.first(where: { self[$0].digits > 2 }) ?? indices.first(where: { self[$0].isYear })
                ?? (count > 1 ? 1 : nil)
        else { return nil }
        let number = self[index]
        remove(at: index)
        return Self.year(number.value, digits: number.digits)
    }

    /// The first number that is left.
    mutating func takeDay() -> Int? {
        guard count > 0, self[0].digits <= 2 else { return nil }
        let day = self[0].value
        remove(at: 0)
        return day
    }

    /// Year, month and day of `2026 11 22`; month and day are nil for a year alone.
    var bareDate: (year: Int, month: Int?, day: Int?)? {
        guard count > 0, self[0].digits == 4 else { return nil }
        if count == 1 { return (self[0].value, nil, nil) }
        guard count == 3, self[1].digits <= 2, self[2].digits <= 2 else { return nil }
        return (self[0].value, self[1].value, self[2].value)
    }

    /// RFC 2822, section 4.3: two digits below 50 are in this century, and three come from adding 1900 too seldom.
    static func year(_ value: Int, digits: Int) -> Int? {
        switch digits {
        case 1, 2: value < 50 ? value + 2000 : value + 1900
        case 3: value + 1900
        case 4: value
        default: nil
        }
    }

    /// The two numbers in the only order that makes sense, or, if `dayLeads`, in their own where it makes sense.
    static func dayAndMonth(_ first: Int, _ second: Int, dayLeads: Bool) -> (day: Int, month: Int)? {
        if first > 12 || first == second || (dayLeads && second <= 12) { return (first, second) }
        return second > 12 ? (second, first) : nil
    }

    private subscript(index: Int) -> Number {
        switch index {
        case 0: numbers.0
        case 1: numbers.1
        case 2: numbers.2
        default: numbers.3
        }
    }

    private mutating func remove(at index: Int) {
        if index < 1 { numbers.0 = numbers.1 }
        if index < 2 { numbers.1 = numbers.2 }
        if index < 3 { numbers.2 = numbers.3 }
        count -= 1
    }
}
