internal import Foundation
internal import Timeline

/// The addresses of everything that is served.
struct Site: Sendable {
    let name: String
    let version: String
    /// Scheme, host and port.
    let origin: String
    /// What short links begin with; nil where nobody said what the pages are called from outside.
    let shortLinks: String?

    init(_ options: WebOptions) {
        shortLinks = options.publicURL
        name = options.siteName
        version = options.version
        origin = options.origin
    }

    let home = "/"

    /// Browsers reach it by TLS alone.
    var isSecure: Bool { origin.hasPrefix("https://") }

    func signIn(next: OwnPath) -> String { next == .home ? "/login" : "/login?next=\(next.text.urlEncoded)" }

    func profile(_ name: String) -> String { "/@\(name)" }

    func post(_ id: Int64, of profile: String) -> String { "/@\(profile)/\(id)" }

    func history(of id: Int64, by profile: String) -> String { post(id, of: profile) + "/history" }

    func atom(of profile: String) -> String { "/@\(profile)/feed.atom" }

    func json(of profile: String) -> String { "/@\(profile)/feed.json" }

    private static let allowedInTags = CharacterSet.urlPathAllowed.subtracting(["/"])

    func tag(_ name: String) -> String {
        "/tags/" + (name.addingPercentEncoding(withAllowedCharacters: Self.allowedInTags) ?? "")
    }

    /// In characters, of an address that stands in for one that is too long.
    var shortLinkLength: Int { origin.count + ShortLink.path(of: "").count + ShortLink.codeLength }

    func media(_ name: String) -> String { "/media/\(name)" }

    /// A picture of its own, or its initials.
    func avatar(of profile: ProfileRecord) -> String {
        profile.avatar.map(media) ?? "/@\(profile.name)/avatar.svg"
    }

    func header(of profile: ProfileRecord) -> String { profile.header.map(media) ?? StaticFile.header.address }

    /// A path of this site as others have to write it.
    func absolute(_ path: String) -> String { origin + path }
}

/// What people paste into a search field.
extension Site {
    private var host: String { WebLink(origin)?.authority ?? "" }

    /// `name`, `@name` or either with `@` and this host; nil if it is somebody elsewhere.
    func localName(_ text: String) -> String? {
        let parts = text.drop { $0 == "@" }.split(separator: "@", maxSplits: 1)
        guard let name = parts.first, parts.count == 1 || parts[1].lowercased() == host.lowercased() else { return nil }
        return String(name)
    }

    /// Of a name that is written as one, or of a profile's address.
    func profileName(in text: String) -> String? {
        let text = text.trimmingCharacters(in: .whitespaces)
        if text.hasPrefix(origin + "/@") { return String(text.dropFirst(origin.count + 2)) }
        return text.contains("@") ? localName(text) : nil
    }

    /// Of a post's address.
    func postID(in text: String) -> Int64? {
        guard text.hasPrefix(origin + "/@"), let slash = text.lastIndex(of: "/") else { return nil }
        return Int64(postID: text[text.index(after: slash)...])
    }
}

extension WebOptions.Address {
    /// How a browser on this machine gets there.
    var url: String {
        switch self {
        case .tcp("0.0.0.0", let port), .tcp("::", let port): "http://localhost:\(port)"
        case .tcp: "http://\(self)"
        case .unix: "http://localhost"
        }
    }
}
