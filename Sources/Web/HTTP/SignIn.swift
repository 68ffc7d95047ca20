internal import Dispatch
internal import Foundation
internal import Timeline

/// Checks names and passwords, one after the other on a thread of its own: each takes a quarter of a second of computing.
struct SignIn: Sendable {
    private let reader: TimelineReader
    private let limiter: RateLimiter
    private let now: @Sendable () -> Date
    private let queue = DispatchQueue(label: "web.passwords")
    private let waiting = Locked(0)

    /// What can be worked off before a browser gives up. Whoever guesses fills the queue, and is turned away.
    private static let maximumWaiting = 40

    /// What an unknown name is checked against, so that it takes as long as a known one. Nothing matches it.
    private static let decoy = PasswordHash(stored: "$scrypt$ln=14,r=8,p=5$2K4sYd8eXbQ0vTn1LrWcPg$none")

    init(_ reader: TimelineReader, limiter: RateLimiter, now: @escaping @Sendable () -> Date) {
        self.reader = reader
        self.limiter = limiter
        self.now = now
    }

    /// Who somebody is, and as whom they want to speak.
    struct Person: Sendable {
        let account: AccountRecord
        let profile: ProfileRecord?
    }

    /// - Parameters:
    ///   - name: of an account, or `name@profile` for one of the profiles that it speaks for; what else
    ///     follows an `@` says nothing, since some programs insist on an e-mail address.
    ///   - address: where they come from. One guesses at a name, another tries one password on many names.
    /// - Returns: nil unless name and password go together, and after too many wrong guesses for a while even then.
    /// - Throws: `APIError.tooManyRequests`, when too many wait already.
    func person(_ name: String, password: String, from address: ClientAddress) async throws -> Person? {
        guard name.utf8.count <= Self.maximumLength, password.utf8.count <= Self.maximumLength else { return nil }
        let parts = name.trimmingCharacters(in: .whitespacesAndNewlines).split(separator: "@", maxSplits: 1)
        guard let first = parts.first else { return nil }
        let guesses = ["name \(first.lowercased())"] + (address.isLoopback ? [] : ["address \(address.text)"])
        guard !guesses.contains(where: { limiter.isExhausted(.signIns, $0, at: now()) }) else { return nil }
        let account = try await reader.account(named: String(first))
        guard try await matches(account?.password ?? Self.decoy, password), let account else {
            for guess in guesses { _ = limiter.take(.signIns, guess, at: now()) }
            return nil
        }
        let wanted = parts.dropFirst().first?.lowercased()
        let profile = account.profiles.first { $0.name.lowercased() == wanted }
        return Person(account: account, profile: profile ?? account.profiles.first)
    }

    /// In bytes; longer ones are there to keep us busy.
    static let maximumLength = 1_000

    /// - Throws: `APIError.tooManyRequests`.
    func matches(_ hash: PasswordHash, _ password: String) async throws -> Bool {
        guard password.utf8.count <= Self.maximumLength else { return false }
        return try await compute { hash.matches(password) }
    }

    /// A new password as it is stored.
    ///
    /// - Throws: `APIError.tooManyRequests`.
    func hash(_ password: String) async throws -> PasswordHash { try await compute { try PasswordHash(password) } }

    private func compute<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        let isTaken = waiting.withLock { count in
            guard count < Self.maximumWaiting else { return false }
            count += 1
            return true
        }
        guard isTaken else { throw APIError.tooManyRequests }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }
}
