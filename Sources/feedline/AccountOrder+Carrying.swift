import Foundation
import Timeline
import Web

extension AccountOrder {
    /// For which a link to choose a password by is good.
    static let invitationLifetime: TimeInterval = 7 * 86_400

    /// - Returns: what was done, for people.
    /// - Throws: `Refusal`.
    func carryOut(on store: TimelineStore, at now: Date) async throws -> String {
        switch self {
        case .add(let name, let profiles, let password, let invitation):
            try await store.addAccount(
                name,
                profiles: profiles,
                password: password.map(PasswordHash.init(stored:)),
                at: now
            )
            try await invite(name, invitation, store, at: now)
            return "\(name) can sign in, and speaks for \(try await Self.profiles(of: name, store))"
        case .assign(let name, let profiles):
            try await store.setProfiles(profiles, ofAccount: name)
            return "\(name) speaks for \(try await Self.profiles(of: name, store))"
        case .reset(let name, let password, let invitation):
            try await store.setPassword(password.map(PasswordHash.init(stored:)), ofAccount: name)
            try await invite(name, invitation, store, at: now)
            return "\(name) is signed out everywhere, and has a new way in"
        case .remove(let name):
            try await store.removeAccount(name)
            return "removed \(name); its profiles and their posts stay"
        }
    }

    private func invite(_ name: String, _ hash: Data?, _ store: TimelineStore, at now: Date) async throws {
        guard let hash, let account = try await store.reader.account(named: name) else { return }
        let token = NewToken(.invitation, accountID: account.id, expiresAt: now + Self.invitationLifetime)
        try await store.issue(token, hash: hash, at: now)
    }

    private static func profiles(of name: String, _ store: TimelineStore) async throws -> String {
        let profiles = try await store.reader.account(named: name)?.profiles ?? []
        return profiles.map { "@\($0.name)" }.joined(separator: ", ")
    }
}
