/// Something that the daemon is asked to do over its control socket: a POST of this as JSON to `path`.
package enum ControlCommand: Sendable, Equatable {
    case pause(feed: String)
    case resume(feed: String)
    /// nil means every feed.
    case retry(feed: String?)
    case release(feed: String)
    case reload

    package var path: String {
        switch self {
        case .pause: "/v1/feeds/pause"
        case .resume: "/v1/feeds/resume"
        case .retry: "/v1/feeds/retry"
        case .release: "/v1/feeds/release"
        case .reload: "/v1/reload"
        }
    }
}

extension ControlCommand: Encodable {
    /// `{"url": …}`, or `{}`.
    package func encode(to encoder: any Encoder) throws {
        let url: String? =
            switch self {
            case .pause(let url), .resume(let url), .release(let url): url
            case .retry(let url): url
            case .reload: nil
            }
        try ControlRequest(url: url).encode(to: encoder)
    }
}

/// The body of a command.
struct ControlRequest: Codable {
    var url: String?
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
