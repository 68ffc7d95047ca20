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
    /// The configuration names it, and owns its name, bio, language and address.
    package var isDeclared = false
    /// A person's own, not the configuration's alone.
    package var isPersonal = false
    /// Whoever wants to follow it asks first.
    package var isLocked = false
    package var isDiscoverable = true
    /// Nobody else sees whom it follows and who follows it.
    package var hidesRelations = false
    package var fields: [ProfileField] = []
    /// The name of a stored picture.
    package var avatar: String?
    package var header: String?
    package var defaultAudience = Audience.public
    package var isSensitive = false
    /// Of those that everybody may read.
    package var postCount = 0
    package var followerCount = 0
    package var followingCount = 0
    package var lastPostAt: Date?

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

/// A line that a profile says of itself, such as its website.
package struct ProfileField: Codable, Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

extension ProfileRecord {
    static let columns = """
        profile.id, profile.name, profile.display_name, profile.bio, profile.language, profile.url, profile.created_at, \
        profile.is_declared, profile.is_personal, profile.is_locked, profile.is_discoverable, profile.hides_relations, \
        profile.fields, profile.avatar, profile.header, profile.default_audience, profile.is_sensitive, \
        profile.post_count, profile.follower_count, profile.following_count, profile.last_post_at
        """

    init(_ columns: inout Columns) throws {
        id = columns.next()
        name = columns.next()
        displayName = columns.next()
        bio = columns.next()
        language = columns.next()
        url = columns.next()
        createdAt = columns.nextDate()
        isDeclared = columns.next()
        isPersonal = columns.next()
        isLocked = columns.next()
        isDiscoverable = columns.next()
        hidesRelations = columns.next()
        fields = ProfileField.list(columns.next())
        avatar = columns.next()
        header = columns.next()
        defaultAudience = try columns.nextWord()
        isSensitive = columns.next()
        postCount = columns.next()
        followerCount = columns.next()
        followingCount = columns.next()
        lastPostAt = columns.nextDateIfAny()
    }
}

extension ProfileField {
    /// As a profile's row keeps them.
    static func list(_ json: String) -> [ProfileField] {
        json == "[]" ? [] : (try? JSONDecoder().decode([ProfileField].self, from: Data(json.utf8))) ?? []
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
