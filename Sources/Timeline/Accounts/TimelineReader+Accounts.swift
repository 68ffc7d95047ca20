package import Foundation
internal import GRDB

extension TimelineReader {
    /// Who a secret stands for.
    ///
    /// - Returns: nil if it stands for nobody, or no more.
    package func identity(_ kind: NewToken.Kind, secret: String, at now: Date) async throws -> Identity? {
        try await read { db in
            try db.row(
                """
                SELECT id, account_id, profile_id, application_id, scopes, expires_at, used_at FROM token
                WHERE hash = ? AND kind = ? AND (expires_at IS NULL OR expires_at > ?)
                """,
                [Secret.hash(of: secret), kind.rawValue, now.milliseconds]
            ) { columns in
                Identity(
                    tokenID: columns.next(),
                    accountID: columns.next(),
                    profileID: columns.next(),
                    applicationID: columns.next(),
                    scopes: Scopes(columns.next()),
                    expiresAt: columns.nextDateIfAny(),
                    usedAt: columns.nextDate()
                )
            }
        }
    }

    package func account(named name: String) async throws -> AccountRecord? {
        try await accounts("name = :value", name).first
    }

    package func account(id: Int64) async throws -> AccountRecord? {
        try await accounts("id = :value", id).first
    }

    /// By name.
    package func accounts() async throws -> [AccountRecord] {
        try await accounts("TRUE OR :value", 0)
    }

    private func accounts(
        _ condition: StaticString,
        _ value: some DatabaseValueConvertible & Sendable
    ) async throws -> [AccountRecord] {
        try await read { db in
            try db.rows(
                "SELECT id, name, password, created_at FROM account WHERE \(condition) ORDER BY name",
                ["value": value]
            ) { columns in
                let id: Int64 = columns.next()
                return AccountRecord(
                    id: id,
                    name: columns.next(),
                    password: (columns.next() as String?).map(PasswordHash.init(stored:)),
                    createdAt: columns.nextDate(),
                    profiles: try Self.profiles(ofAccount: id, db)
                )
            }
        }
    }

    private static func profiles(ofAccount id: Int64, _ db: Database) throws -> [ProfileRecord] {
        try db.rows(
            """
            SELECT \(ProfileRecord.columns) FROM account_profile JOIN profile ON profile.id = account_profile.profile_id
            WHERE account_id = ? ORDER BY position
            """,
            [id]
        ) { columns in try ProfileRecord(&columns) }
    }

    package func application(clientID: String) async throws -> ApplicationRecord? {
        try await application("client_id = :value", clientID)
    }

    package func application(id: Int64) async throws -> ApplicationRecord? {
        try await application("id = :value", id)
    }

    private func application(
        _ condition: StaticString,
        _ value: some DatabaseValueConvertible & Sendable
    ) async throws -> ApplicationRecord? {
        try await read { db in
            try db.row(
                """
                SELECT id, name, website, redirect_uris, scopes, client_id, secret_hash, created_at FROM application
                WHERE \(condition)
                """,
                ["value": value]
            ) { columns in
                ApplicationRecord(
                    id: columns.next(),
                    name: columns.next(),
                    website: columns.next(),
                    redirectURIs: (columns.next() as String).split(separator: "\n").map(String.init),
                    scopes: Scopes(columns.next()),
                    clientID: columns.next(),
                    secretHash: columns.next(),
                    createdAt: columns.nextDate()
                )
            }
        }
    }

    /// The browsers and programs that an account is signed in with, the one that was used last first.
    package func grants(ofAccount id: Int64) async throws -> [GrantRecord] {
        try await read { db in
            try db.rows(
                """
                SELECT token.id, coalesce(application.name, token.label), token.kind = 'session', profile.name,
                  token.scopes, token.created_at, token.used_at
                FROM token LEFT JOIN application ON application.id = token.application_id
                LEFT JOIN profile ON profile.id = token.profile_id
                WHERE token.account_id = ? AND token.kind IN ('access', 'session') ORDER BY token.used_at DESC
                """,
                [id]
            ) { columns in
                GrantRecord(
                    id: columns.next(),
                    label: columns.next(),
                    isSession: columns.next(),
                    profileName: columns.next(),
                    scopes: Scopes(columns.next()),
                    createdAt: columns.nextDate(),
                    usedAt: columns.nextDate()
                )
            }
        }
    }
}
