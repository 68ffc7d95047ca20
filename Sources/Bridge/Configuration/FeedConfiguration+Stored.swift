internal import Foundation

/// The rules of a feed as the store keeps them beside it: everything but the address, with defaults merged in.
extension FeedConfiguration {
    /// The same for all feeds with the same rules.
    var stored: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Texts, numbers and lists of them can always be written.
        return (try? encoder.encode(StoredRules(self))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// Reads what `stored` has written; nil if it was something else.
    init?(stored text: String, url: String) {
        guard let rules = try? JSONDecoder().decode(StoredRules.self, from: Data(text.utf8)) else { return nil }
        try? self.init(rules, url: url)
    }

    private init(_ rules: StoredRules, url: String) throws {
        self.init(
            url: url,
            profile: rules.profile,
            template: try Template.parse(rules.template),
            every: rules.every,
            adapts: rules.adapts,
            backlog: rules.backlog,
            maxPerPoll: rules.maxPerPoll,
            delay: rules.delay,
            onUpdate: rules.onUpdate,
            filter: try Filter(include: rules.include, exclude: rules.exclude),
            audience: Readership(stored: rules.audience),
            route: Route(try rules.route.map { try Route.Rule($0.match, to: Readership(stored: $0.audience)) }),
            language: rules.language,
            shorten: rules.shorten,
            site: rules.site
        )
    }
}

extension UpdatePolicy: Codable {}
extension Shortener.Policy: Codable {}

private struct StoredRules: Codable {
    struct Way: Codable {
        let match: [String]
        let audience: String
    }

    let profile: String
    let template: String
    let every: Duration
    let adapts: Bool
    let backlog: Int
    let maxPerPoll: Int
    let delay: Duration
    let onUpdate: UpdatePolicy
    let include: [String]
    let exclude: [String]
    let audience: String
    let route: [Way]
    let language: String?
    let shorten: Shortener.Policy
    let site: String?

    init(_ feed: FeedConfiguration) {
        profile = feed.profile
        template = feed.template.text
        every = feed.every
        adapts = feed.adapts
        backlog = feed.backlog
        maxPerPoll = feed.maxPerPoll
        delay = feed.delay
        onUpdate = feed.onUpdate
        include = feed.filter.include.map(\.text)
        exclude = feed.filter.exclude.map(\.text)
        audience = feed.audience.stored
        route = feed.route.rules.map { Way(match: $0.entries.map(\.text), audience: $0.readership.stored) }
        language = feed.language
        shorten = feed.shorten
        site = feed.site
    }
}

extension Readership {
    private static let listPrefix = "list:"

    fileprivate init(stored text: String) {
        self =
            switch text {
            case "public": .public
            case "unlisted": .unlisted
            case "followers": .followers
            default: .list(String(text.dropFirst(Self.listPrefix.count)))
            }
    }

    fileprivate var stored: String {
        switch self {
        case .public: "public"
        case .unlisted: "unlisted"
        case .followers: "followers"
        case .list(let title): Self.listPrefix + title
        }
    }
}
