package import Foundation
internal import GRDB

/// What a post announces, beside its link: an article, an event, or a file to play or to read.
package struct PostCard: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case link
        case event
        case file
    }

    package var kind: Kind
    /// Plain text.
    package var description: String?
    /// An enclosure of the item: http or https.
    package var fileURL: String?
    /// As its publisher says, such as `audio/mpeg`.
    package var fileType: String?
    package var fileBytes: Int64?
    package var startsAt: Date?
    package var endsAt: Date?
    package var place: String?

    package init(
        kind: Kind,
        description: String? = nil,
        fileURL: String? = nil,
        fileType: String? = nil,
        fileBytes: Int64? = nil,
        startsAt: Date? = nil,
        endsAt: Date? = nil,
        place: String? = nil
    ) {
        self.kind = kind
        self.description = description
        self.fileURL = fileURL
        self.fileType = fileType
        self.fileBytes = fileBytes
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.place = place
    }
}

extension PostCard {
    static func of(_ postID: Int64, _ db: Database) throws -> PostCard? {
        try db.row(
            """
            SELECT kind, description, file_url, file_type, file_bytes, starts_at, ends_at, place
            FROM card WHERE post_id = ?
            """,
            [postID]
        ) { columns in
            PostCard(
                kind: try columns.nextWord(),
                description: columns.next(),
                fileURL: columns.next(),
                fileType: columns.next(),
                fileBytes: columns.next(),
                startsAt: columns.nextDateIfAny(),
                endsAt: columns.nextDateIfAny(),
                place: columns.next()
            )
        }
    }

    /// In place of the one that the post has.
    func insert(for postID: Int64, _ db: Database) throws {
        try DirectStatement(
            db,
            """
            INSERT OR REPLACE INTO card (post_id, kind, description, file_url, file_type, file_bytes, starts_at, ends_at,
              place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        ).run([
            .int(postID), .text(kind.rawValue), .text(description), .text(fileURL), .text(fileType), .int(fileBytes),
            .time(startsAt), .time(endsAt), .text(place),
        ])
    }
}
