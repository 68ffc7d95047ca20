package import Foundation
internal import GRDB

/// What is given out to somebody who has proved who they are.
package struct NewToken: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A program's.
        case access
        /// Changed for an access token once, within minutes.
        case code
        /// A browser's.
        case session
        /// To choose a password with.
        case invitation
    }

    package var kind: Kind
    package var accountID: Int64?
    package var profileID: Int64?
    package var applicationID: Int64?
    package var scopes = Scopes("")
    /// Of a code: where it was sent, and what it was sealed with (RFC 7636, S256).
    package var redirectURI: String?
    package var challenge: String?
    package var label: String
    package var expiresAt: Date?

    package init(
        _ kind: Kind,
        accountID: Int64? = nil,
        profileID: Int64? = nil,
        applicationID: Int64? = nil,
        label: String = "",
        expiresAt: Date? = nil
    ) {
        self.kind = kind
        self.accountID = accountID
        self.profileID = profileID
        self.applicationID = applicationID
        self.label = label
        self.expiresAt = expiresAt
    }
}

extension TimelineStore {
    /// Stores what a secret is good for, by its hash.
    package func issue(_ token: NewToken, hash: Data, at now: Date) async throws {
        try await write { db in
            try DirectStatement(
                db,
                """
                INSERT INTO token (hash, kind, account_id, profile_id, application_id, scopes, redirect_uri, challenge,
                  label, created_at, used_at, expires_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, ?11)
                """
            ).run([
                .bytes(hash), .text(token.kind.rawValue), .int(token.accountID), .int(token.profileID),
                .int(token.applicationID), .text(token.scopes.text), .text(token.redirectURI), .text(token.challenge),
                .text(token.label), .time(now), .time(token.expiresAt),
            ])
        }
    }

    /// Takes a code or an invitation back, and says what it was good for; it is good for nothing any more.
    ///
    /// - Returns: nil if there is none such, or it is too old.
    package func redeem(_ kind: NewToken.Kind, _ secret: String, at now: Date) async throws -> NewToken? {
        try await write { db in
            let token = try db.row(
                """
                SELECT account_id, profile_id, application_id, scopes, redirect_uri, challenge, label FROM token
                WHERE hash = ? AND kind = ? AND (expires_at IS NULL OR expires_at > ?)
                """,
                [Secret.hash(of: secret), kind.rawValue, now.milliseconds]
            ) { columns -> NewToken in
                var token = NewToken(
                    kind,
                    accountID: columns.next(),
                    profileID: columns.next(),
                    applicationID: columns.next()
                )
                token.scopes = Scopes(columns.next())
                token.redirectURI = columns.next()
                token.challenge = columns.next()
                token.label = columns.next()
                return token
            }
            try DirectStatement(db, "DELETE FROM token WHERE hash = ? AND kind = ?")
                .run([.bytes(Secret.hash(of: secret)), .text(kind.rawValue)])
            return token
        }
    }

    /// - Returns: whether there was such a token of the application's; anybody's with nil.
    @discardableResult
    package func revoke(_ secret: String, ofApplication applicationID: Int64? = nil) async throws -> Bool {
        let isRevoked = try await write { db in
            try DirectStatement(
                db,
                "DELETE FROM token WHERE hash = ?1 AND (?2 IS NULL OR application_id = ?2)"
            ).run([.bytes(Secret.hash(of: secret)), .int(applicationID)])
            return db.changesCount > 0
        }
        if isRevoked { events.send(.signedOut) }
        return isRevoked
    }

    /// Ends a session, or a program's access.
    package func revokeGrant(_ id: Int64, ofAccount accountID: Int64) async throws {
        try await write { db in
            try DirectStatement(db, "DELETE FROM token WHERE id = ? AND account_id = ?")
                .run([.int(id), .int(accountID)])
        }
        events.send(.signedOut)
    }

    /// Lets somebody who is signed in speak for another of their profiles.
    ///
    /// - Throws: `Refusal` if they may not.
    package func switchProfile(ofToken id: Int64, to profileID: Int64) async throws {
        try await attempt { db in
            try DirectStatement(
                db,
                """
                UPDATE token SET profile_id = ?2 WHERE id = ?1 AND EXISTS (SELECT 1 FROM account_profile
                  WHERE account_profile.account_id = token.account_id AND account_profile.profile_id = ?2)
                """
            ).run([.int(id), .int(profileID)])
            guard db.changesCount > 0 else { throw Refusal(.forbidden, "you do not speak for that profile") }
        }
    }

    /// Remembers that a token was used; by the hour, so that reading does not write all the time.
    package func noteUse(ofToken id: Int64, at now: Date) async throws {
        try await write { db in
            try DirectStatement(db, "UPDATE token SET used_at = ? WHERE id = ?").run([.time(now), .int(id)])
        }
    }

    package func addApplication(_ application: ApplicationRecord) async throws -> ApplicationRecord {
        var stored = application
        stored.id = try await write { db in
            try DirectStatement(
                db,
                """
                INSERT INTO application (name, website, redirect_uris, scopes, client_id, secret_hash, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """
            ).run([
                .text(application.name), .text(application.website),
                .text(application.redirectURIs.joined(separator: "\n")), .text(application.scopes.text),
                .text(application.clientID), .bytes(application.secretHash), .time(application.createdAt),
            ])
            return db.lastInsertedRowID
        }
        return stored
    }

    /// Forgets what is too old to be good for anything: tokens that have ended, programs that nobody let in within a day.
    package func forgetOldTokens(at now: Date) async throws {
        try await write { db in
            try DirectStatement(db, "DELETE FROM token WHERE expires_at IS NOT NULL AND expires_at <= ?")
                .run([.time(now)])
            try DirectStatement(
                db,
                """
                DELETE FROM application WHERE created_at < ?
                  AND NOT EXISTS (SELECT 1 FROM token WHERE application_id = application.id)
                """
            ).run([.time(now - 86_400)])
            try IdempotencyKey.forgetOld(db, at: now)
        }
    }
}
