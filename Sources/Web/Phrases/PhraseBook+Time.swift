internal import Foundation

extension PhraseBook {
    var months: [String] {
        switch language {
        case .english: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        case .french:
            ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
        }
    }

    /// A moment for people, in UTC: `22 Nov 2026, 12:00`.
    func when(_ date: Date) -> String {
        self[("{}, {}", "{} à {}"), day(date), CivilTime(date).clock]
    }

    /// `22 Nov 2026`.
    func day(_ date: Date) -> String {
        let time = CivilTime(date)
        return "\(time.day) \(months[time.month - 1]) \(time.year)"
    }

    /// From one moment to another; the day is said once if it is the same.
    func span(_ start: Date, _ end: Date?) -> String {
        guard let end, end > start else { return when(start) }
        let isSameDay = day(start) == day(end)
        return "\(when(start)) – \(isSameDay ? CivilTime(end).clock : when(end))"
    }
}
