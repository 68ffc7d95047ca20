/// Who may read a post, besides its author and whoever it mentions.
package enum Audience: String, Sendable, CaseIterable {
    case `public`
    /// Everybody, but it is shown only to those who look at its profile, follow it or are given its address.
    case unlisted
    case followers
    /// The members of a list of its author's.
    case list
    /// Only those whom it mentions.
    case direct

    /// Whether strangers may read it.
    package var isOpen: Bool { self == .public || self == .unlisted }
}

/// Who reads: a profile, or nobody in particular.
package struct Viewer: Sendable, Hashable {
    package let profileID: Int64?

    /// One who has not signed in, and sees what is public.
    package static let anybody = Viewer(profileID: nil)

    package init(profileID: Int64?) { self.profileID = profileID }

    /// As the fragments of `Visibility` name it; no profile has the number 0.
    var id: Int64 { profileID ?? 0 }
}

/// The one place that says who sees what, as conditions for queries with the arguments `:viewer` and `:now`.
///
/// Most people have blocked and muted nobody: that is asked once a query, and only where it is otherwise of each row.
enum Visibility {
    /// Of the row `post`, which is no boost.
    static let post = """
        (post.deleted_at IS NULL AND (post.profile_id = :viewer OR ((
          post.audience = 'public' OR post.audience = 'unlisted'
          OR (post.audience = 'followers' AND EXISTS (SELECT 1 FROM follow WHERE follower_id = :viewer
            AND followed_id = post.profile_id AND is_accepted = 1))
          OR (post.audience = 'list' AND EXISTS (SELECT 1 FROM list_member WHERE list_id = post.list_id
            AND profile_id = :viewer))
          OR (post.mention_count > 0 AND EXISTS (SELECT 1 FROM mention WHERE post_id = post.id AND profile_id = :viewer))
        ) AND (\(blocksNobody) OR NOT EXISTS (SELECT 1 FROM block WHERE profile_id = :viewer
            AND target_id = post.profile_id))
          AND (\(isBlockedByNobody) OR NOT EXISTS (SELECT 1 FROM block WHERE profile_id = post.profile_id
            AND target_id = :viewer)))))
        """

    /// Whether the profile that the row `entry` belongs to, a boost or a post, is none that the viewer has nothing to do
    /// with.
    static let entryAuthor = """
        (entry.profile_id = :viewer OR (
          (\(blocksNobody) OR NOT EXISTS (SELECT 1 FROM block WHERE profile_id = :viewer
            AND target_id = entry.profile_id))
          AND (\(isBlockedByNobody) OR NOT EXISTS (SELECT 1 FROM block WHERE profile_id = entry.profile_id
            AND target_id = :viewer))))
        """

    /// Whether the viewer has not muted whoever speaks in the rows `entry` and `post`.
    static let unmuted = """
        (NOT EXISTS (SELECT 1 FROM mute WHERE profile_id = :viewer)
          OR NOT EXISTS (SELECT 1 FROM mute WHERE profile_id = :viewer
            AND (target_id = post.profile_id OR target_id = entry.profile_id)
            AND (expires_at IS NULL OR expires_at > :now)))
        """

    private static let blocksNobody = "NOT EXISTS (SELECT 1 FROM block WHERE profile_id = :viewer)"
    private static let isBlockedByNobody = "NOT EXISTS (SELECT 1 FROM block WHERE target_id = :viewer)"

    /// Of the row `profile`.
    static let profile = """
        (profile.id = :viewer OR NOT EXISTS (SELECT 1 FROM block WHERE profile_id = profile.id AND target_id = :viewer))
        """
}
