import Foundation
import Testing

@testable import Bridge

/// Where the files that are shipped lie.
enum Shipped {
    static func path(_ name: String) -> String {
        var folder = URL(filePath: #filePath)
        for _ in 0..<4 { folder.deleteLastPathComponent() }
        return folder.appending(path: name).path()
    }

    static func bytes(_ name: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(filePath: path(name)))) }
}

/// A configuration of which only the part under test is written out.
enum Sample {
    /// `extra` goes in front of the feeds.
    static func text(
        extra: String = "",
        profiles: String = #"{ "news": {} }"#,
        feeds: String = #"[{ "url": "https://example.org/feed" }]"#
    ) -> String {
        "{\n\"profiles\": \(profiles),\n\(extra)\n\"feeds\": \(feeds)\n}"
    }

    static func decode(_ text: String) throws(ConfigurationError) -> Configuration {
        try Configuration.decode(Array(text.utf8), file: "/etc/feedline/feeds.json")
    }

    /// With one feed that has these members, and a default profile.
    static func feed(_ members: String, extra: String = "") throws -> FeedConfiguration {
        let url = members.contains("\"url\"") ? "" : #""url": "https://example.org/feed", "#
        let configuration = try decode(text(extra: extra, feeds: "[{ \(url)\(members) }]"))
        return try #require(configuration.feeds.first)
    }

    /// What is wrong with a text, one line a mistake, without the name of the file.
    static func mistakes(in text: String) -> [String] {
        do throws(ConfigurationError) {
            _ = try decode(text)
            return []
        } catch {
            return error.mistakes.map(\.description)
        }
    }
}
