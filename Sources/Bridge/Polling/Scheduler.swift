internal import Foundation
internal import Logging
internal import Metrics
internal import ServiceLifecycle
internal import Timeline
internal import Transfer

/// Keeps every feed polled on time: claims what is due, a batch at a time, and sees each poll through.
///
/// A claim moves a feed's next poll before its request is sent, so a crash polls nothing early; no more is claimed than
/// is begun at once. On graceful shutdown no poll is begun any more, and what is under way is finished.
package struct Scheduler: Service {
    private let store: TimelineStore
    private let refresher: FeedRefresher
    private let rules: CurrentConfiguration
    private let now: @Sendable () -> Date
    private let logger: Logger
    private let bell: Bell
    private let metrics: PollMetrics
    package let pulse: Pulse

    init(store: TimelineStore, refresher: FeedRefresher, rules: CurrentConfiguration, bell: Bell, logger: Logger) {
        self.store = store
        self.refresher = refresher
        self.rules = rules
        self.now = refresher.now
        self.bell = bell
        metrics = refresher.metrics
        self.logger = logger
        pulse = Pulse(startedAt: refresher.now())
    }

    /// Polls until the graceful shutdown. While the store cannot be written (a full disk, somebody else's lock) nothing
    /// is polled, and everything else goes on.
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
            try await poll(all ? .eachOnce(since: now()) : .dueOnce(by: now()))
        } onGracefulShutdown: {
            bell.ring(.stop)
        }
    }

    /// After a long sleep everything is due at once: at most a thousand feeds a minute are asked then.
    private func spread() async throws {
        let overdue = try await store.reader.counts(at: now()).overdue
        guard overdue > Self.calmCrowd else { return }
        let window = min(rules.value.polling.spread, .milliseconds(60 * overdue))
        try await store.spreadOverdue(at: now(), within: window, dice: refresher.dice) { pulse.beat(at: now()) }
        logger.notice("spread polls", metadata: ["feeds": "\(overdue)", "window": "\(window)"])
    }

    private static let calmCrowd = 500

    // MARK: - The loop

    private enum Mode {
        case whenDue
        case dueOnce(by: Date)
        case eachOnce(since: Date)

        var isEndless: Bool { if case .whenDue = self { true } else { false } }
    }

    private func poll(_ mode: Mode) async throws {
        // Another kind of group keeps each poll that has ended until somebody asks for it, for as long as the daemon runs.
        try await withThrowingDiscardingTaskGroup { group in
            let ticking = Task.detached { [bell] in await bell.tick(every: .milliseconds(500)) }
            defer { ticking.cancel() }
            var round = Round(lastLook: now())
            var events = bell.events.makeAsyncIterator()
            try await advance(&round, mode, &group)
            while !round.isOver(endless: mode.isEndless), let event = await events.next() {
                switch event {
                case .tick: round.mayClaimFew = true
                case .wake: round.nextClaimAt = .distantPast
                case .finished(let feed):
                    round.finish(feed)
                    pulse.poll(at: now())
                case .stop: round.isStopping = true
                }
                try await advance(&round, mode, &group)
            }
        }
    }

    /// - Throws: what the store says, unless the daemon can wait until it says something else.
    private func advance(
        _ round: inout Round,
        _ mode: Mode,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>
    ) async throws {
        pulse.beat(at: now())
        do {
            if round.look(at: now()) {
                try await store.clampFuture(at: now(), cap: PollPlan.longestHold)
                try await spread()
            }
            let limit = rules.value.polling.maximumConcurrent
            let room = round.room(limit, at: now())
            // A claim is a transaction: while polls end fast, one serves many.
            let isWorthwhile = round.mayClaimFew ? room > 0 : room > limit / 2
            if !round.isStopping, isWorthwhile, round.nextClaimAt <= now() {
                round.mayClaimFew = false
                for feed in try await claim(&round, mode, limit: room) {
                    begin(feed, &round)
                    group.addTask { await see(feed) }
                }
                _ = pulse.meet(nil)
            }
        } catch let error where mode.isEndless && !(error is CancellationError) {
            if pulse.meet("\(error)") { logger.error("nothing is polled", metadata: ["error": "\(error)"]) }
            round.nextClaimAt = now() + Self.storeRest
        }
        metrics.active.record(round.active)
    }

    private static let storeRest: TimeInterval = 5

    private func begin(_ feed: FeedRecord, _ round: inout Round) {
        let now = now()
        round.begin(feed, at: now)
        pulse.poll(at: now)
        metrics.lateness.recordSeconds(max(now.timeIntervalSince(feed.nextPollAt), 0))
    }

    private func claim(_ round: inout Round, _ mode: Mode, limit: Int) async throws -> [FeedRecord] {
        var request = ClaimRequest(
            now: now(),
            limit: limit,
            busyHosts: round.busyHosts,
            hostGap: rules.value.polling.hostGap
        )
        switch mode {
        case .whenDue: break
        case .dueOnce(let moment): request.dueBy = moment
        case .eachOnce(let start): request.onlyIfNotAttemptedSince = start
        }
        let due = try await store.claimDue(request)
        round.nextClaimAt = due.feeds.isEmpty ? due.nextAt ?? .distantFuture : .distantPast
        // A host that rests for long is another run's.
        round.isDry = due.feeds.isEmpty && due.nextAt.map { $0 > now() + rules.value.patience } ?? true
        return due.feeds
    }

    private func see(_ feed: FeedRecord) async {
        defer { bell.ring(.finished(feed.id)) }
        do {
            guard let rules = rules.rules(for: feed) else {
                throw TimelineError(
                    .corrupt,
                    "nobody can read its rules; change something in feeds.json, and a reload writes them anew"
                )
            }
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
    var nextClaimAt = Date.distantPast
    var isDry = false
    var isStopping = false
    /// Half a second has passed since the last claim.
    var mayClaimFew = true
    private var polls: [Int64: (host: String, begunAt: Date)] = [:]
    private var lastLook: Date

    init(lastLook: Date) { self.lastLook = lastLook }

    /// Looks at the clock, which happens twice a second.
    ///
    /// - Returns: whether it has jumped: somebody set it, or the machine slept.
    mutating func look(at now: Date) -> Bool {
        let passed = now.timeIntervalSince(lastLook)
        lastLook = now
        guard passed < -60 || passed > 600 else { return false }
        nextClaimAt = .distantPast
        return true
    }

    var active: Int { polls.count }

    var busyHosts: Set<String> { Set(polls.values.map(\.host).filter { !$0.isEmpty }) }

    /// How many polls may be begun. Those that take long make room for others: a few hundred servers that never get to
    /// the end of their answers would keep all the others waiting until each of them was given up.
    func room(_ limit: Int, at now: Date) -> Int {
        let quick = polls.values.count { now.timeIntervalSince($0.begunAt) < Self.patience }
        return min(limit - quick, min(limit * 6, max(limit, Self.maximumActive)) - polls.count)
    }

    private static let patience: TimeInterval = 3
    /// More connections than that no machine is asked to keep, unless its operator wants it so.
    private static let maximumActive = 480

    mutating func begin(_ feed: FeedRecord, at now: Date) { polls[feed.id] = (feed.host, now) }

    mutating func finish(_ feed: Int64) {
        polls.removeValue(forKey: feed)
        // A feed of the same host may have waited for this one.
        nextClaimAt = .distantPast
    }

    func isOver(endless: Bool) -> Bool { active == 0 && (isStopping || !endless && isDry) }
}
