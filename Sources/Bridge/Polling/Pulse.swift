package import Foundation
internal import Transfer

/// When the scheduler last went round and polled, and what keeps it from polling; what the watchdog and `/readyz` ask.
package final class Pulse: Sendable {
    private let last: Locked<Date>
    private let poll: Locked<Date>
    private let obstacle = Locked<String?>(nil)

    init(startedAt now: Date) {
        last = Locked(now)
        poll = Locked(now)
    }

    func beat(at now: Date) { last.withLock { $0 = now } }

    /// A poll began or ended.
    func poll(at now: Date) { poll.withLock { $0 = now } }

    /// - Returns: whether this is another obstacle than before.
    func meet(_ reason: String?) -> Bool {
        obstacle.withLock { old in
            defer { old = reason }
            return old != reason
        }
    }

    package var lastBeat: Date { last.withLock { $0 } }

    /// When a poll last began or ended; at first, when the scheduler was made.
    package var lastPoll: Date { poll.withLock { $0 } }

    /// Why nothing is polled although the scheduler goes round, such as a full disk; nil while all is well.
    package var trouble: String? { obstacle.withLock { $0 } }
}
