internal import Foundation
internal import Timeline

extension ProfileDeclaration {
    init(_ profile: ProfileConfiguration) {
        self.init(
            name: profile.name,
            displayName: profile.displayName,
            bio: profile.bio,
            language: profile.language,
            url: profile.url
        )
    }
}

/// What feeds of a configuration are to the store, one after the other.
struct FeedDeclarations<Feeds: Sequence<FeedConfiguration>>: Sequence {
    let feeds: Feeds

    init(_ feeds: Feeds) { self.feeds = feeds }

    func makeIterator() -> Iterator { Iterator(feeds: feeds.makeIterator()) }

    struct Iterator: IteratorProtocol {
        var feeds: Feeds.Iterator
        /// By profile, for what feeds of one profile have in common need not be written again for each.
        private var lastRules: [String: (feed: FeedConfiguration, text: String)] = [:]

        init(feeds: Feeds.Iterator) { self.feeds = feeds }

        mutating func next() -> FeedDeclaration? {
            guard let feed = feeds.next() else { return nil }
            let link = CanonicalLink(feed.url)
            return FeedDeclaration(
                url: feed.url,
                identity: link?.text ?? feed.url,
                profile: feed.profile,
                host: link?.host ?? "",
                interval: feed.every,
                rules: rules(of: feed)
            )
        }

        private mutating func rules(of feed: FeedConfiguration) -> String {
            if var last = lastRules[feed.profile]?.feed {
                last.url = feed.url
                if last == feed, let text = lastRules[feed.profile]?.text { return text }
            }
            let text = feed.stored
            lastRules[feed.profile] = (feed, text)
            return text
        }
    }
}
