internal import Foundation
internal import GRDB

/// Where the codes of short links lead; what one leads to once it leads to for ever.
struct ShortLinks {
    private let db: Database
    private let profileID: Int64

    init(_ db: Database, profileID: Int64) {
        self.db = db
        self.profileID = profileID
    }

    /// - Returns: false if the code leads elsewhere already; then nothing was changed.
    func keep(_ link: ShortLink, at now: Date) throws -> Bool {
        let insert = try DirectStatement(
            db,
            """
            INSERT INTO short_link (code, profile_id, target, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (code) DO NOTHING
            """
        )
        try insert.run([.text(link.code), .int(profileID), .text(link.target), .time(now)])
        return try ShortLink.find(link.code, db) == link
    }
}

extension ShortLink {
    static func find(_ code: String, _ db: Database) throws -> ShortLink? {
        try db.row("SELECT code, target FROM short_link WHERE code = ?", [code]) { columns in
            ShortLink(code: columns.next(), target: columns.next())
        }
    }
}
