internal import Foundation
internal import Transfer

extension Configuration {

    /// Reads and checks a file, and the credentials that belong to it.
    package static func load(path: String) throws(ConfigurationError) -> Configuration {
        var configuration = try decode(try ConfigurationFile.read(path), file: path)
        configuration.credentials = try FeedCredentials.load(beside: path)
        return configuration
    }

    /// Checks the text of a file; `file` says where relative paths start and what mistakes name.
    package static func decode(_ bytes: [UInt8], file: String) throws(ConfigurationError) -> Configuration {
        let text = try ConfigurationText(bytes, file: file)
        var configuration = text.head
        configuration.feeds = Array(text.feeds)
        return configuration
    }

    /// Everything but the feeds.
    init(_ setting: Setting, _ root: Section<RootKey>) {
        _ = root[.schema]?.text()
        profiles = root[.profiles]?.profiles() ?? [:]
        if root[.profiles] == nil {
            setting.note(#""profiles" is missing"#, #"add for example "profiles": { "news": { "language": "en" } }"#)
        }
        network = NetworkConfiguration(root[.network]?.section())
        polling = PollingConfiguration(root[.polling]?.section())
        alerts = AlertConfiguration(root[.alerts])
        web = WebConfiguration(root[.web]?.section())
        databasePath =
            root[.database]?.absolutePath() ?? AbsolutePath.of("feedline.sqlite", in: setting.reading.directory)
        feeds = []
    }
}

extension FeedRules {
    init(_ root: Section<RootKey>?, of head: Configuration) {
        let web: Section<WebKey>? = root?[.web]?.section()
        self.init(
            profiles: head.profiles.keys,
            network: head.network,
            site: head.web.publicURL,
            hasSite: web?[.publicURL] != nil,
            defaults: root?[.defaults]?.section(without: .url)
        )
    }
}

extension Setting {
    fileprivate func profiles() -> [String: ProfileConfiguration] {
        guard let members = named() else { return [:] }
        if members.isEmpty { note("there is no profile", #"add for example "news": { "language": "en" }"#) }
        var names: [String: String] = [:]
        var profiles: [String: ProfileConfiguration] = [:]
        for (name, keyStart, setting) in members {
            if let flaw = ProfileName.flaw(of: name) { setting.note(flaw.message, flaw.suggestion, at: keyStart) }
            if let other = names[name.lowercased()], other != name {
                setting.note(
                    "letter case does not tell profiles apart",
                    "\(other.quoted) is there already",
                    at: keyStart
                )
            }
            names[name.lowercased()] = name
            profiles[name] = ProfileConfiguration(name: name, setting.section())
        }
        return profiles
    }
}

extension ProfileName {
    fileprivate static func flaw(of name: String) -> (message: String, suggestion: String?)? {
        if reserved.contains(name.lowercased()) { return ("\(name.quoted) is reserved", "choose another name") }
        guard !isValid(name) else { return nil }
        let rule = "a name has 1 to \(maximumLength) of a-z, 0-9 and _, with . or - between them"
        return ("\(name.quoted) cannot be a name", guess(name).map { "write \"\($0)\"" } ?? rule)
    }
}

extension ProfileConfiguration {
    fileprivate init(name: String, _ section: Section<ProfileKey>?) {
        self.name = name
        displayName = section?[.displayName]?.line(upTo: 100) ?? name
        bio = section?[.bio]?.text(upTo: 500) ?? ""
        language = section?[.language]?.language()
        url = section?[.url]?.webAddress()?.text
    }
}

extension WebConfiguration {
    fileprivate init(_ section: Section<WebKey>?) {
        listen = section?[.listen]?.listenAddress() ?? .standard
        publicURL = section?[.publicURL]?.siteAddress()
        rateLimit = section?[.rateLimit]?.integer(in: 10...100_000_000) ?? 300
    }
}

extension PollingConfiguration {
    fileprivate init(_ section: Section<PollingKey>?) {
        maximumConcurrent = section?[.maximumConcurrent]?.integer(in: 1...512) ?? maximumConcurrent
        hostGap = section?[.hostGap]?.duration(in: .zero ... .seconds(3_600)) ?? hostGap
        spread = section?[.spread]?.duration(in: .zero ... .seconds(86_400)) ?? spread
    }
}

extension NetworkConfiguration {
    fileprivate init(_ section: Section<NetworkKey>?) {
        allow = section?[.allow]?.list { $0.network() } ?? []
        proxy = section?[.proxy]?.webAddress(schemes: ["http", "https", "socks5", "socks5h"])?.text
        contact = section?[.contact]?.contact()
    }
}
