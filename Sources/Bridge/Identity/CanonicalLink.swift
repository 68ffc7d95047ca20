/// What stays of a web address when its site moves to https, drops `www.` or tags its links for statistics.
///
/// `https://www.Example.org:443/a/?utm_source=rss#top` and `http://example.org/a` are one article.
package struct CanonicalLink: Hashable, Sendable {
    /// In lower case, with a port unless it is the scheme's own.
    package let host: String
    /// Begins with `/`, without a trailing one, and carries the query that is left.
    package let path: String

    package var text: String { host + path }

    /// The front page of a site: too common to tell articles apart by.
    package var isFrontPage: Bool { path == "/" }

    /// Fails for what is not `http` or `https`.
    package init?(_ address: String) {
        let scheme: String
        if address.hasPrefixIgnoringCase("https://") {
            scheme = "https://"
        } else if address.hasPrefixIgnoringCase("http://") {
            scheme = "http://"
        } else {
            return nil
        }
        let rest = address.utf8.dropFirst(scheme.utf8.count).prefix { $0 != UInt8(ascii: "#") }
        let hostEnd = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        guard hostEnd > rest.startIndex else { return nil }
        host = Self.canonicalHost(rest[..<hostEnd], port: scheme == "https://" ? ":443" : ":80")
        path = Self.canonicalPath(rest[hostEnd...])
    }

    private static func canonicalHost(_ authority: Substring.UTF8View, port: String) -> String {
        let afterUser = authority.lastIndex(of: UInt8(ascii: "@")).map { authority.index(after: $0) }
        var host = String(Substring(authority[(afterUser ?? authority.startIndex)...])).lowercased()
        if host.hasSuffix(port) { host.removeLast(port.utf8.count) }
        if host.hasPrefix("www.") { host.removeFirst(4) }
        return host
    }

    private static func canonicalPath(_ target: Substring.UTF8View) -> String {
        let queryStart = target.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        var path = String(Substring(target[..<queryStart]))
        while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        if !path.utf8.starts(with: "/".utf8) { path = "/" + path }
        guard queryStart < target.endIndex else { return path }
        let kept = target[target.index(after: queryStart)...]
            .split(separator: UInt8(ascii: "&"))
            .filter { !isTracking(Substring($0)) }
            .map { String(Substring($0)) }
        return kept.isEmpty ? path : path + "?" + kept.joined(separator: "&")
    }

    /// Parameters that say where a reader came from and never what is read.
    private static func isTracking(_ parameter: Substring) -> Bool {
        let name = parameter.prefix { $0 != "=" }.lowercased()
        return trackingPrefixes.contains { name.hasPrefix($0) } || trackingNames.contains(name)
    }

    /// `at_` is the French broadcasters' (AT Internet), `mtm_` and `pk_` are Matomo's.
    private static let trackingPrefixes = ["utm_", "at_", "mtm_", "pk_", "mc_", "ns_"]
    private static let trackingNames: Set<String> = [
        "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "twclid", "xtor", "cmpid", "_ga", "wt_mc", "wt.mc_id",
        "ref_src", "guccounter",
    ]
}

extension String {
    /// ASCII letters only; what schemes are made of.
    fileprivate func hasPrefixIgnoringCase(_ prefix: String) -> Bool {
        utf8.count > prefix.utf8.count && zip(utf8, prefix.utf8).allSatisfy { $0 == $1 || $0 | 0x20 == $1 }
    }
}
