internal import Foundation
internal import GRDB

/// Knows a request again that was made already: a client that got no answer asks once more.
struct IdempotencyKey {
    enum Outcome: Equatable {
        case post(Int64)
        case scheduled(Int64)
    }

    /// As long as Mastodon's.
    static let lifetime: TimeInterval = 3_600

    private let hash: Data

    init(_ hash: Data) { self.hash = hash }

    /// What came of it the first time. Writes are made one after the other, so no two requests find nothing.
    func made(_ db: Database, at now: Date) throws -> Outcome? {
        try db.row(
            "SELECT post_id, scheduled_id FROM idempotency WHERE hash = ? AND created_at > ?",
            [hash, (now - Self.lifetime).milliseconds]
        ) { columns -> Outcome? in
            let post: Int64? = columns.next()
            let scheduled: Int64? = columns.next()
            return post.map(Outcome.post) ?? scheduled.map(Outcome.scheduled)
        } ?? nil
    }

    func remember(_ outcome: Outcome, _ db: Database, at now: Date) throws {
        let (post, scheduled): (Int64?, Int64?) =
            switch outcome {
            case .post(let id): (id, nil)
            case .scheduled(let id): (nil, id)
            }
        try DirectStatement(
            db,
            "INSERT OR REPLACE INTO idempotency (hash, post_id, scheduled_id, created_at) VALUES (?, ?, ?, ?)"
        ).run([.bytes(hash), .int(post), .int(scheduled), .time(now)])
    }

    static func forgetOld(_ db: Database, at now: Date) throws {
        try DirectStatement(db, "DELETE FROM idempotency WHERE created_at <= ?")
            .run([.time(now - lifetime)])
    }
}
