package import Foundation

/// Something that the daemon is asked to do over its control socket: a POST of this as JSON to `path`.
package enum ControlCommand: Sendable, Equatable {
    case pause(feed: String)
    case resume(feed: String)
    /// nil means every feed.
    case retry(feed: String?)
    case release(feed: String)
    case retract(post: Int64)
    case account(AccountOrder)
    case reload

    package var path: String {
        switch self {
        case .pause: "/v1/feeds/pause"
        case .resume: "/v1/feeds/resume"
        case .retry: "/v1/feeds/retry"
        case .release: "/v1/feeds/release"
        case .retract: "/v1/posts/retract"
        case .account: "/v1/accounts"
        case .reload: "/v1/reload"
        }
    }
}

extension ControlCommand: Encodable {
    /// `{"url": …}` and the like, or `{}`.
    package func encode(to encoder: any Encoder) throws {
        var request = ControlRequest()
        switch self {
        case .pause(let url), .resume(let url), .release(let url): request.url = url
        case .retry(let url): request.url = url
        case .retract(let post): request.post = post
        case .account(let order): request.account = order
        case .reload: break
        }
        try request.encode(to: encoder)
    }
}

/// The body of a command.
struct ControlRequest: Codable {
    var url: String?
    var post: Int64?
    var account: AccountOrder?
}

/// What the operator does with an account. No secret is in it that could be used.
package enum AccountOrder: Sendable, Equatable, Codable {
    /// - `profiles`: whom it speaks for; empty: a profile of its own.
    /// - `password`: as `PasswordHash` writes it.
    /// - `invitation`: the hash of the secret in a link by which a password is chosen.
    case add(name: String, profiles: [String], password: String?, invitation: Data?)
    case assign(name: String, profiles: [String])
    /// Signs it out everywhere.
    case reset(name: String, password: String?, invitation: Data?)
    case remove(name: String)
}

/// What became of a command; one of both is there.
package struct ControlReply: Sendable, Equatable, Codable {
    /// What was done, for people.
    package var message: String?
    /// Why it was not.
    package var error: String?

    package init(message: String) { self.message = message }

    package init(error: String) { self.error = error }
}
