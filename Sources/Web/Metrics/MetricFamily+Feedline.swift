internal import Foundation
internal import Timeline

extension MetricFamily {
    /// What is counted while the program runs.
    static let known = [
        "feedline_polls_total": "Polls of feeds, by what came of them.",
        "feedline_posts_total": "Posts made since the start.",
        "feedline_polls_in_flight": "Polls that are under way.",
        "feedline_http_requests_total": "Requests to the pages, by route and class of status.",
        "feedline_http_request_duration_seconds": "How long answers took, by route.",
    ]

    /// Of the process itself.
    ///
    /// - Parameter listeners: how many listen to what happens.
    static func process(version: String, startedAt: Date, health: HealthReport, listeners: Int) -> [MetricFamily] {
        [
            MetricFamily(
                "feedline_build_info",
                .gauge,
                help: "The version that runs.",
                [.init(labels: [MetricLabel("version", version)], value: 1)]
            ),
            gauge("feedline_start_time_seconds", "When it started, since 1970.", startedAt.timeIntervalSince1970),
            gauge("feedline_streams", "Clients that listen to what happens.", listeners),
            gauge("feedline_healthy", "1 while the daemon does its work, as in /healthz.", health == .ok ? 1 : 0),
        ]
    }

    /// Of the store, at this moment.
    static func store(_ counts: StoreCounts) -> [MetricFamily] {
        [
            gauge("feedline_stored_posts", "Posts of all profiles.", counts.posts),
            gauge("feedline_stored_items", "Items that were ever seen.", counts.items),
            gauge("feedline_items_waiting", "Items that are still to be decided.", counts.waiting),
            MetricFamily(
                "feedline_feeds",
                .gauge,
                help: "Feeds of the configuration, by state.",
                FeedRecord.State.allCases.map { state in
                    .init(
                        labels: [MetricLabel("state", state.rawValue)],
                        value: Double(counts.feedsByState[state] ?? 0)
                    )
                }
            ),
            gauge("feedline_feeds_failing", "Active feeds whose last poll brought nothing.", counts.failing),
            gauge("feedline_feeds_overdue", "Active feeds whose next poll lies in the past.", counts.overdue),
            MetricFamily(
                "feedline_deliveries",
                .gauge,
                help: "Deliveries to other networks, by state.",
                counts.deliveriesByState.sorted { $0.key < $1.key }.map { state, count in
                    .init(labels: [MetricLabel("state", state)], value: Double(count))
                }
            ),
            gauge("feedline_database_bytes", "Size of the database file.", counts.databaseBytes),
            gauge("feedline_database_log_bytes", "Size of its write-ahead log.", counts.walBytes),
        ]
    }

    private static func gauge(_ name: String, _ help: String, _ value: Int) -> MetricFamily {
        gauge(name, help, Double(value))
    }

    private static func gauge(_ name: String, _ help: String, _ value: Double) -> MetricFamily {
        MetricFamily(name, .gauge, help: help, [.init(value: value)])
    }
}
