internal import Foundation

/// The names that profiles may have: those that Mastodon takes, so that `@name` works there too.
enum ProfileName {
    static let maximumLength = 30

    /// Paths of the web and of the protocols that are to come, and names that visitors take for the house's own.
    static let reserved: Set<String> = [
        "about", "actor", "admin", "administrator", "api", "assets", "auth", "healthz", "inbox", "livez", "login",
        "media", "metrics", "nodeinfo", "oauth", "outbox", "readyz", "search", "settings", "static", "tags",
        "timelines", "users",
        "well-known",
    ]

    static func isValid(_ name: String) -> Bool {
        name.utf8.count <= maximumLength && name.wholeMatch(of: /[A-Za-z0-9_]+([.\-]+[A-Za-z0-9_]+)*/) != nil
    }

    /// The valid name that is nearest to a text: `Équipe Secours` becomes `equipe_secours`.
    static func guess(_ text: String) -> String? {
        let plain = text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
        let words = plain.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) }
        let name = String(words.joined(separator: "_").prefix(maximumLength))
        return isValid(name) && !reserved.contains(name) ? name : nil
    }
}
