import Feeds
import Foundation
import Testing

/// The feed in a text.
func feed(_ text: String, url: String? = nil, contentType: String? = nil) throws -> ParsedFeed {
    try feed(Array(text.utf8), url: url, contentType: contentType)
}

func feed(_ bytes: [UInt8], url: String? = nil, contentType: String? = nil) throws -> ParsedFeed {
    try FeedParser.parse(FeedDocument(bytes: bytes, url: url, contentType: contentType))
}

/// The only item of an RSS feed whose item holds `inside`.
func item(_ inside: String, attributes: String = "", url: String? = nil) throws -> ParsedItem {
    let feed = try feed(rss("<item>\(inside)</item>", attributes: attributes), url: url)
    return try #require(feed.items.first)
}

func rss(_ inside: String, attributes: String = "", head: String = "") -> String {
    "\(head)<rss version=\"2.0\"\(attributes)><channel><title>Feed</title>\(inside)</channel></rss>"
}

func fixture(_ name: String) throws -> [UInt8] {
    let url = try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures"))
    return [UInt8](try Data(contentsOf: url))
}

func instant(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }
