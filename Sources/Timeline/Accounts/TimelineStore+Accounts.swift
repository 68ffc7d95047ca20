package import Foundation
internal import GRDB

/// Accounts are made and removed by the operator alone.
extension TimelineStore {
    /// - Parameters:
    ///   - profiles: whom it speaks for; empty: a profile of its own by its name, made if need be.
    ///   - password: nil: chosen later, by an invitation.
    /// - Throws: `Refusal` if the name is taken, is none, or a profile is not there.
    @discardableResult
    package func addAccount(
        _ name: String,
        profiles: [String],
        password: PasswordHash?,
        at now: Date
    ) async throws -> Int64 {
        let id = try await attempt { db in
            guard Self.isName(name) else {
                throw Refusal(
                    .invalid,
                    "\(name) cannot be a name: write letters, digits and _, at most 30, such as ana or press_office"
                )
            }
            guard try Self.account(named: name, db) == nil else {
                throw Refusal(.invalid, "there is an account called \(name) already")
            }
            let ids =
                profiles.isEmpty
                ? [try Self.ownProfile(name, at: now, db)] : try profiles.map { try Self.profile(named: $0, db) }
            try DirectStatement(db, "INSERT INTO account (name, password, created_at) VALUES (?, ?, ?)")
                .run([.text(name), .text(password?.text), .time(now)])
            let account = db.lastInsertedRowID
            try Self.speak(account, for: ids, db)
            return account
        }
        events.send(.touched)
        return id
    }

    /// Lets an account speak for other profiles than before.
    ///
    /// - Throws: `Refusal` if one of them is not there.
    package func setProfiles(_ profiles: [String], ofAccount name: String) async throws {
        try await attempt { db in
            let account = try Self.require(name, db)
            let ids = try profiles.map { try Self.profile(named: $0, db) }
            try DirectStatement(db, "DELETE FROM account_profile WHERE account_id = ?").run([.int(account)])
            try Self.speak(account, for: ids, db)
            try DirectStatement(
                db,
                """
                DELETE FROM token WHERE account_id = ?1 AND profile_id IS NOT NULL
                  AND profile_id NOT IN (SELECT profile_id FROM account_profile WHERE account_id = ?1)
                """
            ).run([.int(account)])
        }
        events.send(.signedOut)
    }

    /// Gives an account another password, and signs it out everywhere.
    ///
    /// - Parameter password: nil: nobody can sign in until an invitation is followed.
    /// - Throws: `Refusal` if there is no such account.
    package func setPassword(_ password: PasswordHash?, ofAccount name: String) async throws {
        try await attempt { db in
            let account = try Self.require(name, db)
            try DirectStatement(db, "UPDATE account SET password = ? WHERE id = ?")
                .run([.text(password?.text), .int(account)])
            try DirectStatement(db, "DELETE FROM token WHERE account_id = ?").run([.int(account)])
        }
        events.send(.signedOut)
    }

    /// Signs an account out everywhere and forgets it. Its profiles stay, and what was said in their name.
    ///
    /// - Throws: `Refusal` if there is no such account.
    package func removeAccount(_ name: String) async throws {
        try await attempt { db in
            let account = try Self.require(name, db)
            try DirectStatement(db, "DELETE FROM account WHERE id = ?").run([.int(account)])
        }
        events.send(.signedOut)
    }

    /// The names of accounts are names of profiles too.
    package static func isName(_ name: String) -> Bool {
        name.utf8.count <= 30 && name.wholeMatch(of: /[A-Za-z0-9_]+([.\-]+[A-Za-z0-9_]+)*/) != nil
    }

    private static func account(named name: String, _ db: Database) throws -> Int64? {
        try DirectStatement(db, "SELECT id FROM account WHERE name = ?").number([.text(name)])
    }

    private static func require(_ name: String, _ db: Database) throws -> Int64 {
        guard let id = try account(named: name, db) else {
            throw Refusal(.notFound, "there is no account called \(name); feedline account list names them")
        }
        return id
    }

    private static func profile(named name: String, _ db: Database) throws -> Int64 {
        let find = "SELECT id FROM profile WHERE name = ?"
        guard let id = try DirectStatement(db, find).number([.text(name)]) else {
            throw Refusal(
                .notFound,
                "there is no profile @\(name); those of feeds.json are there once feedline run has read it"
            )
        }
        return id
    }

    private static func ownProfile(_ name: String, at now: Date, _ db: Database) throws -> Int64 {
        let find = "SELECT id FROM profile WHERE name = ?"
        if try DirectStatement(db, find).number([.text(name)]) != nil {
            throw Refusal(
                .invalid,
                "there is a profile @\(name) already; to let the account speak for it, say so: --speaks-for \(name)"
            )
        }
        try DirectStatement(
            db,
            """
            INSERT INTO profile (name, display_name, bio, is_declared, is_personal, created_at, changed_at)
            VALUES (?1, ?1, '', 0, 1, ?2, ?2)
            """
        ).run([.text(name), .time(now)])
        return db.lastInsertedRowID
    }

    private static func speak(_ account: Int64, for profiles: [Int64], _ db: Database) throws {
        for (position, profile) in profiles.enumerated() {
            try DirectStatement(
                db,
                "INSERT INTO account_profile (account_id, profile_id, position) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
            ).run([.int(account), .int(profile), .int(position)])
        }
    }
}
