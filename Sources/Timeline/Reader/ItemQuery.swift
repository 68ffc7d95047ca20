/// What a person names an item by.
package struct ItemQuery: Sendable, Equatable {
    /// An address, a guid, or words of the title.
    package var text: String
    /// Of the canonical form of an address.
    package var linkHash: ItemAlias.Hash?
    package var postID: Int64?

    package init(text: String, linkHash: ItemAlias.Hash? = nil, postID: Int64? = nil) {
        self.text = text
        self.linkHash = linkHash
        self.postID = postID
    }
}

/// An item with what became of it.
package struct ItemHistory: Sendable, Equatable {
    package var item: ItemRecord
    package var feedURL: String
    package var profileName: String
    /// Its own post, or of a duplicate the one that it repeats.
    package var post: PostRecord?
    /// How its own post follows what its publisher changes; nil if it does not.
    package var edits: FollowedEdits?
    /// What it is known by.
    package var aliasKinds: [ItemAlias.Kind]

    package init(
        item: ItemRecord,
        feedURL: String,
        profileName: String,
        post: PostRecord?,
        aliasKinds: [ItemAlias.Kind]
    ) {
        self.item = item
        self.feedURL = feedURL
        self.profileName = profileName
        self.post = post
        self.aliasKinds = aliasKinds
    }
}
