internal import Metrics

/// One series that the program adds to while it runs.
protocol MetricSeries: AnyObject, Sendable {
    func samples(_ labels: [MetricLabel]) -> [MetricFamily.Sample]
}

/// Only goes up.
final class CounterSeries: MetricSeries, CounterHandler, FloatingPointCounterHandler {
    private let total = Locked(0.0)

    func increment(by amount: Int64) { increment(by: Double(amount)) }

    func increment(by amount: Double) {
        guard amount > 0 else { return }
        total.withLock { $0 += amount }
    }

    func reset() { total.withLock { $0 = 0 } }

    func samples(_ labels: [MetricLabel]) -> [MetricFamily.Sample] {
        [.init(labels: labels, value: total.withLock { $0 })]
    }
}

/// Goes up and down.
final class GaugeSeries: MetricSeries, MeterHandler, RecorderHandler {
    private let level = Locked(0.0)

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { level.withLock { $0 = value } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func increment(by amount: Double) { level.withLock { $0 += amount } }
    func decrement(by amount: Double) { level.withLock { $0 -= amount } }

    func samples(_ labels: [MetricLabel]) -> [MetricFamily.Sample] {
        [.init(labels: labels, value: level.withLock { $0 })]
    }
}

/// How many there were, and how much they came to.
final class SummarySeries: MetricSeries, RecorderHandler {
    private let total = Locked((count: 0.0, sum: 0.0))

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) { total.withLock { $0 = ($0.count + 1, $0.sum + value) } }

    func samples(_ labels: [MetricLabel]) -> [MetricFamily.Sample] {
        let (count, sum) = total.withLock { $0 }
        return [
            .init(suffix: "_sum", labels: labels, value: sum), .init(suffix: "_count", labels: labels, value: count),
        ]
    }
}

/// How long things took, in seconds, by buckets.
final class DurationSeries: MetricSeries, TimerHandler {
    static let usualBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    private let bounds: [Double]
    private let total: Locked<(counts: [Double], sum: Double)>

    /// - Parameter bounds: what a bucket holds at most, in seconds and in order.
    init(_ bounds: [Double]) {
        self.bounds = bounds + [.infinity]
        total = Locked((counts: [Double](repeating: 0, count: bounds.count + 1), sum: 0.0))
    }

    func recordNanoseconds(_ duration: Int64) {
        let seconds = Double(max(duration, 0)) / 1_000_000_000
        guard let bucket = bounds.firstIndex(where: { seconds <= $0 }) else { return }
        total.withLock {
            $0.counts[bucket] += 1
            $0.sum += seconds
        }
    }

    func samples(_ labels: [MetricLabel]) -> [MetricFamily.Sample] {
        let (counts, sum) = total.withLock { $0 }
        var samples: [MetricFamily.Sample] = []
        var count = 0.0
        for (bound, more) in zip(bounds, counts) {
            count += more
            let labels = labels + [MetricLabel("le", bound.metricText)]
            samples.append(.init(suffix: "_bucket", labels: labels, value: count))
        }
        samples.append(.init(suffix: "_sum", labels: labels, value: sum))
        samples.append(.init(suffix: "_count", labels: labels, value: count))
        return samples
    }
}
