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
    /// For how long a feed fails until its owner is told; nil: for ever.
    let alertAfter: @Sendable () -> Duration?
    let metrics: PollMetrics
    let logger: Logger

    /// Posts what is new; nothing if the poll was broken off because we are shutting down.
    ///
    /// - Throws: `TimelineError` if the store could not take it; then nothing of this poll was kept.
    func refresh(_ feed: FeedRecord, by rules: FeedConfiguration) async throws -> [PostRecord] {
        let every = rules.interval(quietSince: feed.lastNewItemAt, validators: feed.validators, at: now())
        let poll = Poll(feed: feed, rules: rules, plan: PollPlan(every: every, pace: feed.pace, dice: dice()))
        let refresh: Refresh
        switch await source.ask(feed, at: now()) {
        case .unchanged(let etag, let lastModified, let freshFor):
            var validators = feed.validators
            validators.etag = etag ?? validators.etag
            validators.lastModified = lastModified ?? validators.lastModified
            refresh = try await unchanged(poll, validators: validators, freshFor: freshFor)
        case .document(let document):
            refresh = try await take(document, poll)
        case .failed(let failure):
            refresh = try await fail(poll, failure)
        case .gone:
            refresh = try await end(poll)
        case .interrupted:
            // The claim stays: the server was asked, and is not asked again before the feed's next turn.
            return []
        }
        let posts = try await metrics.commit.measure { try await store.record(refresh) }
        report(refresh, feed, posts)
        return posts
    }

    private struct Poll {
        let feed: FeedRecord
        let rules: FeedConfiguration
        let plan: PollPlan
    }

    // MARK: - What an answer changes

    private func take(_ document: FetchedDocument, _ poll: Poll) async throws -> Refresh {
        let feed = poll.feed
        let at = now()
        let validators = PollValidators(
            etag: document.etag,
            lastModified: document.lastModified,
            bodyHash: Data(SHA256.hash(data: document.bytes)),
            renewedAt: at
        )
        // The body decides, not the validators: servers send new ones for the same bytes and the same for new bytes.
        if validators.bodyHash == feed.validators.bodyHash {
            return try await unchanged(poll, validators: validators, freshFor: document.freshFor)
        }
        let parsed: ParsedFeed
        do {
            let raw = FeedDocument(bytes: document.bytes, url: document.url, contentType: document.contentType)
            parsed = try metrics.parse.measure { () throws(FeedError) in try FeedParser.parse(raw) }
        } catch {
            if let found = try await follow(document, poll) { return found }
            return try await fail(poll, FetchFailure(error, of: feed))
        }
        // What was missing from the first document would be news in the next one.
        if !parsed.isComplete, !feed.isPrimed, feed.failure?.kind != FetchFailure.truncated.kind {
            return try await fail(poll, .truncated)
        }
        let identities = ItemIdentity.identities(of: parsed)
        if !feed.isPrimed, let heir = try await heir(of: feed, bringing: identities) {
            return try await take(document, Poll(feed: heir, rules: poll.rules, plan: poll.plan))
        }
        let aliases = feed.isPrimed ? identities.flatMap(\.aliases) : []
        let known = aliases.isEmpty ? [:] : try await store.reader.knownItems(feedID: feed.id, aliases: aliases)
        let waiting = feed.isPrimed ? try await store.reader.waitingItems(feedID: feed.id) : []
        let follows = poll.rules.onUpdate == .edit && !known.isEmpty
        let posts = follows ? try await store.reader.editablePosts(of: Set(known.values)) : [:]
        let outcome = try Selection(
            rules: poll.rules,
            now: at,
            lastReadAt: feed.isPrimed ? feed.lastSuccessAt ?? at : nil
        )
        .judge(
            parsed,
            identities: identities,
            known: known,
            waiting: waiting,
            posts: posts,
            reachesBackTo: waiting.isEmpty || document.isDelta ? nil : try await firstSeen(known)
        )

        let pace = FeedPace(parsed.pollingHints)
        let news = outcome.newItems.isEmpty ? feed.lastNewItemAt : at
        let every = poll.rules.interval(quietSince: news, validators: validators, at: at)
        let plan = PollPlan(every: every, pace: pace, dice: poll.plan.dice)
        let wanted = nextDue(outcome, waiting, after: at)
        var refresh = Refresh(
            feedID: feed.id,
            at: at,
            nextPollAt: plan.afterSuccess(at: at, freshFor: document.freshFor, wanted: wanted),
            // Without its validators the same document comes once more.
            outcome: .changed(parsed.isComplete && !outcome.isUnfinished ? validators : nil)
        )
        refresh.pace = pace
        refresh.description = FeedDescription(
            title: parsed.title,
            siteURL: parsed.homePageURL,
            language: parsed.language
        )
        refresh.newItems = outcome.newItems
        refresh.newAliases = outcome.newAliases
        refresh.settled = outcome.settled
        refresh.edits = outcome.edits
        let move = AddressMove(of: feed, to: document, knowsItem: !known.isEmpty, at: at)
        refresh.move = move.suspected
        refresh.fetchURL = move.proven
        refresh.host = move.proven.flatMap { CanonicalLink($0)?.host }
        return refresh
    }

    private func firstSeen(_ known: [ItemAlias: Int64]) async throws -> Date? {
        guard let first = known.values.min() else { return nil }
        return try await store.reader.firstSeen(itemID: first)
    }

    /// Takes the feed that a page names, where the configuration names the page; nil if that leads nowhere.
    ///
    /// A feed that was read before and shows a page now is in trouble, and not somewhere else.
    private func follow(_ page: FetchedDocument, _ poll: Poll) async throws -> Refresh? {
        guard !poll.feed.isPrimed, poll.feed.fetchURL == poll.feed.url, let url = page.url else { return nil }
        let document = FeedDocument(bytes: page.bytes, url: url, contentType: page.contentType)
        guard let offer = FeedDiscovery.offers(in: document, linkHeaders: page.linkHeaders).first, offer.url != url
        else {
            return nil
        }
        var feed = poll.feed
        feed.fetchURL = offer.url
        guard case .document(let found) = await source.ask(feed, at: now()) else { return nil }
        var refresh = try await take(found, Poll(feed: feed, rules: poll.rules, plan: poll.plan))
        guard case .changed = refresh.outcome else { return refresh }
        refresh.fetchURL = offer.url
        refresh.host = CanonicalLink(offer.url)?.host
        return refresh
    }

    private func unchanged(_ poll: Poll, validators: PollValidators, freshFor: Duration?) async throws -> Refresh {
        let at = now()
        let (settled, waiting) = try await release(poll, asOf: at)
        let wanted = nextDue(Selection.Outcome(settled: settled), waiting, after: at)
        var refresh = Refresh(
            feedID: poll.feed.id,
            at: at,
            nextPollAt: poll.plan.afterSuccess(at: at, freshFor: freshFor, wanted: wanted),
            outcome: .unchanged(validators)
        )
        refresh.move = poll.feed.move
        refresh.settled = settled
        return refresh
    }

    private func fail(_ poll: Poll, _ failure: FetchFailure) async throws -> Refresh {
        let at = now()
        let recorded = poll.feed.failure(failure, at: at)
        var refresh = Refresh(
            feedID: poll.feed.id,
            at: at,
            nextPollAt: poll.plan.afterFailure(
                at: at,
                count: recorded.count,
                isRefusal: failure.isRefusal,
                retryAfter: failure.retryAfter
            ),
            outcome: .failed(recorded)
        )
        refresh.isDead = alertAfter().map { recorded.lasts($0, at: at) } ?? false
        refresh.move = poll.feed.move
        // What was to be read again before it is posted waits for its source once, but not for long.
        let isPatient = recorded.count == 1 && failure.retryAfter == nil
        refresh.settled = try await release(poll, asOf: isPatient ? at - 3_600 : at).settled
        if failure.holdsHost {
            let until = poll.plan.hold(at: at, count: recorded.count, retryAfter: failure.retryAfter)
            refresh.nextPollAt = max(refresh.nextPollAt, until)
            try await store.hold(host: poll.feed.host, until: until)
        }
        return refresh
    }

    /// Ends only when nothing waits any more: a feed that is gone is never polled, and so would never post it.
    private func end(_ poll: Poll) async throws -> Refresh {
        let at = now()
        let failure = FetchFailure.gone
        let (settled, waiting) = try await release(poll, asOf: at)
        let left = waiting.count { $0.dueAt != nil } - settled.count
        guard left == 0 else { return try await fail(poll, failure) }
        var refresh = Refresh(
            feedID: poll.feed.id,
            at: at,
            nextPollAt: poll.feed.nextPollAt,
            outcome: .gone(poll.feed.failure(failure, at: at))
        )
        // It is asked no more, so there is nothing to wait for.
        refresh.isDead = alertAfter() != nil
        refresh.settled = settled
        return refresh
    }

    /// Posts what waited and is due, from what was stored of it.
    private func release(
        _ poll: Poll,
        asOf moment: Date
    ) async throws -> (settled: [SettledItem], waiting: [ItemRecord]) {
        guard poll.feed.hasWaitingItems else { return ([], []) }
        let waiting = try await store.reader.waitingItems(feedID: poll.feed.id)
        let selection = Selection(rules: poll.rules, now: moment, lastReadAt: poll.feed.lastSuccessAt)
        return (try selection.release(waiting), waiting)
    }

    /// When the next waiting item wants to be read again. What is due already waits for its turn, and that comes with
    /// the regular poll.
    private func nextDue(_ outcome: Selection.Outcome, _ waiting: [ItemRecord], after now: Date) -> Date? {
        let settled = Set(outcome.settled.map(\.itemID))
        let old = waiting.filter { $0.decision == .held && !settled.contains($0.id) }.compactMap(\.dueAt)
        let new = outcome.newItems.filter { $0.verdict.decision == .held }.compactMap(\.verdict.dueAt)
        return (old + new).filter { $0 > now }.min()
    }

    // MARK: - Telling

    private func report(_ refresh: Refresh, _ feed: FeedRecord, _ posts: [PostRecord]) {
        var facts: Logger.Metadata = ["feed.url": .string(feed.url.withoutQuery), "feed.id": "\(feed.id)"]
        facts["poll.next"] = "\(refresh.nextPollAt.formatted(.iso8601))"
        metrics.count(refresh.outcome, at: refresh.at)
        metrics.posts.increment(by: posts.count)
        switch refresh.outcome {
        case .failed(let failure):
            add(failure, to: &facts)
            // An owner looks for the first failure, and for one that lasts; the rest is noise.
            let level: Logger.Level = failure.count == 1 || failure.count == 5 ? .notice : .debug
            logger.log(level: level, "feed failing", metadata: facts)
        case .gone(let failure):
            add(failure, to: &facts)
            facts["poll.next"] = nil
            logger.notice("feed gone", metadata: facts)
        case .changed, .unchanged:
            if feed.failure != nil { logger.notice("feed recovered", metadata: facts) }
            logger.debug("feed read", metadata: facts)
        }
        let held = refresh.newItems.count { $0.verdict.decision == .held && $0.verdict.dueAt == nil }
        if held > 0 {
            facts["items"] = "\(held)"
            facts["hint"] = .string("feedline feeds release \(feed.url.withoutQuery)")
            logger.warning("items held: half the feed became new at once", metadata: facts)
        }
        for edit in refresh.edits where edit.post != nil {
            logger.info("edited", metadata: ["post.id": "\(edit.postID)", "feed.url": facts["feed.url"] ?? ""])
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

private func add(_ failure: FeedFailure, to facts: inout Logger.Metadata) {
    facts["error.kind"] = .string(failure.kind)
    facts["error.detail"] = .string(failure.detail)
    facts["poll.failures"] = "\(failure.count)"
}

extension FeedFailure {
    /// Polls failed from the first to the last moment of that time. Two of them are not enough: the machine may have slept
    /// in between.
    fileprivate func lasts(_ time: Duration, at now: Date) -> Bool {
        count >= 3 && now.timeIntervalSince(since) >= time.timeInterval
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
