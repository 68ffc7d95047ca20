internal import Foundation
internal import Metrics
internal import Timeline
internal import Transfer

/// What is measured of polls. Its handles are found once: to find one by its labels takes longer than to use it.
struct PollMetrics: Sendable {
    /// Polls that are under way.
    let active: Gauge
    /// How long after its time a poll began.
    let lateness: Timer
    let transfer: Timer
    /// Of documents, after decoding.
    let bytes: Counter
    let parse: Timer
    /// How long a poll took to be recorded, the wait for the disk included.
    let commit: Timer
    let posts: Counter
    private let success: Gauge
    private let unchanged: Counter
    private let changed: Counter
    private let failed: Counter
    private let gone: Counter
    private let failures: FailureCounters

    init(_ factory: any MetricsFactory) {
        func outcome(_ word: String) -> Counter {
            Counter(label: "feedline_polls_total", dimensions: [("outcome", word)], factory: factory)
        }
        active = Gauge(label: "feedline_polls_in_flight", factory: factory)
        lateness = Timer(label: "feedline_poll_lateness", factory: factory)
        transfer = Timer(label: "feedline_transfer_duration", factory: factory)
        bytes = Counter(label: "feedline_transfer_bytes", factory: factory)
        parse = Timer(label: "feedline_parse_duration", factory: factory)
        commit = Timer(label: "feedline_commit_duration", factory: factory)
        posts = Counter(label: "feedline_posts_total", factory: factory)
        success = Gauge(label: "feedline_last_successful_poll_timestamp_seconds", factory: factory)
        unchanged = outcome("unchanged")
        changed = outcome("changed")
        failed = outcome("failed")
        gone = outcome("gone")
        failures = FailureCounters(factory)
    }

    func count(_ outcome: Refresh.Outcome, at now: Date) {
        switch outcome {
        case .unchanged:
            unchanged.increment()
            success.record(now.timeIntervalSince1970.rounded())
        case .changed:
            changed.increment()
            success.record(now.timeIntervalSince1970.rounded())
        case .failed(let failure):
            failed.increment()
            failures.counter(of: failure).increment()
        case .gone(let failure):
            gone.increment()
            failures.counter(of: failure).increment()
        }
    }
}

/// Counts failures by their reason.
private final class FailureCounters: Sendable {
    private let factory: any MetricsFactory
    private let counters = Locked<[String: Counter]>([:])

    init(_ factory: any MetricsFactory) { self.factory = factory }

    func counter(of failure: FeedFailure) -> Counter {
        let reason = failure.kind.hasPrefix("http-") ? "\(failure.kind.prefix(6))xx" : failure.kind
        return counters.withLock { counters in
            if let known = counters[reason] { return known }
            let counter = Counter(
                label: "feedline_poll_failures_total",
                dimensions: [("reason", reason)],
                factory: factory
            )
            counters[reason] = counter
            return counter
        }
    }
}
