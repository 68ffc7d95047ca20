internal import Foundation
internal import Timeline

/// Follows permanent redirects, but believes them late: captive portals and maintenance pages send them too.
struct AddressMove: Sendable, Equatable {
    /// To go on observing; nil forgets what was suspected.
    var suspected: FeedMove?
    /// The address to ask from now on.
    var proven: String?

    /// - Parameter knowsItem: the document holds an item that the old address brought.
    init(of feed: FeedRecord, to document: FetchedDocument, knowsItem: Bool, at now: Date) {
        guard document.isMoved, let target = document.url, !isStepBack(from: feed.fetchURL, to: target) else { return }
        guard let move = feed.move, move.target == target else {
            suspected = FeedMove(target: target, since: now, count: 1)
            return
        }
        let observed = FeedMove(target: target, since: move.since, count: move.count + 1)
        if observed.count >= 5, now.timeIntervalSince(observed.since) >= 7 * 86_400, knowsItem {
            proven = target
        } else {
            suspected = observed
        }
    }
}

/// A feed that was asked over TLS is never stored without it.
private func isStepBack(from old: String, to new: String) -> Bool {
    old.hasPrefix("https:") && !new.hasPrefix("https:")
}
