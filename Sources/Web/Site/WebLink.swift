/// An address of the web that a page may link to; `javascript:` and its like are none.
struct WebLink: Sendable, Equatable {
    let address: String

    init?(_ address: String) {
        let lowercased = address.prefix(8).lowercased()
        guard lowercased.hasPrefix("https://") || lowercased.hasPrefix("http://") else { return nil }
        self.address = address
    }

    private var withoutScheme: Substring {
        address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
    }

    /// With the port.
    var authority: String { String(withoutScheme.prefix { $0 != "/" && $0 != "?" && $0 != "#" }) }

    /// Without `www.`, without user and port.
    var host: String {
        var host = withoutScheme.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = host.lastIndex(of: "@") { host = host[host.index(after: at)...] }
        if host.hasPrefix("www.") { host = host.dropFirst(4) }
        return String(host)
    }

    /// The host and the start of the path, for eyes.
    var short: String {
        let rest = withoutScheme.drop { $0 != "/" && $0 != "?" && $0 != "#" }
        guard rest.count > 1 else { return host }
        let room = max(Self.shortLength - host.count, 8)
        return host + (rest.count > room ? rest.prefix(room - 1) + "…" : rest)
    }

    private static let shortLength = 36
}
