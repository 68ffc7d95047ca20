package import Foundation
package import Logging
internal import ServiceLifecycle
package import Timeline

/// Counts clicks on short links: in memory, and every few seconds in the store, so that a storm of them costs the disk as
/// little as one.
///
/// A graceful shutdown stores what is left. If the process is killed, the clicks of the last seconds are lost, which a
/// count can bear.
package final class ClickCounter: Service {
    private struct Tally {
        /// By code and day.
        var clicks: [String: [Day: Clicks]] = [:]
        /// The store did not take the last ones.
        var isStuck = false
    }

    private static let pause: Duration = .seconds(5)

    private let tally = Locked(Tally())
    private let store: TimelineStore
    private let now: @Sendable () -> Date
    private let logger: Logger

    package init(store: TimelineStore, now: @escaping @Sendable () -> Date, logger: Logger) {
        self.store = store
        self.now = now
        self.logger = logger
    }

    /// - Parameter code: of a link that is stored.
    package func count(_ code: String, by visitor: Visitor) {
        let click = visitor == .person ? Clicks(people: 1) : Clicks(bots: 1)
        add(click, to: code, on: Day(now()))
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            while (try? await Task.sleep(for: Self.pause)) != nil { await save() }
        }
        await save()
    }

    /// Stores what was counted; what the store does not take is kept for the next time.
    func save() async {
        let (clicks, wasStuck) = tally.withLock { tally in
            defer { tally = Tally() }
            return (tally.clicks, tally.isStuck)
        }
        let days = clicks.flatMap { code, days in days.map { DailyClicks(code: code, day: $0, clicks: $1) } }
        guard !days.isEmpty else { return }
        do {
            try await store.add(days)
        } catch {
            for one in days { add(one.clicks, to: one.code, on: one.day) }
            tally.withLock { $0.isStuck = true }
            if !wasStuck { logger.warning("clicks wait to be stored", metadata: ["error": "\(error)"]) }
        }
    }

    private func add(_ clicks: Clicks, to code: String, on day: Day) {
        tally.withLock { $0.clicks[code, default: [:]][day, default: Clicks()] += clicks }
    }
}
