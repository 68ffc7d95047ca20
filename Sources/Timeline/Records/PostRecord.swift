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
    package var language: String?
    package var audience: String
    package var createdAt: Date
    /// The feed that brought it, as the configuration names it.
    package var feedURL: String?
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
        audience: String = "public",
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
        self.feedURL = feedURL
        self.itemGUID = itemGUID
        self.publishedAt = publishedAt
        self.shortCode = shortCode
    }
}

extension PostRecord {
    static let columns = """
        post.id, post.profile_id, profile.name, post.item_id, post.text, post.link, post.title, post.language, \
        post.audience, post.created_at, feed.url, coalesce(item.guid, item.url), item.published_at, post.short_code
        """

    /// What `columns` come from. A post need not have an item.
    static let tables = """
        post JOIN profile ON profile.id = post.profile_id \
        LEFT JOIN item ON item.id = post.item_id LEFT JOIN feed ON feed.id = item.feed_id
        """

    init(_ columns: inout Columns) {
        id = columns.next()
        profileID = columns.next()
        profileName = columns.next()
        itemID = columns.next()
        text = columns.next()
        link = columns.next()
        title = columns.next()
        language = columns.next()
        audience = columns.next()
        createdAt = columns.nextDate()
        feedURL = columns.next()
        itemGUID = columns.next()
        publishedAt = columns.nextDateIfAny()
        shortCode = columns.next()
    }
}

/// A post's number: time-ordered, and strictly increasing even when the clock steps back.
enum PostID {
    static func next(after last: Int64, at now: Date) -> Int64 { max(last + 1, now.milliseconds << 16) }
}
