internal import Foundation

/// Writes JSON from front to back, without a tree and without reflection: a page of a timeline has a thousand values, and
/// `JSONEncoder` takes a hundred times as long for them as the database does.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(capacity: Int = 4_096) { bytes.reserveCapacity(capacity) }

    // MARK: - Structure

    mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        begin("{")
        try body(&self)
        end("}")
    }

    mutating func array<Elements: Sequence>(
        _ elements: Elements,
        _ body: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        begin("[")
        for element in elements { try body(&self, element) }
        end("]")
    }

    /// The name of a field; its value follows.
    mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        bytes += [UInt8(ascii: "\""), UInt8(ascii: ":")]
        needsComma = false
    }

    // MARK: - Values

    mutating func value(_ text: String) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        append(escaped: text)
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    mutating func value(_ number: Int) { literal("\(number)") }

    mutating func value(_ flag: Bool) { literal(flag ? "true" : "false") }

    mutating func null() { literal("null") }

    /// What is JSON already: a value, or fields of an object with commas between them.
    mutating func raw(_ json: [UInt8]) {
        separate()
        bytes += json
        needsComma = true
    }

    /// `2026-11-22T12:00:00.000Z`.
    mutating func value(_ date: Date) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes += Timestamp(date).text.utf8
        bytes.append(UInt8(ascii: "\""))
        needsComma = true
    }

    // MARK: - Fields

    mutating func field(_ name: StaticString, _ text: String) {
        self.name(name)
        value(text)
    }

    mutating func field(_ name: StaticString, _ text: String?) {
        self.name(name)
        if let text { value(text) } else { null() }
    }

    mutating func field(_ name: StaticString, _ number: Int) {
        self.name(name)
        value(number)
    }

    mutating func field(_ name: StaticString, _ flag: Bool) {
        self.name(name)
        value(flag)
    }

    mutating func field(_ name: StaticString, _ date: Date) {
        self.name(name)
        value(date)
    }

    mutating func field(_ name: StaticString, _ date: Date?) {
        self.name(name)
        if let date { value(date) } else { null() }
    }

    /// A number as a text, as all numbers of things are.
    mutating func field(_ name: StaticString, id: Int64) { field(name, "\(id)") }

    mutating func field(_ name: StaticString, id: Int64?) { field(name, id.map { "\($0)" }) }

    mutating func field(_ name: StaticString, _ body: (inout JSONWriter) throws -> Void) rethrows {
        self.name(name)
        try object(body)
    }

    mutating func field<Elements: Sequence>(
        _ name: StaticString,
        _ elements: Elements,
        _ body: (inout JSONWriter, Elements.Element) throws -> Void
    ) rethrows {
        self.name(name)
        try array(elements, body)
    }

    mutating func field(_ name: StaticString, _ texts: [String]) {
        field(name, texts) { $0.value($1) }
    }

    mutating func emptyList(_ name: StaticString) { field(name, [String]()) }

    mutating func nullField(_ name: StaticString) {
        self.name(name)
        null()
    }

    // MARK: - Bytes

    private mutating func begin(_ bracket: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    private mutating func end(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func literal(_ text: String) {
        separate()
        bytes += text.utf8
        needsComma = true
    }

    /// RFC 8259, section 7.
    private mutating func append(escaped text: String) {
        let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
        if isPlain {
            bytes += text.utf8
            return
        }
        for byte in text.utf8 {
            switch byte {
            case 0x22: bytes += [0x5C, 0x22]
            case 0x5C: bytes += [0x5C, 0x5C]
            case 0x0A: bytes += [0x5C, 0x6E]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                bytes += "\\u00".utf8
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
    }
}

/// A moment as Mastodon's clients read it, in UTC with milliseconds.
struct Timestamp {
    let text: String

    init(_ date: Date) {
        let milliseconds = Int((date.timeIntervalSince1970 * 1_000).rounded())
        let (days, rest) = milliseconds.quotientAndFloorRemainder(86_400_000)
        let (year, month, day) = Self.civil(days)
        let time = "\(Self.two(rest / 3_600_000)):\(Self.two(rest / 60_000 % 60)):\(Self.two(rest / 1_000 % 60))"
        let fraction = String(1_000 + rest % 1_000).dropFirst()
        text = "\(Self.four(year))-\(Self.two(month))-\(Self.two(day))T\(time).\(fraction)Z"
    }

    /// `2026-11-22`.
    var day: String { String(text.prefix(10)) }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func four(_ number: Int) -> String {
        number < 1_000 ? String(10_000 + number).dropFirst().description : "\(number)"
    }

    /// The date of a day since 1970, in the Gregorian calendar without end in both directions: "days_from_civil" turned
    /// round, by Howard Hinnant.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let (era, ofEra) = shifted.quotientAndFloorRemainder(146_097)
        let year = (ofEra - ofEra / 1_460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let index = (5 * ofYear + 2) / 153
        let month = index < 10 ? index + 3 : index - 9
        return (year + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - (153 * index + 2) / 5 + 1)
    }
}

extension Int {
    fileprivate func quotientAndFloorRemainder(_ divisor: Int) -> (Int, Int) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
