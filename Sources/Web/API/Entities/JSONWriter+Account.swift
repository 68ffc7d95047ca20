internal import Foundation
internal import Timeline

extension JSONWriter {
    /// A profile, which Mastodon calls an account.
    ///
    /// - Parameter credentials: what its owner is told besides.
    mutating func account(_ profile: ProfileRecord, _ site: Site, credentials: Credentials? = nil) {
        let home = site.absolute(site.profile(profile.name))
        let avatar = site.absolute(site.avatar(of: profile))
        let header = site.absolute(site.header(of: profile))
        object {
            $0.field("id", id: profile.id)
            $0.field("username", profile.name)
            $0.field("acct", profile.name)
            $0.field("display_name", profile.displayName)
            $0.field("locked", profile.isLocked)
            $0.field("bot", profile.isDeclared && !profile.isPersonal)
            $0.field("group", false)
            $0.field("discoverable", profile.isDiscoverable)
            $0.field("indexable", profile.isDiscoverable)
            $0.field("noindex", !profile.isDiscoverable)
            $0.field("hide_collections", profile.hidesRelations)
            $0.field("created_at", Timestamp(profile.createdAt).day + "T00:00:00.000Z")
            $0.field("note", ContentHTML(plain: profile.bio).text)
            $0.field("url", home)
            $0.field("uri", home)
            $0.field("avatar", avatar)
            $0.field("avatar_static", avatar)
            $0.field("avatar_description", "")
            $0.field("header", header)
            $0.field("header_static", header)
            $0.field("header_description", "")
            $0.field("followers_count", profile.followerCount)
            $0.field("following_count", profile.followingCount)
            $0.field("statuses_count", profile.postCount)
            $0.field("last_status_at", profile.lastPostAt.map { Timestamp($0).day })
            $0.field("show_media", true)
            $0.field("show_media_replies", true)
            $0.field("show_featured", true)
            $0.field("feature_approval") {
                $0.emptyList("automatic")
                $0.emptyList("manual")
                $0.field("current_user", "denied")
            }
            $0.emptyList("emojis")
            $0.emptyList("roles")
            $0.field("fields", profile.shownFields) { json, field in
                json.object {
                    $0.field("name", field.name)
                    $0.field("value", ContentHTML(inline: field.value).text)
                    $0.nullField("verified_at")
                }
            }
            if let credentials { $0.source(profile, credentials) }
        }
    }

    struct Credentials {
        /// How many wait to be let in.
        let requestCount: Int
    }

    private mutating func source(_ profile: ProfileRecord, _ credentials: Credentials) {
        field("source") {
            $0.field("privacy", profile.defaultAudience.visibility)
            $0.field("sensitive", profile.isSensitive)
            $0.field("language", profile.language)
            $0.field("note", profile.bio)
            $0.field("follow_requests_count", credentials.requestCount)
            $0.field("indexable", profile.isDiscoverable)
            $0.field("discoverable", profile.isDiscoverable)
            $0.field("hide_collections", profile.hidesRelations)
            $0.emptyList("attribution_domains")
            $0.field("quote_policy", "nobody")
            $0.field("fields", profile.fields) { json, field in
                json.object {
                    $0.field("name", field.name)
                    $0.field("value", field.value)
                    $0.nullField("verified_at")
                }
            }
        }
        field("role") {
            $0.field("id", "0")
            $0.field("name", "")
            $0.field("permissions", "0")
            $0.field("color", "")
            $0.field("highlighted", false)
            $0.field("collection_limit", 0)
        }
    }

    mutating func relationship(_ relationship: Relationship) {
        object {
            $0.field("id", id: relationship.profileID)
            $0.field("following", relationship.isFollowed)
            $0.field("showing_reblogs", relationship.showsBoosts)
            $0.field("notifying", relationship.notifies)
            $0.nullField("languages")
            $0.field("followed_by", relationship.isFollower)
            $0.field("blocking", relationship.isBlocked)
            $0.field("blocked_by", relationship.blocks)
            $0.field("muting", relationship.isMuted)
            $0.field("muting_notifications", relationship.mutesNotifications)
            $0.field("muting_expires_at", relationship.muteEndsAt)
            $0.field("requested", relationship.isRequested)
            $0.field("requested_by", relationship.hasRequested)
            $0.field("domain_blocking", false)
            $0.field("endorsed", false)
            $0.field("note", "")
        }
    }
}

extension ProfileRecord {
    /// With the website that the configuration gives it.
    fileprivate var shownFields: [ProfileField] {
        guard let url, !fields.contains(where: { $0.value == url }) else { return fields }
        return [ProfileField(name: "Web", value: url)] + fields
    }
}

extension Audience {
    /// As Mastodon calls it; of a list it knows nothing.
    var visibility: String {
        switch self {
        case .public: "public"
        case .unlisted: "unlisted"
        case .followers, .list: "private"
        case .direct: "direct"
        }
    }

    /// nil for a word that means no audience.
    init?(visibility: String) {
        switch visibility {
        case "public": self = .public
        case "unlisted": self = .unlisted
        case "private": self = .followers
        case "direct": self = .direct
        default: return nil
        }
    }
}
