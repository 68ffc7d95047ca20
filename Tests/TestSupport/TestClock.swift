package import Foundation

/// A clock that only moves when a test moves it.
///
///     let clock = TestClock()
///     let bridge = FeedBridge(…, now: clock.now)
///     clock.advance(by: 3_600)
package final class TestClock: Sendable {
    private let moment: Shared<Date>

    /// Noon of 22 November 2026 in UTC, unless told otherwise.
    package init(_ start: Date = Date(timeIntervalSince1970: 1_795_348_800)) { moment = Shared(start) }

    package var date: Date {
        get { moment.value }
        set { moment.value = newValue }
    }

    /// What production code is given.
    package var now: @Sendable () -> Date { { self.date } }

    /// - Parameter seconds: may be negative.
    package func advance(by seconds: TimeInterval) { moment.withLock { $0 += seconds } }
}
