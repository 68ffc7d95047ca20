internal import Foundation
internal import Timeline

/// The addresses of everything that is served.
struct Site: Sendable {
    let name: String
    let version: String
    /// Scheme, host and port.
    let origin: String

    init(_ options: WebOptions) {
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

    func tag(_ name: String) -> String {
        "/tags/" + (name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed.subtracting(["/"])) ?? "")
    }

    func media(_ name: String) -> String { "/media/\(name)" }

    /// A picture of its own, or its initials.
    func avatar(of profile: ProfileRecord) -> String {
        profile.avatar.map(media) ?? "/@\(profile.name)/avatar.svg"
    }

    func header(of profile: ProfileRecord) -> String { profile.header.map(media) ?? StaticFile.header.address }

    /// A path of this site as others have to write it.
    func absolute(_ path: String) -> String { origin + path }
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
