internal import Foundation
package import Timeline

extension Declaration {
    /// What the configuration says that there is.
    package init(_ configuration: Configuration) {
        self.init(
            profiles: configuration.profiles.values.map { profile in
                ProfileDeclaration(
                    name: profile.name,
                    displayName: profile.displayName,
                    bio: profile.bio,
                    language: profile.language,
                    url: profile.url
                )
            },
            feeds: configuration.feeds.map { feed in
                FeedDeclaration(
                    url: feed.url,
                    identity: feed.identity,
                    profile: feed.profile,
                    host: CanonicalLink(feed.url)?.host ?? "",
                    interval: feed.every
                )
            }
        )
    }
}
