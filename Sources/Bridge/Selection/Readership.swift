package import Timeline

/// Whom a feed's posts are for: it speaks to many, and so never to a single person.
package enum Readership: Sendable, Hashable {
    case `public`
    case unlisted
    case followers
    /// The members of a list of the feed's profile, by its title.
    case list(String)

    package var audience: Audience {
        switch self {
        case .public: .public
        case .unlisted: .unlisted
        case .followers: .followers
        case .list: .list
        }
    }

    package var listTitle: String? {
        if case .list(let title) = self { title } else { nil }
    }
}

extension Readership: CustomStringConvertible {
    /// As it stands behind "for".
    package var description: String {
        switch self {
        case .public: "everybody"
        case .unlisted: "everybody, but unlisted"
        case .followers: "followers"
        case .list(let title): "the list \(title.quoted)"
        }
    }
}
