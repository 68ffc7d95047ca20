package import Foundation

/// What a profile said.
package struct PostRecord: Sendable, Equatable {
    /// Time-ordered and unique: milliseconds since 1970, times 65,536, plus a sequence.
    package var id: Int64
    package var profileID: Int64
    package var profileName: String
    package var itemID: Int64?
    package var text: String
    /// The article's own address; `text` contains it, or the short link that leads there.
    package var link: String?
    /// The article's title, for feeds and page titles.
    package var title: String?
    /// BCP 47.
    package var language: String?
    package var audience: Audience
    /// For the audience `list`, and only its author is told which it is.
    package var listID: Int64?
    package var createdAt: Date
    package var editedAt: Date?
    /// nil while it is there; of one that is gone nothing else is left.
    package var deletedAt: Date?
    package var pinnedAt: Date?
    package var replyToID: Int64?
    package var replyToProfileID: Int64?
    /// The post that began the conversation; its own number if it did.
    package var threadID: Int64
    /// What stands in front of a text that not everybody wants to see; empty for most.
    package var warning = ""
    package var isSensitive = false
    package var repliesClosed = false
    package var applicationID: Int64?
    package var mediaCount = 0
    package var mentionCount = 0
    /// Of those that everybody may read.
    package var replyCount = 0
    package var favouriteCount = 0
    package var boostCount = 0
    /// The feed that brought it, as the configuration names it.
    package var feedURL: String?
    /// What that feed calls itself.
    package var feedTitle: String?
    /// The guid, or whatever the feed identifies the item by.
    package var itemGUID: String?
    /// The article's own date.
    package var publishedAt: Date?
    /// Of the short link that `text` contains in the place of `link`.
    package var shortCode: String?

    package init(
        id: Int64,
        profileID: Int64,
        profileName: String,
        itemID: Int64? = nil,
        text: String,
        link: String? = nil,
        title: String? = nil,
        language: String? = nil,
        audience: Audience = .public,
        createdAt: Date,
        feedURL: String? = nil,
        itemGUID: String? = nil,
        publishedAt: Date? = nil,
        shortCode: String? = nil
    ) {
        self.id = id
        self.profileID = profileID
        self.profileName = profileName
        self.itemID = itemID
        self.text = text
        self.link = link
        self.title = title
        self.language = language
        self.audience = audience
        self.createdAt = createdAt
        threadID = id
        self.feedURL = feedURL
        self.itemGUID = itemGUID
        self.publishedAt = publishedAt
        self.shortCode = shortCode
    }
}

extension PostRecord {
    static let columns = """
        post.id, post.profile_id, profile.name, post.item_id, post.text, post.link, post.title, post.language, \
        post.audience, post.list_id, post.created_at, post.edited_at, post.deleted_at, post.pinned_at, \
        post.reply_to_id, post.reply_to_profile_id, post.thread_id, post.warning, post.is_sensitive, \
        post.replies_closed, post.application_id, post.media_count, post.mention_count, post.reply_count, \
        post.favourite_count, post.boost_count, feed.url, feed.title, coalesce(item.guid, item.url), item.published_at, \
        post.short_code
        """

    /// What `columns` come from. A post need not have an item.
    static let tables = """
        post JOIN profile ON profile.id = post.profile_id \
        LEFT JOIN item ON item.id = post.item_id LEFT JOIN feed ON feed.id = item.feed_id
        """

    init(_ columns: inout Columns) throws {
        id = columns.next()
        profileID = columns.next()
        profileName = columns.next()
        itemID = columns.next()
        text = columns.next()
        link = columns.next()
        title = columns.next()
        language = columns.next()
        audience = try columns.nextWord()
        listID = columns.next()
        createdAt = columns.nextDate()
        editedAt = columns.nextDateIfAny()
        deletedAt = columns.nextDateIfAny()
        pinnedAt = columns.nextDateIfAny()
        replyToID = columns.next()
        replyToProfileID = columns.next()
        threadID = columns.next()
        warning = columns.next()
        isSensitive = columns.next()
        repliesClosed = columns.next()
        applicationID = columns.next()
        mediaCount = columns.next()
        mentionCount = columns.next()
        replyCount = columns.next()
        favouriteCount = columns.next()
        boostCount = columns.next()
        feedURL = columns.next()
        feedTitle = columns.next()
        itemGUID = columns.next()
        publishedAt = columns.nextDateIfAny()
        shortCode = columns.next()
    }
}

/// A post's number: time-ordered, and strictly increasing even when the clock steps back.
enum PostID {
    static func next(after last: Int64, at now: Date) -> Int64 { max(last + 1, now.milliseconds << 16) }
}
