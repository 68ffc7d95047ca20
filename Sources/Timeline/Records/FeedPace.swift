/// How often a publisher wants its feed asked, as the last document said.
package struct FeedPace: Sendable, Equatable {
    /// Not more often than this.
    package var interval: Duration
    /// Not in these hours of the day, 0 to 23 in GMT.
    package var skipHours: Set<Int>
    /// Not on these days of the week in GMT; 1 is Sunday, as in `Calendar`.
    package var skipDays: Set<Int>

    package init(interval: Duration = .zero, skipHours: Set<Int> = [], skipDays: Set<Int> = []) {
        self.interval = interval
        self.skipHours = skipHours.filter { (0...23).contains($0) }
        self.skipDays = skipDays.filter { (1...7).contains($0) }
    }
}

extension FeedPace {
    init(_ columns: inout Columns) {
        interval = .milliseconds(columns.next() as Int64)
        skipHours = Self.members(columns.next())
        skipDays = Self.members(columns.next())
    }

    /// A bit for each hour or day.
    static func bits(_ members: Set<Int>) -> Int64 { members.reduce(0) { $0 | 1 << Int64($1) } }

    private static func members(_ bits: Int64) -> Set<Int> { Set((0..<24).filter { bits >> Int64($0) & 1 == 1 }) }
}
