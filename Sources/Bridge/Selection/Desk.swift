internal import Foundation
internal import Timeline

/// Hands out one poll's share of posts, oldest first, and says why for each item.
struct Desk: Sendable {
    let rules: FeedConfiguration
    let now: Date
    let composer: Composer
    private var room: Int

    init(rules: FeedConfiguration, now: Date) {
        self.rules = rules
        self.now = now
        composer = rules.composer
        room = rules.maxPerPoll
    }

    /// Decides on an item that is new since the last poll.
    mutating func judge(_ draft: Draft, date: Date?, oldest: Date) throws -> Verdict {
        if case .rejected(let reason) = rules.filter.judge(draft.source) { return Verdict(.filtered, reason: reason) }
        if let date, date < oldest {
            return Verdict(.tooOld, reason: "it is dated \(date.formatted(.iso8601)), too long ago to be news")
        }
        if let date, isNearFuture(date) { return try hold(draft, until: date, reason: "its date lies ahead") }
        if rules.delay > .zero {
            return try hold(draft, until: now + rules.delay.timeInterval, reason: "its grace period runs")
        }
        return try postOrWait(draft)
    }

    /// Decides on an item that waited; nil if it goes on waiting.
    mutating func settle(_ record: ItemRecord, from draft: Draft, isWithdrawn: Bool = false) -> Verdict? {
        guard let due = record.dueAt, due <= now else { return nil }
        if isWithdrawn { return Verdict(.filtered, reason: "its publisher withdrew it before it was posted") }
        if case .rejected(let reason) = rules.filter.judge(draft.source) { return Verdict(.filtered, reason: reason) }
        guard room > 0 else { return nil }
        return post(draft)
    }

    /// Nearer than two days: an embargo. What lies further ahead is the date of an event or a mistake, and no reason to
    /// keep quiet.
    func isNearFuture(_ date: Date) -> Bool { date > now && date < now + 2 * 86_400 }

    func hold(_ draft: Draft, until due: Date, reason: String) throws -> Verdict {
        Verdict(.held, reason: "\(reason), until \(due.formatted(.iso8601))", dueAt: due, draft: try draft.encoded())
    }

    /// Waits until somebody has looked.
    func holdForOperator(_ draft: Draft, count: Int) throws -> Verdict {
        Verdict(
            .held,
            reason:
                "\(count) items of this feed became new at once, which looks like a change at the publisher's and not "
                + "like news; to post them: feedline feeds release",
            draft: try draft.encoded()
        )
    }

    mutating func post(_ draft: Draft) -> Verdict {
        switch composer.compose(draft.source) {
        case .refused(let reason):
            return Verdict(.refused, reason: reason)
        case .post(let composed):
            room -= 1
            let addressing = rules.addressing(of: draft.source)
            return Verdict(
                .posted,
                reason: addressing.isPlain ? "it is new" : "it is new; \(addressing)",
                post: newPost(composed, from: draft, for: addressing.readership)
            )
        }
    }

    func newPost(_ composed: ComposedPost, from draft: Draft, for readership: Readership) -> NewPost {
        NewPost(
            text: composed.text,
            link: composed.link,
            shortLink: composed.shortLink,
            linkHash: draft.linkHash,
            title: draft.source.title,
            language: draft.source.language,
            audience: readership.audience,
            listTitle: readership.listTitle,
            card: draft.complete.card(beside: composed.link),
            digest: rules.onUpdate == .edit ? SourceDigest(draft.source, for: rules.template).data : nil
        )
    }

    private mutating func postOrWait(_ draft: Draft) throws -> Verdict {
        guard room > 0 else {
            return Verdict(
                .capped,
                reason: "maxPerPoll is \(rules.maxPerPoll); it waits its turn",
                dueAt: now,
                draft: try draft.encoded()
            )
        }
        return post(draft)
    }
}
