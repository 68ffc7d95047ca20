internal import Timeline
internal import Transfer

/// Reads the entries of `feeds`, each on top of `defaults`.
struct FeedRules {
    /// No server is asked more often than that, whoever wants it.
    static let floor: Duration = .seconds(900)
    static let ceiling: Duration = .seconds(28 * 86_400)

    /// The names there are, by what they are in lower case.
    private let profiles: [String: String]
    private let network: NetworkConfiguration
    private let site: String?
    private let hasSite: Bool
    private let policy: AddressPolicy
    private let defaultsSection: Section<FeedKey>?
    private let defaults: Values
    /// Of every feed that has none of its own; nil if there is a mistake in it.
    private let template: Template?
    private let filter: Filter?

    /// - Parameters:
    ///   - site: what short links begin with, if that can be used.
    ///   - hasSite: the configuration names one. What is wrong with it is a mistake there, and not wherever it is needed.
    init(
        profiles names: some Collection<String>,
        network: NetworkConfiguration,
        site: String?,
        hasSite: Bool,
        defaults: Section<FeedKey>?
    ) {
        profiles = Dictionary(names.map { ($0.lowercased(), $0) }) { first, _ in first }
        self.network = network
        self.site = site
        self.hasSite = hasSite
        policy = AddressPolicy(allowing: network.allow)
        defaultsSection = defaults
        self.defaults = Values(defaults, profiles: profiles, hasSite: hasSite)
        template = self.defaults.template ?? (try? Template.parse("{title} {link}"))
        filter = try? Filter(include: self.defaults.include ?? [], exclude: self.defaults.exclude ?? [])
    }

    func feed(_ entry: Setting) -> FeedConfiguration? {
        guard let section: Section<FeedKey> = entry.section() else { return nil }
        let own = Values(section, profiles: profiles, hasSite: hasSite)
        if section[.url] == nil { entry.note(#""url" is missing"#, "add the address of a feed or the path of a file") }
        let url = section[.url]?.feedAddress()
        let profile = own.profile ?? defaults.profile ?? onlyProfile(entry, section)
        let asked = own.every ?? defaults.every
        let every = asked ?? .seconds(3_600)
        if let address = url.flatMap({ try? WebAddress($0) }) { check(address, asked: every, section) }
        let template = own.template ?? template
        let filter = own.include == nil && own.exclude == nil ? filter : filter(own)
        guard let url, let profile, let template, let filter else { return nil }
        return FeedConfiguration(
            url: url,
            profile: profile,
            template: template,
            every: every,
            adapts: asked == nil,
            backlog: own.backlog ?? defaults.backlog ?? 1,
            maxPerPoll: own.maxPerPoll ?? defaults.maxPerPoll ?? 5,
            delay: own.delay ?? defaults.delay ?? .zero,
            onUpdate: own.onUpdate ?? defaults.onUpdate ?? .ignore,
            filter: filter,
            audience: own.audience ?? defaults.audience ?? .public,
            route: own.route ?? defaults.route ?? Route(),
            language: own.language ?? defaults.language,
            shorten: own.shorten ?? defaults.shorten ?? .whenNeeded,
            site: site
        )
    }

    private func check(_ address: WebAddress, asked every: Duration, _ section: Section<FeedKey>) {
        if every < Self.floor, !isOwn(address) {
            let setting = section[.every] ?? defaultsSection?[.every]
            setting?.note("no feed on the network is asked more often than every 15m", #"write "15m" or more"#)
        }
        if let number = address.number, !policy.permits(number, port: address.effectivePort) {
            section[.url]?.note(
                "\(address.host) is no public address, or port \(address.effectivePort) is not for the web",
                "if it is yours, add \"\(number)\" to \"allow\" in \"network\""
            )
        }
    }

    private func filter(_ own: Values) -> Filter? {
        try? Filter(include: own.include ?? defaults.include ?? [], exclude: own.exclude ?? defaults.exclude ?? [])
    }

    /// What an entry need not say as long as there is one profile.
    private func onlyProfile(_ entry: Setting, _ section: Section<FeedKey>) -> String? {
        if profiles.count == 1 { return profiles.values.first }
        if section[.profile] == nil, defaultsSection?[.profile] == nil, !profiles.isEmpty {
            let names = profiles.values.sorted().prefix(8).joined(separator: ", ")
            entry.note(#""profile" is missing"#, "there are several to choose from: \(names)")
        }
        return nil
    }

    /// A machine that the owner has named under `network.allow`, and by its number: a name may lead anywhere.
    private func isOwn(_ address: WebAddress) -> Bool {
        guard let number = IPAddress(address.host) else { return false }
        return network.allow.contains { $0.contains(number) }
    }
}

extension WebAddress {
    /// The address that the host is, as far as that needs no look-up.
    fileprivate var number: IPAddress? { IPAddress(host == "localhost" ? "127.0.0.1" : host) }
    fileprivate var effectivePort: UInt16 { UInt16(exactly: port ?? (scheme == "https" ? 443 : 80)) ?? 0 }
}

extension FeedRules {
    /// What one object says, be it `defaults` or a feed.
    private struct Values {
        var profile: String?
        var template: Template?
        var shorten: Shortener.Policy?
        var every: Duration?
        var backlog: Int?
        var maxPerPoll: Int?
        var delay: Duration?
        var onUpdate: UpdatePolicy?
        var include: [String]?
        var exclude: [String]?
        var audience: Readership?
        var route: Route?
        var language: String?

        init(_ section: Section<FeedKey>?, profiles: [String: String], hasSite: Bool) {
            profile = section?[.profile]?.profile(among: profiles)
            template = section?[.template]?.template()
            shorten = section?[.shorten]?.shortening(hasSite: hasSite)
            every = section?[.every]?.duration(in: .seconds(1)...FeedRules.ceiling)
            backlog = section?[.backlog]?.integer(in: 0...50)
            maxPerPoll = section?[.maxPerPoll]?.integer(in: 1...1_000)
            delay = section?[.delay]?.duration(in: .zero ... .seconds(7 * 86_400))
            onUpdate = section?[.onUpdate]?.word()
            include = section?[.include]?.patterns()
            exclude = section?[.exclude]?.patterns()
            audience = section?[.audience]?.readership()
            route = section?[.route]?.route()
            language = section?[.language]?.language()
        }
    }
}

extension Setting {
    fileprivate func profile(among names: [String: String]) -> String? {
        guard let text = text() else { return nil }
        if let name = names[text.lowercased()] { return name }
        let meant = Suggestion.closest(to: text, among: names.values.sorted()).map { "did you mean \"\($0)\"?" }
        return refuse("there is no profile \(text.quoted)", meant ?? #"add it to "profiles""#)
    }
}
