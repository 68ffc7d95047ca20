import Foundation

/// Holds threads until enough of them are there.
final class WaitingRoom: @unchecked Sendable {
    // Only touched while `condition` is locked.
    private var missing: Int
    private let condition = NSCondition()

    init(for count: Int) { missing = count }

    /// Gives up after half a minute, so that a failing test ends.
    func wait() {
        let deadline = Date() + 30
        condition.lock()
        defer { condition.unlock() }
        missing -= 1
        condition.broadcast()
        while missing > 0, condition.wait(until: deadline) {}
    }
}
