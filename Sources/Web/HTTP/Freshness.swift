internal import Foundation
internal import Timeline

/// Knows since when everything looks as it does.
final class Freshness: Sendable {
    private let events: TimelineEvents
    private let state: Locked<(changes: UInt64, since: Date)>

    /// - Parameter startedAt: nothing served is older: what it looks like may have changed with the program.
    init(_ events: TimelineEvents, startedAt: Date) {
        self.events = events
        state = Locked((events.changes, startedAt))
    }

    /// For a page whose content is read after this; nil if a change is so short ago that there may be another one within
    /// the same second, which HTTP's dates could not tell apart.
    func lastModified(at now: Date) -> Date? {
        let changes = events.changes
        return state.withLock { state in
            if state.changes != changes { state = (changes, now) }
            return now.timeIntervalSince(state.since) >= 1 ? state.since : nil
        }
    }
}
