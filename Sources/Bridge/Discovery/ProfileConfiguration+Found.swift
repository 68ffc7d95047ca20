internal import Feeds
internal import Foundation

extension ProfileConfiguration {
    /// A profile for the site that a feed was found at, as far as what the feed says of itself may stand in a
    /// configuration.
    package init(for found: FeedLocator.Found, name: String? = nil) {
        let feed = found.feed
        self.init(
            name: name ?? Self.name(for: found.url),
            displayName: feed.title.map { String($0.prefix(100)) },
            language: feed.language.flatMap { LanguageTag.parse($0) ?? LanguageTag.guess($0) },
            url: feed.homePageURL.flatMap { (try? WebAddress($0)) == nil ? nil : $0 }
        )
    }

    /// `blog.example.org` speaks as `example`.
    private static func name(for url: String) -> String {
        let host = URL(string: url)?.host() ?? ""
        let labels = host.split(separator: ".").filter { !["www", "blog", "news", "feeds", "rss"].contains($0) }
        return labels.lazy.compactMap { ProfileName.guess(String($0)) }.first ?? "news"
    }
}
