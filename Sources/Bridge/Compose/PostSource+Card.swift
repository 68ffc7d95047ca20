package import Foundation
internal import Timeline

extension PostSource {
    /// When and where an item takes place.
    package struct Event: Codable, Sendable, Equatable {
        package var start: Date
        package var end: Date?
        package var place: String?
    }

    /// What comes with an item, to play, to read or to look at.
    package struct File: Codable, Sendable, Equatable {
        package var url: String
        package var type: String
        package var bytes: Int64?
    }

    /// What is shown beside the words of a post.
    ///
    /// - Parameter link: that of the post.
    func card(beside link: String?) -> PostCard? {
        guard event != nil || file != nil || link != nil else { return nil }
        return PostCard(
            kind: event != nil ? .event : file != nil ? .file : .link,
            description: excerpt,
            fileURL: file?.url,
            fileType: file?.type,
            fileBytes: file?.bytes,
            startsAt: event?.start,
            endsAt: event?.end,
            place: event?.place
        )
    }

    /// The beginning of a text, unless it says no more than the title.
    static func excerpt(of text: String, under title: String?) -> String? {
        guard let line = line(text, upTo: 300) else { return nil }
        return title.map { Repetition(of: $0, in: line) == .whole } ?? false ? nil : line
    }

    /// A text as one harmless line.
    static func line(_ text: String, upTo limit: Int) -> String? {
        let clean = PostText.neutralized(text, limit: 2_000)
        return clean.isEmpty ? nil : Excerpt.of(clean, in: Room(length: limit, scalars: 1_000), atLeast: 1)
    }
}
