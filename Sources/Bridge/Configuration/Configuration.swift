package import Transfer

/// Everything that `feeds.json` says, checked: whoever holds one need not ask again whether it makes sense.
package struct Configuration: Sendable, Equatable {
    /// By name; names are unique without regard to case.
    package var profiles: [String: ProfileConfiguration]
    /// In the order of the file, defaults merged in; no two have the same `identity`.
    package var feeds: [FeedConfiguration]
    package var web = WebConfiguration()
    package var polling = PollingConfiguration()
    package var network = NetworkConfiguration()
    /// nil: nobody is told of feeds that die.
    package var alerts: AlertConfiguration?
    /// Not from this file.
    package var credentials = FeedCredentials()
    /// Absolute.
    package var databasePath: String

    package init(
        profiles: [String: ProfileConfiguration],
        feeds: [FeedConfiguration],
        web: WebConfiguration = WebConfiguration(),
        polling: PollingConfiguration = PollingConfiguration(),
        network: NetworkConfiguration = NetworkConfiguration(),
        alerts: AlertConfiguration? = nil,
        databasePath: String
    ) {
        self.profiles = profiles
        self.feeds = feeds
        self.web = web
        self.polling = polling
        self.network = network
        self.alerts = alerts
        self.databasePath = databasePath
    }
}

/// An account on the owned timeline.
package struct ProfileConfiguration: Sendable, Equatable {
    /// As in `@name`, in the letter case of the file.
    package var name: String
    package var displayName: String
    package var bio: String
    /// BCP 47 in its usual letter case.
    package var language: String?
    package var url: String?

    package init(
        name: String,
        displayName: String? = nil,
        bio: String = "",
        language: String? = nil,
        url: String? = nil
    ) {
        self.name = name
        self.displayName = displayName ?? name
        self.bio = bio
        self.language = language
        self.url = url
    }
}

/// A source and the rules by which its items become posts.
package struct FeedConfiguration: Sendable, Equatable {
    /// As in the file, or the absolute path of a file.
    package var url: String
    /// The name of its profile, in that one's letter case.
    package var profile: String
    package var template: Template
    package var every: Duration
    /// Nobody set `every`: a feed that has been quiet is asked less often than that.
    package var adapts: Bool
    /// How many items of its first document are posted.
    package var backlog: Int
    package var maxPerPoll: Int
    /// How long a new item waits before it is read again and posted.
    package var delay: Duration
    package var onUpdate: UpdatePolicy
    package var filter: Filter
    /// Whom its posts are for, unless `route` says otherwise.
    package var audience: Readership
    package var route: Route
    /// BCP 47; what its posts are in, whatever the feed says.
    package var language: String?
    /// When its posts have short links.
    package var shorten: Shortener.Policy
    /// What short links begin with, the `publicURL` of the pages; nil: nothing can be shortened.
    package var site: String?

    package init(
        url: String,
        profile: String,
        template: Template,
        every: Duration = .seconds(3_600),
        adapts: Bool = false,
        backlog: Int = 1,
        maxPerPoll: Int = 5,
        delay: Duration = .zero,
        onUpdate: UpdatePolicy = .ignore,
        filter: Filter,
        audience: Readership = .public,
        route: Route = Route(),
        language: String? = nil,
        shorten: Shortener.Policy = .whenNeeded,
        site: String? = nil
    ) {
        self.url = url
        self.profile = profile
        self.template = template
        self.every = every
        self.adapts = adapts
        self.backlog = backlog
        self.maxPerPoll = maxPerPoll
        self.delay = delay
        self.onUpdate = onUpdate
        self.filter = filter
        self.audience = audience
        self.route = route
        self.language = language
        self.shorten = shorten
        self.site = site
    }
}

extension FeedConfiguration {
    package var isFile: Bool { url.hasPrefix("/") }

    /// What makes its items into posts.
    package var composer: Composer {
        Composer(template: template, shortener: Shortener(policy: shorten, site: site, profile: profile))
    }

    /// Whether the rules ask for an item's summary or content, which cost time to turn into plain text.
    package var readsText: Bool { template.readsText || filter.readsText || route.readsText }

    /// By which the feed is known again when its address turns to https or loses its `www.`.
    package var identity: String { Self.identity(of: url) }

    static func identity(of url: String) -> String { CanonicalLink(url)?.text ?? url }
}

/// Where the timeline is shown.
package struct WebConfiguration: Sendable, Equatable {
    package var listen = ListenAddress.standard
    /// What the pages are called from outside, without a slash at the end; nil if nobody said.
    package var publicURL: String?
    /// How many requests a client may make in five minutes.
    package var rateLimit = 300

    package init(listen: ListenAddress = .standard, publicURL: String? = nil, rateLimit: Int = 300) {
        self.listen = listen
        self.publicURL = publicURL
        self.rateLimit = rateLimit
    }
}

/// How many feeds are asked at once, and how gently.
package struct PollingConfiguration: Sendable, Equatable {
    package var maximumConcurrent = 64
    /// Between two requests to one host.
    package var hostGap: Duration = .seconds(2)
    /// Over which overdue feeds are spread after a pause.
    package var spread: Duration = .seconds(600)

    package init(
        maximumConcurrent: Int = 64,
        hostGap: Duration = .seconds(2),
        spread: Duration = .seconds(600)
    ) {
        self.maximumConcurrent = maximumConcurrent
        self.hostGap = hostGap
        self.spread = spread
    }
}

/// How the outside is reached.
package struct NetworkConfiguration: Sendable, Equatable {
    /// Networks that feeds may be on although they are private.
    package var allow: [IPNetwork] = []
    /// `http`, `https`, `socks5` or `socks5h`; may hold a password, so keep it out of logs.
    package var proxy: String?
    /// Tells the owners of feeds, in the User-Agent, whom to write to.
    package var contact: String?

    package init(allow: [IPNetwork] = [], proxy: String? = nil, contact: String? = nil) {
        self.allow = allow
        self.proxy = proxy
        self.contact = contact
    }
}
