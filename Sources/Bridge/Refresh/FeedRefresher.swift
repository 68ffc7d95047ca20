internal import Crypto
internal import Feeds
internal import Foundation
internal import Logging
internal import Metrics
internal import Timeline

/// Takes one feed through one poll: ask, parse, decide, record.
///
/// Everything that a poll changes is one transaction, so a crash at any moment means that the poll is made again.
struct FeedRefresher: Sendable {
    let store: TimelineStore
    let source: FeedSource
    let now: @Sendable () -> Date
    /// In 0..<1.
    let dice: @Sendable () -> Double
    let logger: Logger

    /// Posts what is new.
    ///
    /// - Throws: `TimelineError` if the store could not take it; then nothing of this poll was kept.
    func refresh(_ feed: FeedRecord, by rules: FeedConfiguration) async throws -> [PostRecord] {
        let answer = await source.ask(feed, at: now())
        let plan = PollPlan(every: rules.every, dice: dice())
        let refresh: Refresh
        var hold: (host: String, until: Date)?
        switch answer {
        case .unchanged(let etag, let lastModified, let freshFor):
            var validators = feed.validators
            validators.etag = etag ?? validators.etag
            validators.lastModified = lastModified ?? validators.lastModified
            refresh = try await unchanged(feed, by: rules, plan, validators: validators, freshFor: freshFor)
        case .document(let document):
            refresh = try await take(document, of: feed, by: rules, plan)
        case .failed(let failure):
            refresh = try await fail(feed, by: rules, plan, failure)
            if failure.holdsHost { hold = (feed.host, refresh.nextPollAt) }
        case .gone:
            refresh = try await end(feed, by: rules)
        }
        if let hold { try await store.hold(host: hold.host, until: hold.until) }
        let posts = try await store.record(refresh)
        report(refresh, feed, posts)
        return posts
    }

    // MARK: - What an answer changes

    private func take(
        _ document: FetchedDocument,
        of feed: FeedRecord,
        by rules: FeedConfiguration,
        _ plan: PollPlan
    ) async throws -> Refresh {
        let at = now()
        var validators = PollValidators(
            etag: document.etag,
            lastModified: document.lastModified,
            bodyHash: Data(SHA256.hash(data: document.bytes)),
            renewedAt: at
        )
        // The body decides, not the validators: servers send new ones for the same bytes and the same for new bytes.
        if validators.bodyHash == feed.validators.bodyHash {
            return try await unchanged(feed, by: rules, plan, validators: validators, freshFor: document.freshFor)
        }
        let parsed: ParsedFeed
        do {
            parsed = try FeedParser.parse(
                FeedDocument(bytes: document.bytes, url: document.url, contentType: document.contentType)
            )
        } catch {
            return try await fail(feed, by: rules, plan, FetchFailure(kind: error.kind.rawValue, detail: error.detail))
        }
        let aliases = feed.isPrimed ? ItemIdentity.identities(of: parsed).flatMap(\.aliases) : []
        let known = aliases.isEmpty ? [:] : try await store.reader.knownItems(feedID: feed.id, aliases: aliases)
        let waiting = feed.isPrimed ? try await store.reader.waitingItems(feedID: feed.id) : []
        let outcome = try Selection(rules: rules, now: at, lastReadAt: feed.isPrimed ? feed.lastSuccessAt ?? at : nil)
            .judge(parsed, known: known, waiting: waiting)

        if !parsed.isComplete { validators = feed.validators }
        var refresh = Refresh(
            feedID: feed.id,
            at: at,
            nextPollAt: plan.afterSuccess(
                at: at,
                interval: plan.interval(for: parsed.pollingHints),
                freshFor: document.freshFor,
                hints: parsed.pollingHints
            ),
            outcome: .changed(parsed.isComplete ? validators : nil)
        )
        refresh.interval = plan.interval(for: parsed.pollingHints)
        refresh.description = FeedDescription(
            title: parsed.title,
            siteURL: parsed.homePageURL,
            language: parsed.language
        )
        refresh.newItems = outcome.newItems
        refresh.newAliases = outcome.newAliases
        refresh.settled = outcome.settled
        let move = AddressMove(of: feed, to: document, knowsItem: !known.isEmpty, at: at)
        refresh.move = move.suspected
        refresh.fetchURL = move.proven
        refresh.hurry(to: earliestDue(outcome, waiting))
        return refresh
    }

    private func unchanged(
        _ feed: FeedRecord,
        by rules: FeedConfiguration,
        _ plan: PollPlan,
        validators: PollValidators,
        freshFor: Duration?
    ) async throws -> Refresh {
        let at = now()
        var refresh = Refresh(
            feedID: feed.id,
            at: at,
            nextPollAt: plan.afterSuccess(
                at: at,
                interval: max(rules.every, feed.interval),
                freshFor: freshFor,
                hints: nil
            ),
            outcome: .unchanged(validators)
        )
        refresh.move = feed.move
        try await release(&refresh, feed, rules, asOf: at)
        return refresh
    }

