internal import Feeds
internal import Foundation
internal import Timeline

/// Decides what becomes of each item of a document: one recorded decision an item, with its reason.
struct Selection: Sendable {
    let rules: FeedConfiguration
    let now: Date
    /// When the feed was last read; nil on first sight.
    let lastReadAt: Date?

    /// What a document changes in the store.
    struct Outcome: Sendable {
        var newItems: [NewItem] = []
        var newAliases: [(itemID: Int64, alias: ItemAlias)] = []
        var settled: [SettledItem] = []
        var edits: [PostEdit] = []
        /// Some edits have to wait until the document is read once more.
        var isUnfinished = false
    }

    private struct Candidate {
        let item: ParsedItem
        let identity: ItemIdentity
        let draft: Draft
        /// Of two items with the same date, the one further down the document is the older one.
        let age: (Date, Int)
    }

    /// - Parameters:
    ///   - identities: of the document's items, in its order.
    ///   - known: the recorded items behind the aliases of the document.
    ///   - waiting: the feed's undecided items, in the order in which they shall be posted.
    ///   - posts: by item, those that follow what their items say.
    ///   - reachesBackTo: when the first of the known items in the document was first seen; nil if the document does not
    ///     show all that is in the feed.
    func judge(
        _ document: ParsedFeed,
        identities: [ItemIdentity],
        known: [ItemAlias: Int64],
        waiting: [ItemRecord],
        posts: [Int64: EditablePost] = [:],
        reachesBackTo: Date? = nil
    ) throws -> Outcome {
        var outcome = Outcome()
        let undecided = Set(waiting.map(\.id))
        var fresh: [Candidate] = []
        var rereads: [Int64: [Draft]] = [:]
        var seen: Set<ItemAlias> = []
        for (index, (item, identity)) in zip(document.items, identities).enumerated() {
            if let id = identity.match(in: known) {
                outcome.newAliases += identity.aliases.filter { known[$0] == nil && !seen.contains($0) }.map {
                    (id, $0)
                }
                if undecided.contains(id) || posts[id] != nil {
                    rereads[id, default: []].append(draft(of: item, identity, document))
                }
            } else if seen.isDisjoint(with: identity.strong) {
                fresh.append(
                    Candidate(
                        item: item,
                        identity: identity,
                        draft: draft(of: item, identity, document),
                        age: (item.published ?? item.modified ?? now, -index)
                    )
                )
            }
            seen.formUnion(identity.strong)
        }
        fresh.sort { $0.age < $1.age }

        let horizon = document.horizon
        func isAbsent(_ record: ItemRecord) -> Bool {
            guard let horizon, let date = record.publishedAt, let reachesBackTo else { return false }
            return record.decision == .held && date > horizon && record.firstSeenAt > reachesBackTo
        }
        var desk = Desk(rules: rules, now: now)
        for record in waiting {
            let withdrawn = isAbsent(record) && rereads[record.id] == nil
            let draft = try rereads[record.id]?.last ?? Draft(of: record)
            if let verdict = desk.settle(record, from: draft, isWithdrawn: withdrawn) {
                outcome.settled.append(SettledItem(itemID: record.id, verdict: verdict))
            }
        }
        for (id, post) in posts.sorted(by: { $0.key < $1.key }) {
            // Where a document says two things of an item, nobody can tell which of them holds.
            guard let drafts = rereads[id], let draft = drafts.first, drafts.allSatisfy({ $0 == draft }) else {
                continue
            }
            switch desk.revise(post, from: draft) {
            case .now(let edit): outcome.edits.append(edit)
            case .later: outcome.isUnfinished = true
            case nil: continue
            }
        }
        outcome.newItems = try lastReadAt == nil ? firstSight(fresh, &desk) : news(fresh, of: document, &desk)
        return outcome
    }

    private func draft(of item: ParsedItem, _ identity: ItemIdentity, _ document: ParsedFeed) -> Draft {
        Draft(
            source: PostSource(item, of: document, rules: rules),
            linkHash: identity.linkHash,
            texts: [item.summary, item.content].compactMap(\.self)
        )
    }

