package import Foundation
internal import Transfer

/// When the scheduler last went round; what the watchdog asks.
package final class Pulse: Sendable {
    private let last: Locked<Date>

    init(startedAt now: Date) { last = Locked(now) }

    func beat(at now: Date) { last.withLock { $0 = now } }

    package var lastBeat: Date { last.withLock { $0 } }
}
