internal import Foundation
internal import Timeline

extension MetricFamily {
    /// What is counted while the program runs.
    static let known = [
        "feedline_polls_total": "Polls of feeds, by what came of them.",
        "feedline_poll_failures_total": "Polls that brought nothing, by the reason.",
        "feedline_poll_lateness_seconds": "How long after its time a poll began, the wait for its server included.",
        "feedline_polls_in_flight": "Polls that are under way.",
        "feedline_last_successful_poll_timestamp_seconds":
            "When a feed was last read, since 1970; from the first one on.",
        "feedline_posts_total": "Posts made of feeds since the start.",
        "feedline_transfer_duration_seconds": "How long it took to ask for a feed's document, and to get it.",
        "feedline_transfer_bytes_total": "What feeds have sent, decompressed.",
        "feedline_parse_duration_seconds": "How long it took to read a feed's document.",
        "feedline_commit_duration_seconds":
            "How long it took to store what a poll brought, the wait for the disk included.",
        "feedline_http_requests_total": "Requests to the pages, by route and class of status.",
        "feedline_http_request_duration_seconds": "How long answers took, by route.",
    ]

    /// In seconds, where the usual bounds are too coarse or too short.
    static let bounds = [
        "feedline_poll_lateness_seconds": [1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200],
        "feedline_transfer_duration_seconds": [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
        "feedline_parse_duration_seconds": [
            0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1,
        ],
    ]

    /// Of the daemon as a whole.
    static func daemon(version: String, startedAt: Date, isHealthy: Bool, isReady: Bool) -> [MetricFamily] {
        [
            MetricFamily(
                "feedline_build_info",
                .gauge,
                help: "The version that runs.",
                [.init(labels: [MetricLabel("version", version)], value: 1)]
            ),
            gauge("feedline_start_time_seconds", "When it started, since 1970.", startedAt.timeIntervalSince1970),
            gauge("feedline_healthy", "1 while the daemon does its work, as in /healthz.", isHealthy ? 1 : 0),
            gauge("feedline_ready", "1 while it also keeps up with its schedule, as in /readyz.", isReady ? 1 : 0),
        ]
    }

    /// - Parameters:
    ///   - listeners: how many listen to what happens.
    ///   - writes: how many changes wait for the store.
    static func traffic(listeners: Int, writes: Int) -> [MetricFamily] {
        [
            gauge("feedline_streams", "Clients that listen to what happens.", listeners),
            gauge("feedline_writes_waiting", "Changes that wait while others are on their way to the disk.", writes),
        ]
    }

    /// Under the names that the libraries of Prometheus use.
    static func process(_ process: ProcessFigures, startedAt: Date) -> [MetricFamily] {
        var families = [
            gauge("process_resident_memory_bytes", "Resident memory size in bytes.", process.residentBytes),
            gauge("process_virtual_memory_bytes", "Virtual memory size in bytes.", process.virtualBytes),
            gauge("process_open_fds", "Number of open file descriptors.", process.openFiles),
            gauge("process_threads", "Number of threads.", process.threads),
            gauge(
                "process_start_time_seconds",
                "Start time of the process since unix epoch in seconds.",
                startedAt.timeIntervalSince1970
            ),
            MetricFamily(
                "process_cpu_seconds_total",
                .counter,
                help: "Total user and system CPU time spent in seconds.",
                [.init(value: process.cpuSeconds)]
            ),
        ]
        if let maximum = process.maximumFiles {
            families.append(gauge("process_max_fds", "Maximum number of open file descriptors.", maximum))
        }
        return families
    }

    /// Of the store, at this moment.
    static func store(_ counts: StoreCounts, at now: Date) -> [MetricFamily] {
        func age(_ name: String, _ help: String, _ since: Date?) -> MetricFamily {
            gauge(name, help, since.map { max(now.timeIntervalSince($0), 0) } ?? 0)
        }
        return [
            gauge("feedline_stored_posts", "Posts of all profiles.", counts.posts),
            gauge("feedline_stored_items", "Items that were ever seen.", counts.items),
            gauge("feedline_items_waiting", "Items that are still to be decided.", counts.waiting),
            gauge("feedline_items_held", "Of them, those that wait until somebody has looked.", counts.held),
            age("feedline_items_waiting_age_seconds", "How long the oldest of them has waited.", counts.waitingSince),
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
            gauge("feedline_feeds_dead", "Feeds that failed for so long that their owner is told.", counts.dead),
            gauge("feedline_alerts_waiting", "What owners of feeds are still to be told.", counts.untold),
            gauge("feedline_feeds_overdue", "Active feeds whose next poll lies in the past.", counts.overdue),
            age(
                "feedline_poll_backlog_seconds",
                "How long the feed has been due that waits the longest for its poll.",
                counts.dueSince
            ),
            MetricFamily(
                "feedline_deliveries",
                .gauge,
                help: "Deliveries to other networks, by state.",
                ["pending", "in-flight", "delivered", "dead", "skipped"].map { state in
                    .init(labels: [MetricLabel("state", state)], value: Double(counts.deliveriesByState[state] ?? 0))
                }
            ),
            age(
                "feedline_deliveries_waiting_age_seconds",
                "How long the oldest post has waited that is still to be delivered.",
                counts.undeliveredSince
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