    /// What waits and is due, when there is no document to read it again from.
    func release(_ waiting: [ItemRecord]) throws -> [SettledItem] {
        var desk = Desk(rules: rules, now: now)
        return try waiting.compactMap { record in
            try desk.settle(record, from: Draft(of: record)).map { SettledItem(itemID: record.id, verdict: $0) }
        }
    }

    // MARK: - First sight

    /// The newest `backlog` items that pass the filters are posted; everything else was there before us.
    private func firstSight(_ candidates: [Candidate], _ desk: inout Desk) throws -> [NewItem] {
        var room = rules.backlog
        var items: [NewItem] = []
        for candidate in candidates.reversed() {
            let verdict: Verdict
            if case .rejected(let reason) = rules.filter.judge(candidate.draft.source) {
                verdict = Verdict(.filtered, reason: reason)
            } else if let date = candidate.item.published, desk.isNearFuture(date) {
                verdict = try desk.hold(candidate.draft, until: date, reason: "its date lies ahead")
            } else if room > 0, let date = candidate.item.published, now < date + rules.delay.timeInterval {
                verdict = try desk.hold(
                    candidate.draft,
                    until: date + rules.delay.timeInterval,
                    reason: "its grace period runs"
                )
                room -= 1
            } else if room > 0 {
                verdict = desk.post(candidate.draft)
                if verdict.decision == .posted { room -= 1 }
            } else {
                verdict = Verdict(.baseline, reason: "it was there when the feed was first read")
            }
            items.append(NewItem(candidate.item, aliases: candidate.identity.aliases, verdict: verdict))
        }
        return items.reversed()
    }

    // MARK: - News

    private func news(_ candidates: [Candidate], of document: ParsedFeed, _ desk: inout Desk) throws -> [NewItem] {
        let burst = isBurst(candidates, of: document)
        return try candidates.map { candidate in
            let verdict =
                burst && !isDatedAfterLastPoll(candidate.item)
                ? try desk.holdForOperator(candidate.draft, count: candidates.count)
                : try desk.judge(candidate.draft, date: candidate.item.published, oldest: oldest)
            return NewItem(candidate.item, aliases: candidate.identity.aliases, verdict: verdict)
        }
    }

    /// Older items than this are no news, however new they are to us.
    private var oldest: Date {
        let fortnightAgo = now - 14 * 86_400
        return min(fortnightAgo, (lastReadAt ?? now) - 2 * 86_400)
    }

    /// Half the document cannot be new at once unless its dates say so: then the publisher changed what items are
    /// known by, and posting would flood the timeline with what was said before.
    private func isBurst(_ candidates: [Candidate], of document: ParsedFeed) -> Bool {
        let undated = candidates.count { !isDatedAfterLastPoll($0.item) }
        return undated > 5 && undated * 2 > document.items.count
    }

    private func isDatedAfterLastPoll(_ item: ParsedItem) -> Bool {
        guard let date = item.published, let last = lastReadAt else { return false }
        return date > last - 86_400
    }
}

extension ParsedFeed {
    /// How far back the document goes by its dates; nil where that cannot be told, as its items are not in the order of
    /// their dates, or it does not hold all of them.
    ///
    /// What is younger and not in the document was taken out, unless the feed is in the order in which things were
    /// written and the article's date lay ahead.
    fileprivate var horizon: Date? {
        let dates = items.compactMap(\.published)
        guard isComplete, !warnings.contains("limit:items"), dates.count == items.count,
            zip(dates, dates.dropFirst()).allSatisfy({ $0 >= $1 })
        else { return nil }
        return dates.last
    }
}

extension NewItem {
    fileprivate init(_ item: ParsedItem, aliases: [ItemAlias], verdict: Verdict) {
        self.init(
            guid: item.id,
            url: item.url ?? item.externalURL,
            title: item.title,
            publishedAt: item.published,
            aliases: aliases,
            verdict: verdict
        )
    }
}