    private func fail(
        _ feed: FeedRecord,
        by rules: FeedConfiguration,
        _ plan: PollPlan,
        _ failure: FetchFailure
    ) async throws -> Refresh {
        let at = now()
        let recorded = feed.failure(failure, at: at)
        var refresh = Refresh(
            feedID: feed.id,
            at: at,
            nextPollAt: plan.afterFailure(
                at: at,
                count: recorded.count,
                isRefusal: failure.isRefusal,
                retryAfter: failure.retryAfter
            ),
            outcome: .failed(recorded)
        )
        refresh.move = feed.move
        // What was to be read again before it is posted waits an hour for its source to come back.
        try await release(&refresh, feed, rules, asOf: at - 3_600)
        return refresh
    }

    private func end(_ feed: FeedRecord, by rules: FeedConfiguration) async throws -> Refresh {
        let at = now()
        let failure = FetchFailure(kind: "gone", detail: "the publisher took it down (410)")
        var refresh = Refresh(
            feedID: feed.id,
            at: at,
            nextPollAt: feed.nextPollAt,
            outcome: .gone(feed.failure(failure, at: at))
        )
        try await release(&refresh, feed, rules, asOf: at)
        return refresh
    }

    /// Posts what waited and is due, from what was stored of it.
    private func release(
        _ refresh: inout Refresh,
        _ feed: FeedRecord,
        _ rules: FeedConfiguration,
        asOf moment: Date
    ) async throws {
        guard feed.hasWaitingItems else { return }
        let waiting = try await store.reader.waitingItems(feedID: feed.id)
        refresh.settled = try Selection(rules: rules, now: moment, lastReadAt: feed.lastSuccessAt).release(waiting)
        refresh.hurry(to: earliestDue(Selection.Outcome(settled: refresh.settled), waiting))
    }

    /// When the next waiting item wants to be read again; what only waits for its turn takes the regular poll.
    private func earliestDue(_ outcome: Selection.Outcome, _ waiting: [ItemRecord]) -> Date? {
        let settled = Set(outcome.settled.map(\.itemID))
        let old = waiting.filter { $0.decision == .held && !settled.contains($0.id) }.compactMap(\.dueAt)
        let new = outcome.newItems.filter { $0.verdict.decision == .held }.compactMap(\.verdict.dueAt)
        return (old + new).min()
    }

    // MARK: - Telling

    private func report(_ refresh: Refresh, _ feed: FeedRecord, _ posts: [PostRecord]) {
        var facts: Logger.Metadata = ["feed.url": .string(feed.url.withoutQuery), "feed.id": "\(feed.id)"]
        facts["poll.next"] = "\(refresh.nextPollAt.formatted(.iso8601))"
        Counter(label: "feedline_polls_total", dimensions: [("outcome", refresh.outcome.label)]).increment()
        Counter(label: "feedline_posts_total").increment(by: posts.count)
        switch refresh.outcome {
        case .failed(let failure), .gone(let failure):
            facts["error.kind"] = .string(failure.kind)
            facts["error.detail"] = .string(failure.detail)
            facts["poll.failures"] = "\(failure.count)"
            // An owner looks for the first failure, and for one that lasts; the rest is noise.
            let level: Logger.Level = failure.count == 1 || failure.count == 5 ? .notice : .debug
            logger.log(level: level, "feed failing", metadata: facts)
        case .changed, .unchanged:
            if feed.failure != nil { logger.notice("feed recovered", metadata: facts) }
            logger.debug("feed read", metadata: facts)
        }
        for post in posts {
            logger.info(
                "posted",
                metadata: [
                    "post.id": "\(post.id)", "profile": "\(post.profileName)", "feed.url": facts["feed.url"] ?? "",
                ]
            )
        }
    }
}

extension Refresh {
    fileprivate mutating func hurry(to due: Date?) {
        if let due { nextPollAt = min(nextPollAt, max(due, at)) }
    }
}

extension Refresh.Outcome {
    fileprivate var label: String {
        switch self {
        case .unchanged: "unchanged"
        case .changed: "changed"
        case .failed: "failed"
        case .gone: "gone"
        }
    }
}

extension FeedRecord {
    fileprivate func failure(_ failure: FetchFailure, at now: Date) -> FeedFailure {
        FeedFailure(
            kind: failure.kind,
            detail: failure.detail,
            count: (self.failure?.count ?? 0) + 1,
            since: self.failure?.since ?? now
        )
    }
}

extension String {
    /// What of an address may stand in a log: query strings carry tokens.
    package var withoutQuery: String { String(prefix { $0 != "?" && $0 != "#" }) }
}
