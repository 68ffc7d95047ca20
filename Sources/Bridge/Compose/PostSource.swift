package import Foundation

/// What a post is composed of: an item as plain text, with what its feed and the configuration say.
///
/// It is stored as JSON with an item that waits, so a field may be added but not renamed.
package struct PostSource: Codable, Sendable, Equatable {
    package var title: String?
    package var link: String?
    package var summary: String?
    package var content: String?
    package var author: String?
    /// The feed's title.
    package var feed: String?
    /// Categories, as their publisher wrote them.
    package var tags: [String]
    package var date: Date?
    package var language: String?
    package var event: Event?
    package var file: File?
    /// How its summary begins, for a card; only of what becomes a post, or waits to.
    package var excerpt: String?

    package init(
        title: String? = nil,
        link: String? = nil,
        summary: String? = nil,
        content: String? = nil,
        author: String? = nil,
        feed: String? = nil,
        tags: [String] = [],
        date: Date? = nil,
        language: String? = nil
    ) {
        self.title = title
        self.link = link
        self.summary = summary
        self.content = content
        self.author = author
        self.feed = feed
        self.tags = tags
        self.date = date
        self.language = language
    }

    /// Something else has to stand for its title.
    var lacksTitle: Bool { title == nil || title == link }
}
