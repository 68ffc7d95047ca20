package import Foundation

/// What becomes of a post whose item its publisher has changed. Its audience, its place in time and the link by which its
/// profile knows it stay what they are.
package struct PostEdit: Sendable {
    package var postID: Int64
    /// What it says from now on; nil leaves its words.
    package var post: NewPost?
    /// Of what the item says now; opaque here.
    package var digest: Data
    /// Why the post does not say what its item says, in words for its owner.
    package var refusal: String?

    package init(postID: Int64, post: NewPost? = nil, digest: Data, refusal: String? = nil) {
        self.postID = postID
        self.post = post
        self.digest = digest
        self.refusal = refusal
    }
}

/// A post of a feed that nobody has edited by hand or taken back, with what tells whether its item has changed.
package struct EditablePost: Sendable, Equatable {
    package var id: Int64
    package var text: String
    package var title: String?
    package var link: String?
    package var card: PostCard?
    package var followed: FollowedEdits?

    package init(
        id: Int64,
        text: String,
        title: String?,
        link: String?,
        card: PostCard? = nil,
        followed: FollowedEdits? = nil
    ) {
        self.id = id
        self.text = text
        self.title = title
        self.link = link
        self.card = card
        self.followed = followed
    }
}

/// How a post has followed its item so far.
package struct FollowedEdits: Sendable, Equatable {
    /// Of what the item said when it was last looked at.
    package var digest: Data
    package var count: Int
    package var lastAt: Date?
    /// Why the post does not say what its item says.
    package var refusal: String?

    package init(digest: Data, count: Int = 0, lastAt: Date? = nil, refusal: String? = nil) {
        self.digest = digest
        self.count = count
        self.lastAt = lastAt
        self.refusal = refusal
    }
}
