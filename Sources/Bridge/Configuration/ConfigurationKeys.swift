/// The keys that one kind of object in the configuration knows.
///
/// `feeds.schema.json` lists the same keys for editors; a test holds the two together.
protocol ConfigurationKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// What people write in good faith, and what it is called here.
    static var synonyms: [String: Self] { get }
}

extension ConfigurationKey {
    static var synonyms: [String: Self] { [:] }
}

enum RootKey: String, ConfigurationKey {
    case profiles
    case defaults
    case feeds
    case web
    case polling
    case network
    case alerts
    case database
    /// Where an editor finds the schema; means nothing here.
    case schema = "$schema"

    static let synonyms: [String: Self] = [
        "accounts": .profiles, "sources": .feeds, "server": .web, "http": .web, "store": .database, "db": .database,
        "alert": .alerts, "notifications": .alerts, "monitoring": .alerts,
    ]
}

enum ProfileKey: String, ConfigurationKey {
    case displayName
    case bio
    case language
    case url

    static let synonyms: [String: Self] = [
        "name": .displayName, "title": .displayName, "description": .bio, "summary": .bio, "lang": .language,
        "link": .url, "website": .url, "homepage": .url,
    ]
}

enum FeedKey: String, ConfigurationKey {
    case url
    case profile
    case template
    case shorten
    case every
    case backlog
    case maxPerPoll
    case delay
    case onUpdate
    case include
    case exclude
    case audience
    case route
    case language

    static let synonyms: [String: Self] = [
        "href": .url, "link": .url, "address": .url, "path": .url, "file": .url, "account": .profile,
        "format": .template,
        "text": .template, "shortener": .shorten, "shortLinks": .shorten, "interval": .every, "frequency": .every,
        "refresh": .every, "initial": .backlog,
        "limit": .maxPerPoll, "max": .maxPerPoll, "grace": .delay, "onEdit": .onUpdate, "onChange": .onUpdate,
        "updates": .onUpdate, "edits": .onUpdate, "filter": .include, "only": .include,
        "keywords": .include, "block": .exclude, "ignore": .exclude, "visibility": .audience, "privacy": .audience,
        "routing": .route, "rules": .route, "lang": .language,
    ]
}

enum RouteKey: String, ConfigurationKey {
    case match
    case audience

    static let synonyms: [String: Self] = [
        "include": .match, "words": .match, "if": .match, "to": .audience, "list": .audience, "visibility": .audience,
    ]
}

enum WebKey: String, ConfigurationKey {
    case listen
    case publicURL
    case rateLimit

    static let synonyms: [String: Self] = [
        "bind": .listen, "address": .listen, "host": .listen, "port": .listen, "url": .publicURL, "baseURL": .publicURL,
    ]
}

enum PollingKey: String, ConfigurationKey {
    case maximumConcurrent
    case hostGap
    case spread

    static let synonyms: [String: Self] = [
        "concurrency": .maximumConcurrent, "parallel": .maximumConcurrent, "gap": .hostGap, "jitter": .spread,
    ]
}

enum NetworkKey: String, ConfigurationKey {
    case allow
    case proxy
    case contact

    static let synonyms: [String: Self] = ["allowed": .allow, "whitelist": .allow, "email": .contact]
}

enum AlertsKey: String, ConfigurationKey {
    case after
    case command
    case webhook

    static let synonyms: [String: Self] = [
        "days": .after, "delay": .after, "exec": .command, "run": .command, "script": .command, "url": .webhook,
        "post": .webhook, "hook": .webhook,
    ]
}

/// Where a key is at home, for one that was put into the wrong object.
enum ConfigurationHome {
    /// Allowed in every object, as JSON has no comments of its own.
    static let comment = "comment"

    static func of(_ key: String) -> String? {
        if RootKey(rawValue: key) != nil { return "at the top of the file" }
        if key == FeedKey.url.rawValue { return #"in an entry of "feeds""# }
        if FeedKey(rawValue: key) != nil { return #"in "defaults" or in an entry of "feeds""# }
        if ProfileKey(rawValue: key) != nil { return #"in a profile"# }
        if RouteKey(rawValue: key) != nil { return #"in a rule of "route""# }
        if WebKey(rawValue: key) != nil { return #"in "web""# }
        if PollingKey(rawValue: key) != nil { return #"in "polling""# }
        if AlertsKey(rawValue: key) != nil { return #"in "alerts""# }
        return NetworkKey(rawValue: key) != nil ? #"in "network""# : nil
    }
}
