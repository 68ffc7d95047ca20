package import Foundation

/// A decision with all that follows from it.
package struct Verdict: Sendable {
    package var decision: Decision
    package var reason: String
    /// For `posted` only.
    package var post: NewPost?
    /// For a waiting decision only.
    package var dueAt: Date?
    package var draft: Data?

    package init(_ decision: Decision, reason: String, post: NewPost? = nil, dueAt: Date? = nil, draft: Data? = nil) {
        self.decision = decision
        self.reason = reason
        self.post = post
        self.dueAt = dueAt
        self.draft = draft
    }
}

/// A post to be; the store gives it its id and time.
package struct NewPost: Sendable, Equatable {
    package var text: String
    /// The article's own address.
    package var link: String?
    /// What `text` contains in its place; stored with the post.
    package var shortLink: ShortLink?
    /// By which the profile's other feeds know that this was said; nil where several items share a link.
    ///
    /// A profile says nothing twice: an item whose link it has announced is recorded as `duplicate` instead.
    package var linkHash: ItemAlias.Hash?
    package var title: String?
    package var language: String?
    package var audience: Audience
    /// For the audience `list`: one of the profile's, made if there is none of that name.
    package var listTitle: String?
    package var card: PostCard?
    /// Of what it is composed from, for a feed whose edits are followed; opaque here.
    package var digest: Data?

    package init(
        text: String,
        link: String?,
        shortLink: ShortLink? = nil,
        linkHash: ItemAlias.Hash? = nil,
        title: String?,
        language: String?,
        audience: Audience = .public,
        listTitle: String? = nil,
        card: PostCard? = nil,
        digest: Data? = nil
    ) {
        self.text = text
        self.link = link
        self.shortLink = shortLink
        self.linkHash = linkHash
        self.title = title
        self.language = language
        self.audience = audience
        self.listTitle = listTitle
        self.card = card
        self.digest = digest
    }
}
