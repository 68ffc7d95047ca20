internal import Foundation
internal import Logging
internal import Metrics
internal import ServiceLifecycle
internal import Timeline
internal import Transfer

/// Keeps every feed polled on time: claims what is due, a batch at a time, and sees each poll through.
///
/// A claim moves a feed's next poll before its request is sent, so a crash polls nothing early. On graceful shutdown no
/// poll is begun any more, what was claimed and not begun is put back, and what is under way is finished.
package struct Scheduler: Service {
    private let store: TimelineStore
    private let refresher: FeedRefresher
    private let rules: CurrentConfiguration
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let bell: Bell
    package let pulse: Pulse

    init(store: TimelineStore, refresher: FeedRefresher, rules: CurrentConfiguration, bell: Bell, logger: Logger) {
        self.store = store
        self.refresher = refresher
        self.rules = rules
        self.now = refresher.now
        self.bell = bell
        self.logger = logger
        pulse = Pulse(startedAt: refresher.now())
    }

    /// Polls until the graceful shutdown.
    package func run() async throws {
        try await store.clampFuture(at: now(), cap: PollPlan.longestHold)
        try await spread()
        try await withGracefulShutdownHandler {
            try await poll(.whenDue)
        } onGracefulShutdown: {
            bell.ring(.stop)
        }
    }

    /// Polls what is due, or every feed once, and returns when that is done.
    package func runOnce(all: Bool) async throws {
        try await withGracefulShutdownHandler {
            try await poll(all ? .eachOnce(since: now()) : .dueNow)
        } onGracefulShutdown: {
            bell.ring(.stop)
        }
    }

    /// After a long sleep everything is due at once: at most a thousand feeds a minute are asked then.
    private func spread() async throws {
        let overdue = try await store.reader.counts(at: now()).overdue
        guard overdue > Self.calmCrowd else { return }
        let window = min(rules.value.polling.spread, .milliseconds(60 * overdue))
        try await store.spreadOverdue(at: now(), within: window, dice: refresher.dice)
        logger.notice("spread polls", metadata: ["feeds": "\(overdue)", "window": "\(window)"])
    }

    private static let calmCrowd = 500

    // MARK: - The loop

    private enum Mode {
        case whenDue
        case dueNow
        case eachOnce(since: Date)

        var isEndless: Bool { if case .whenDue = self { true } else { false } }
    }

    private func poll(_ mode: Mode) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let ticking = Task.detached { [bell] in await bell.tick(every: .milliseconds(500)) }
            defer { ticking.cancel() }
            var round = Round()
            var events = bell.events.makeAsyncIterator()
            try await advance(&round, mode, &group)
            while !round.isOver(endless: mode.isEndless), let event = await events.next() {
                switch event {
                case .tick: break
                case .wake: round.nextClaimAt = .distantPast
                case .finished(let host): round.finish(host)
                case .stop: round.isStopping = true
                }
                try await advance(&round, mode, &group)
            }
            for feed in round.ready { try await store.putBack(feedID: feed.id, nextPollAt: feed.nextPollAt) }
            try await group.waitForAll()
        }
    }

    private func advance(
        _ round: inout Round,
        _ mode: Mode,
        _ group: inout ThrowingTaskGroup<Void, any Error>
    ) async throws {
        pulse.beat(at: now())
        let limit = rules.value.polling.maximumConcurrent
        if !round.isStopping, round.ready.count + round.active < limit, round.nextClaimAt <= now() {
            try await claim(&round, mode, limit: limit)
        }
        while !round.isStopping, round.active < limit, let feed = round.ready.popLast() {
            round.active += 1
            group.addTask { await see(feed) }
        }
        Gauge(label: "feedline_polls_in_flight").record(round.active)
    }

    private func claim(_ round: inout Round, _ mode: Mode, limit: Int) async throws {
        var request = ClaimRequest(
            now: now(),
            limit: limit,
            busyHosts: round.busyHosts,
            hostGap: rules.value.polling.hostGap
        )
        if case .eachOnce(let start) = mode { request.onlyIfNotAttemptedSince = start }
        let due = try await store.claimDue(request)
        round.ready = due.feeds.reversed() + round.ready
        round.busyHosts.formUnion(due.feeds.map(\.host).filter { !$0.isEmpty })
        round.nextClaimAt = due.feeds.isEmpty ? due.nextAt ?? .distantFuture : .distantPast
        // Feeds whose host is busy or resting come up in a moment; what lies further ahead is another run's.
        round.isDry = due.feeds.isEmpty && due.nextAt.map { $0 > now() + rules.value.patience } ?? true
    }

    private func see(_ feed: FeedRecord) async {
        defer { bell.ring(.finished(feed.host)) }
        guard let rules = rules.rules(for: feed) else { return }
        do {
            _ = try await refresher.refresh(feed, by: rules)
        } catch {
            logger.error(
                "poll not recorded",
                metadata: ["feed.url": .string(feed.url.withoutQuery), "error": "\(error)"]
            )
        }
    }
}

/// What the loop holds between two events.
private struct Round {
    /// Claimed and not begun; the last is the next.
    var ready: [FeedRecord] = []
    var active = 0
    var busyHosts: Set<String> = []
    var nextClaimAt = Date.distantPast
    var isDry = false
    var isStopping = false

    mutating func finish(_ host: String) {
        active -= 1
        busyHosts.remove(host)
        // A feed of the same host may have waited for this one.
        nextClaimAt = .distantPast
    }

    func isOver(endless: Bool) -> Bool {
        active == 0 && (isStopping || !endless && ready.isEmpty && isDry)
    }
}
