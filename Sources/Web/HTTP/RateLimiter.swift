internal import Foundation

/// Counts what each client asks for, so that none takes the place of the others, and nobody guesses passwords.
final class RateLimiter: Sendable {
    /// So many in so many seconds.
    struct Rule: Hashable, Sendable {
        let name: String
        let limit: Int
        let window: TimeInterval

        func times(_ factor: Int) -> Rule { Rule(name: name, limit: limit * max(factor, 1), window: window) }

        static func requests(_ limit: Int) -> Rule { Rule(name: "requests", limit: limit, window: 300) }
        /// As Mastodon's.
        static let posts = Rule(name: "posts", limit: 300, window: 3 * 3_600)
        static let follows = Rule(name: "follows", limit: 400, window: 86_400)
        static let uploads = Rule(name: "uploads", limit: 30, window: 1_800)
        static let programs = Rule(name: "programs", limit: 30, window: 300)
        static let signIns = Rule(name: "sign-ins", limit: 10, window: 300)
    }

    /// What is left of a client's share.
    struct Share: Equatable {
        let rule: Rule
        let remaining: Int
        let renewsAt: Date
        var isExceeded: Bool { remaining < 0 }
    }

    private struct Count {
        var used: Int
        var renewsAt: Date
    }

    /// By the names of rules, and by client.
    private let counts = Locked<[String: [String: Count]]>([:])

    /// Of clients, for each rule; more than that at once are an attack, and then those who came first are forgotten: an
    /// attacker with that many addresses is not stopped by counting them. Whoever fills the table of one rule, with made-up
    /// tokens say, empties that of no other.
    private static let maximumCount = 20_000

    /// Whether a client has nothing left; asking takes nothing.
    func isExhausted(_ rule: Rule, _ client: String, at now: Date) -> Bool {
        counts.withLock { counts in
            guard let count = counts[rule.name]?[client], count.renewsAt > now else { return false }
            return count.used >= rule.limit
        }
    }

    /// Takes one from a client's share.
    ///
    /// - Parameter client: an address, a token's hash, a name: whatever the rule counts by.
    func take(_ rule: Rule, _ client: String, at now: Date) -> Share {
        counts.withLock { counts in
            let count = Self.take(rule, client, &counts[rule.name, default: [:]], at: now)
            return Share(rule: rule, remaining: rule.limit - count.used, renewsAt: count.renewsAt)
        }
    }

    private static func take(_ rule: Rule, _ client: String, _ counts: inout [String: Count], at now: Date) -> Count {
        if counts.count >= maximumCount, counts[client] == nil {
            counts = counts.filter { $0.value.renewsAt > now }
            if counts.count >= maximumCount { counts.removeAll(keepingCapacity: true) }
        }
        var count = counts[client] ?? Count(used: 0, renewsAt: now + rule.window)
        if count.renewsAt <= now { count = Count(used: 0, renewsAt: now + rule.window) }
        count.used += 1
        counts[client] = count
        return count
    }
}
