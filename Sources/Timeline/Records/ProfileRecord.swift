package import Foundation

/// An account on the owned timeline, e.g. `@croixrouge`.
package struct ProfileRecord: Sendable, Equatable {
    package var id: Int64
    /// Unique without regard to case.
    package var name: String
    package var displayName: String
    package var bio: String
    /// BCP 47; what its posts are written in unless a post says otherwise.
    package var language: String?
    package var url: String?
    package var createdAt: Date

    package init(
        id: Int64,
        name: String,
        displayName: String,
        bio: String,
        language: String? = nil,
        url: String? = nil,
        createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.displayName = displayName
        self.bio = bio
        self.language = language
        self.url = url
        self.createdAt = createdAt
    }
}

extension ProfileRecord {
    static let columns =
        "profile.id, profile.name, profile.display_name, profile.bio, profile.language, profile.url, profile.created_at"

    init(_ columns: inout Columns) {
        id = columns.next()
        name = columns.next()
        displayName = columns.next()
        bio = columns.next()
        language = columns.next()
        url = columns.next()
        createdAt = columns.nextDate()
    }
}

/// A profile and how much it has said.
package struct ProfileSummary: Sendable, Equatable {
    package var profile: ProfileRecord
    package var postCount: Int
    package var lastPostAt: Date?

    package init(profile: ProfileRecord, postCount: Int, lastPostAt: Date? = nil) {
        self.profile = profile
        self.postCount = postCount
        self.lastPostAt = lastPostAt
    }
}
