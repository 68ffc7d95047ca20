internal import Feeds
internal import Foundation
internal import Logging
internal import Timeline

extension FeedRefresher {
    /// Goes on where another feed of the profile ended: somebody gave the same feed another address in the configuration.
    ///
    /// - Returns: nil if this feed's document is not, for half of it, what a retired feed has brought before.
    func heir(of feed: FeedRecord, bringing identities: [ItemIdentity]) async throws -> FeedRecord? {
        let aliases = identities.flatMap(\.aliases)
        for old in try await store.reader.retiredFeeds(profileID: feed.profileID) {
            let known = try await store.reader.knownItems(feedID: old.id, aliases: aliases)
            let common = identities.count { $0.isTwiceKnown(in: known) }
            guard common > 0, common * 2 >= identities.count else { continue }
            try await store.inherit(from: old.id, to: feed.id)
            let urls: Logger.Metadata = [
                "feed.url": .string(feed.url.withoutQuery), "feed.before": .string(old.url.withoutQuery),
            ]
            logger.notice("feed goes on under another address", metadata: urls)
            var heir = feed
            heir.isPrimed = true
            heir.lastSuccessAt = old.lastSuccessAt
            heir.lastNewItemAt = old.lastNewItemAt
            heir.hasWaitingItems = old.hasWaitingItems
            return heir
        }
        return nil
    }
}

extension ItemIdentity {
    /// Two marks name the same item; one alone, such as the guid `1`, may be another feed's, too.
    fileprivate func isTwiceKnown(in known: [ItemAlias: Int64]) -> Bool {
        let items = aliases.compactMap { known[$0] }
        return items.contains { item in items.count(where: { $0 == item }) >= 2 }
    }
}
