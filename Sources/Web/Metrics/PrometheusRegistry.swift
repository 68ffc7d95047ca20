package import Metrics

/// Keeps what is measured for Prometheus to fetch. Give it to whoever measures, and to `WebApplication`.
///
/// A label `polls` becomes `feedline_polls`, counters end in `_total` and timers in `_seconds`. A name has at most
/// `maximumSeries` series and one type; what goes beyond is counted nowhere.
package final class PrometheusRegistry: MetricsFactory {
    private struct Family {
        let kind: MetricFamily.Kind
        var series: [[MetricLabel]: any MetricSeries] = [:]
    }

    static let maximumSeries = 200

    private let measured = Locked<[String: Family]>([:])

    package init() {}

    /// Sorted by their labels.
    var families: [MetricFamily] {
        measured.withLock { $0 }.map { name, family in
            let series = family.series.sorted { $0.key.lexicographicallyPrecedes($1.key) }
            return MetricFamily(name, family.kind, series.flatMap { $0.value.samples($0.key) })
        }
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label, ending: "_total", .counter, dimensions) { _ in CounterSeries() }
    }

    package func makeFloatingPointCounter(
        label: String,
        dimensions: [(String, String)]
    ) -> any FloatingPointCounterHandler {
        series(label, ending: "_total", .counter, dimensions) { _ in CounterSeries() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, .gauge, dimensions) { _ in GaugeSeries() }
    }

    package func makeRecorder(
        label: String,
        dimensions: [(String, String)],
        aggregate: Bool
    ) -> any RecorderHandler {
        aggregate
            ? series(label, .summary, dimensions) { _ in SummarySeries() }
            : series(label, .gauge, dimensions) { _ in GaugeSeries() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label, ending: "_seconds", .histogram, dimensions) { name in
            DurationSeries(MetricFamily.bounds[name] ?? DurationSeries.usualBounds)
        }
    }

    // A series outlives whoever wrote to it, as a scrape may come later.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    private func series<Series: MetricSeries>(
        _ label: String,
        ending: String = "",
        _ kind: MetricFamily.Kind,
        _ dimensions: [(String, String)],
        _ make: (_ name: String) -> Series
    ) -> Series {
        var name = label.metricName
        if !name.hasPrefix("feedline_") { name = "feedline_" + name }
        if !name.hasSuffix(ending) { name += ending }
        let labels = dimensions.map { MetricLabel($0.0, $0.1) }.sorted()
        return measured.withLock { measured in
            var family = measured[name] ?? Family(kind: kind)
            if let series = family.series[labels] as? Series { return series }
            let series = make(name)
            guard family.kind == kind, family.series[labels] == nil, family.series.count < Self.maximumSeries else {
                return series
            }
            family.series[labels] = series
            measured[name] = family
            return series
        }
    }
}
