/// What the configuration says that there is.
package struct Declaration: Sendable, Equatable {
    package var profiles: [ProfileDeclaration]
    package var feeds: [FeedDeclaration]

    package init(profiles: [ProfileDeclaration], feeds: [FeedDeclaration]) {
        self.profiles = profiles
        self.feeds = feeds
    }
}

/// A profile as the configuration describes it.
package struct ProfileDeclaration: Sendable, Equatable {
    /// By which it is known; unique without regard to case.
    package var name: String
    package var displayName: String
    package var bio: String
    package var language: String?
    package var url: String?

    package init(name: String, displayName: String, bio: String = "", language: String? = nil, url: String? = nil) {
        self.name = name
        self.displayName = displayName
        self.bio = bio
        self.language = language
        self.url = url
    }
}

/// A feed as the configuration describes it.
package struct FeedDeclaration: Sendable, Equatable {
    package var url: String
    /// By which it is known: the canonical form of `url`, the same for http and https.
    package var identity: String
    /// The name of a profile that is declared, or was once.
    package var profile: String
    /// Empty for a file.
    package var host: String
    package var interval: Duration
    /// Everything else that is said of it, for who polls it; opaque here.
    package var rules: String

    package init(
        url: String,
        identity: String,
        profile: String,
        host: String,
        interval: Duration,
        rules: String = ""
    ) {
        self.url = url
        self.identity = identity
        self.profile = profile
        self.host = host
        self.interval = interval
        self.rules = rules
    }
}
