internal import Foundation
internal import GRDB

extension TimelineStore {
    /// - Throws: `Refusal` if the profile has one of that title.
    package func addList(
        _ title: String,
        repliesPolicy: ListRecord.RepliesPolicy = .list,
        isExclusive: Bool = false,
        by profileID: Int64
    ) async throws -> ListRecord {
        try await attempt { db in
            let title = try Self.title(title, unlike: nil, of: profileID, db)
            try DirectStatement(
                db,
                "INSERT INTO list (profile_id, title, replies_policy, is_exclusive) VALUES (?, ?, ?, ?)"
            ).run([.int(profileID), .text(title), .text(repliesPolicy.rawValue), .flag(isExclusive)])
            return ListRecord(
                id: db.lastInsertedRowID,
                profileID: profileID,
                title: title,
                repliesPolicy: repliesPolicy,
                isExclusive: isExclusive
            )
        }
    }

    /// Changes its title and its rules.
    ///
    /// - Throws: `Refusal` unless it is one of its profile's, and its new title is not taken.
    package func update(_ list: ListRecord) async throws {
        try await attempt { db in
            try Self.requireList(list.id, of: list.profileID, db)
            let title = try Self.title(list.title, unlike: list.id, of: list.profileID, db)
            try DirectStatement(
                db,
                "UPDATE list SET title = ?, replies_policy = ?, is_exclusive = ? WHERE id = ?"
            ).run([.text(title), .text(list.repliesPolicy.rawValue), .flag(list.isExclusive), .int(list.id)])
        }
        events.send(.touched)
    }

    /// What was said to the list is read by its author alone from then on.
    ///
    /// - Throws: `Refusal`.
    package func removeList(_ id: Int64, of profileID: Int64) async throws {
        try await attempt { db in
            try Self.requireList(id, of: profileID, db)
            try DirectStatement(db, "UPDATE post SET list_id = NULL WHERE list_id = ?").run([.int(id)])
            try DirectStatement(db, "DELETE FROM list WHERE id = ?").run([.int(id)])
        }
        events.send(.touched)
    }

    /// Adds profiles to a list, or takes them from it.
    ///
    /// - Throws: `Refusal` if one of them is not there for its owner.
    package func setMembers(
        _ members: [Int64],
        areIn: Bool,
        list id: Int64,
        of profileID: Int64
    ) async throws {
        try await attempt { db in
            try Self.requireList(id, of: profileID, db)
            if areIn { for member in members { try Relations(db).require(member, for: profileID) } }
            let statement =
                areIn
                ? "INSERT INTO list_member (list_id, profile_id) VALUES (?, ?) ON CONFLICT DO NOTHING"
                : "DELETE FROM list_member WHERE list_id = ? AND profile_id = ?"
            for member in members { try DirectStatement(db, statement).run([.int(id), .int(member)]) }
        }
        events.send(.touched)
    }

    private static func requireList(_ id: Int64, of profileID: Int64, _ db: Database) throws {
        let find = "SELECT 1 FROM list WHERE id = ? AND profile_id = ?"
        guard try DirectStatement(db, find).number([.int(id), .int(profileID)]) != nil else {
            throw Refusal.noSuchList
        }
    }

    private static func title(_ text: String, unlike id: Int64?, of profileID: Int64, _ db: Database) throws -> String {
        let title = PostText.written(text).replacing("\n", with: " ")
        guard !title.isEmpty, PostText.fits(title, 100) else {
            throw Refusal(.invalid, "a list's title has 1 to 100 characters")
        }
        let taken = "SELECT 1 FROM list WHERE profile_id = ? AND title = ? AND id IS NOT ?"
        guard try DirectStatement(db, taken).number([.int(profileID), .text(title), .int(id)]) == nil else {
            throw Refusal(.invalid, "there is a list called \(title) already")
        }
        return title
    }
}
