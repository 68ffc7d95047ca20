package import Foundation

/// What a feed's document says, whatever its dialect.
///
/// Text is plain text and addresses are absolute. What is absent or unreadable is nil or empty, never guessed.
package struct ParsedFeed: Sendable, Equatable {
    package var format: FeedFormat
    /// The name of the encoding that the bytes were read in, in lower case.
    package var encoding: String
    package var id: String?
    package var title: String?
    package var homePageURL: String?
    /// Where the document itself says that it lives.
    package var feedURL: String?
    package var summary: String?
    package var language: String?
    package var icon: String?
    package var authors: [ParsedPerson] = []
    package var tags: [String] = []
    package var published: Date?
    package var modified: Date?
    package var hubs: [ParsedHub] = []
    /// What had to be forgiven, as short stable words: `recovered:ampersand`, `truncated`.
    package var warnings: [String] = []
    /// In the document's order.
    package var items: [ParsedItem] = []
    /// The root element was closed. A truncated document yields its complete items, but its validators must not be
    /// stored: the rest would never be seen.
    package var isComplete = true
    package var pollingHints = PollingHints()

    package init(format: FeedFormat, encoding: String = "utf-8", title: String? = nil, items: [ParsedItem] = []) {
        self.format = format
        self.encoding = encoding
        self.title = title
        self.items = items
    }
}

/// Where a feed announces its news (WebSub, rssCloud).
package struct ParsedHub: Sendable, Equatable {
    package var type: String
    package var url: String

    package init(type: String, url: String) {
        self.type = type
        self.url = url
    }
}

/// How often the publisher wants to be asked.
package struct PollingHints: Sendable, Equatable {
    /// RSS `ttl`, written there in minutes.
    package var ttl: Duration?
    /// Hours of the day in GMT, 0 to 23, in which nothing new comes.
    package var skipHours: Set<Int> = []
    /// Days of the week in GMT; 1 is Sunday, as in `Calendar`.
    package var skipDays: Set<Int> = []
    /// The syndication module's `updatePeriod` divided by its `updateFrequency`.
    package var updateEvery: Duration?

    package init() {}
}
