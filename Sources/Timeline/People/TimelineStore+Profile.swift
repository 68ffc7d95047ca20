package import Foundation
internal import GRDB

/// What a profile changes about itself; nil keeps it.
package struct ProfileChange: Sendable, Equatable {
    package var displayName: String?
    package var bio: String?
    package var language: String?
    package var fields: [ProfileField]?
    package var isLocked: Bool?
    package var isDiscoverable: Bool?
    package var hidesRelations: Bool?
    package var defaultAudience: Audience?
    package var isSensitive: Bool?
    /// The name of a stored picture; empty takes it away.
    package var avatar: String?
    package var header: String?

    package init() {}
}

extension TimelineStore {
    /// - Throws: `Refusal` for what the configuration says of the profile, and for what is too long.
    package func change(_ profileID: Int64, _ change: ProfileChange, at now: Date) async throws {
        try await attempt { db in
            let profile = try Relations(db).require(profileID)
            let name = change.displayName.map { PostText.written($0).replacing("\n", with: " ") }
            let bio = change.bio.map(PostText.written)
            let ownFields = change.fields.map { $0.map(\.written) }
            try check(name, bio, ownFields)
            try PostText.checkLanguage(change.language)
            if profile.isDeclared,
                name ?? profile.displayName != profile.displayName || bio ?? profile.bio != profile.bio
                    || change.language ?? profile.language != profile.language
            {
                throw Refusal(
                    .forbidden,
                    "the name, the description and the language of @\(profile.name) are set in feeds.json"
                )
            }
            let fields = try ownFields.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
            try DirectStatement(
                db,
                """
                UPDATE profile SET display_name = coalesce(?, display_name), bio = coalesce(?, bio),
                  language = coalesce(?, language), fields = coalesce(?, fields), is_locked = coalesce(?, is_locked),
                  is_discoverable = coalesce(?, is_discoverable), hides_relations = coalesce(?, hides_relations),
                  default_audience = coalesce(?, default_audience), is_sensitive = coalesce(?, is_sensitive),
                  avatar = nullif(coalesce(?, avatar), ''), header = nullif(coalesce(?, header), ''), changed_at = ?
                WHERE id = ?
                """
            ).run([
                .text(name), .text(bio), .text(change.language), .text(fields), .flag(change.isLocked),
                .flag(change.isDiscoverable), .flag(change.hidesRelations), .text(change.defaultAudience?.rawValue),
                .flag(change.isSensitive), .text(change.avatar), .text(change.header), .time(now), .int(profileID),
            ])
            if change.isLocked == false { try acceptAll(profileID, db) }
        }
        events.send(.touched)
    }
}

extension ProfileField {
    fileprivate var written: ProfileField {
        func line(_ text: String) -> String { PostText.written(text).replacing("\n", with: " ") }
        return ProfileField(name: line(name), value: line(value))
    }
}

private func check(_ name: String?, _ bio: String?, _ fields: [ProfileField]?) throws(Refusal) {
    if let name, name.isEmpty || !PostText.fits(name, 30) { throw Refusal(.invalid, "a name has 1 to 30 characters") }
    if let bio, !PostText.fits(bio, 500) { throw Refusal(.invalid, "a description has at most 500 characters") }
    guard let fields else { return }
    guard fields.count <= 4, fields.allSatisfy({ PostText.fits($0.name, 255) && PostText.fits($0.value, 255) }) else {
        throw Refusal(.invalid, "a profile has at most four fields, of at most 255 characters each")
    }
}

/// Whoever opens their door has nobody wait before it.
private func acceptAll(_ profileID: Int64, _ db: Database) throws {
    try DirectStatement(db, "UPDATE follow SET is_accepted = 1 WHERE followed_id = ? AND is_accepted = 0")
        .run([.int(profileID)])
    try DirectStatement(db, "DELETE FROM notification WHERE profile_id = ? AND kind = 'follow_request'")
        .run([.int(profileID)])
}
