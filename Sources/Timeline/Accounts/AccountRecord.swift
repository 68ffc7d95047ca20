package import Foundation

/// Somebody who signs in, and the profiles that they speak for.
package struct AccountRecord: Sendable, Equatable {
    package var id: Int64
    /// Unique without regard to case.
    package var name: String
    /// nil until they have chosen one.
    package var password: PasswordHash?
    package var createdAt: Date
    /// The first one is who they are unless they say otherwise.
    package var profiles: [ProfileRecord]
}

/// A program that speaks for people.
package struct ApplicationRecord: Sendable, Equatable {
    package var id: Int64
    package var name: String
    package var website: String?
    package var redirectURIs: [String]
    package var scopes: Scopes
    /// What it is known by to the world.
    package var clientID: String
    /// The SHA-256 of its secret.
    package var secretHash: Data
    package var createdAt: Date

    package init(
        id: Int64 = 0,
        name: String,
        website: String?,
        redirectURIs: [String],
        scopes: Scopes,
        clientID: String,
        secretHash: Data,
        createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.website = website
        self.redirectURIs = redirectURIs
        self.scopes = scopes
        self.clientID = clientID
        self.secretHash = secretHash
        self.createdAt = createdAt
    }
}

/// What somebody may do on another's behalf, as OAuth and Mastodon name it: `read`, `write:statuses`.
package struct Scopes: Sendable, Equatable {
    /// Each once, in the order in which they were asked for.
    package let words: [String]

    /// Separated by spaces, or by `+` as some clients write.
    package init(_ text: String) {
        var words: [String] = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "+" || $0 == "," }).map(String.init)
        where !words.contains(word) {
            words.append(word)
        }
        self.words = words
    }

    package static let all = Scopes("read write follow push profile")

    package var text: String { words.joined(separator: " ") }

    /// Whether all of them are scopes that there are.
    package var areKnown: Bool {
        words.count <= 100 && words.allSatisfy { $0.utf8.count <= 60 && Self.tops.contains(Self.top(of: $0)) }
    }

    private static let tops: Set<Substring> = ["read", "write", "follow", "push", "profile", "admin"]

    private static func top(of word: String) -> Substring { word.prefix { $0 != ":" } }

    /// Whether something may be done that needs a scope, such as `write:statuses`; `write` allows it too.
    package func allows(_ need: String) -> Bool {
        let top = String(Self.top(of: need))
        if words.contains(need) || words.contains(top) { return true }
        // An old scope that means these.
        return words.contains("follow") && Self.follow.contains(need)
    }

    private static let follow: Set<String> = [
        "read:blocks", "read:follows", "read:mutes", "write:blocks", "write:follows", "write:mutes",
    ]

    /// Whether no more is asked for than there is.
    package func covers(_ other: Scopes) -> Bool { other.words.allSatisfy(allows) }
}

/// Who asks, by a token or a session.
package struct Identity: Sendable, Equatable {
    package var tokenID: Int64
    /// nil for a program that asks for itself.
    package var accountID: Int64?
    /// Who speaks.
    package var profileID: Int64?
    package var applicationID: Int64?
    package var scopes: Scopes
    /// Of a session, the one in its forms.
    package var expiresAt: Date?
    package var usedAt: Date

    package var viewer: Viewer { Viewer(profileID: profileID) }

    package var author: Author? {
        profileID.map { Author(profileID: $0, accountID: accountID, applicationID: applicationID) }
    }
}

/// A session or a program that somebody has let in.
package struct GrantRecord: Sendable, Equatable {
    package var id: Int64
    /// The program's name, or the browser's.
    package var label: String
    package var isSession: Bool
    package var profileName: String?
    package var scopes: Scopes
    package var createdAt: Date
    package var usedAt: Date
}
