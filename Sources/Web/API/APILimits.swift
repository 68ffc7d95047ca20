internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Timeline

/// Holds each token, or else each address, to its share of requests, and tells it what is left as Mastodon does.
struct APILimits: RouterMiddleware {
    typealias Context = VisitContext

    let limiter: RateLimiter
    /// In five minutes; where an operator allows more than is usual, there may be as many more posts.
    let requests: Int
    let now: @Sendable () -> Date

    func handle(
        _ request: Request,
        context: VisitContext,
        next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        let address = ClientAddress(request, context)
        let client = request.bearerToken.map { Secret.hash(of: $0).base64URL } ?? address.text
        var share = limiter.take(.requests(requests), client, at: now())
        if let rule = Self.rule(for: request, context), !(Self.isForOthers(rule) && address.isLoopback) {
            let isSignIn = rule == .signIns
            let narrow = limiter.take(
                rule == .posts ? rule.times(requests / 300) : rule,
                isSignIn ? address.text : client,
                at: now()
            )
            if narrow.remaining < share.remaining { share = narrow }
        }
        guard !share.isExceeded else {
            var response = APIError.tooManyRequests.response
            response.headers[.retryAfter] = "\(max(1, Int(share.renewsAt.timeIntervalSince(now()).rounded(.up))))"
            share.tell(&response.headers)
            return response
        }
        var response = try await next(request, context)
        share.tell(&response.headers)
        return response
    }

    /// Programs on this machine register anew at every run, and their guesses are counted by the name that they guess for.
    private static func isForOthers(_ rule: RateLimiter.Rule) -> Bool { rule == .programs || rule == .signIns }

    /// By the route, for an address that leads to it can be written in many ways: `/oauth//token/`.
    private static func rule(for request: Request, _ context: VisitContext) -> RateLimiter.Rule? {
        guard request.method == .post else { return nil }
        return switch context.endpointPath {
        case "/oauth/token": .signIns
        case "/api/v1/apps": .programs
        case "/api/v1/media", "/api/v2/media": .uploads
        case "/api/v1/statuses": .posts
        case "/api/v1/accounts/{id}/follow": .follows
        default: nil
        }
    }
}

extension RateLimiter.Share {
    fileprivate func tell(_ headers: inout HTTPFields) {
        headers[.rateLimit] = "\(rule.limit)"
        headers[.rateRemaining] = "\(max(remaining, 0))"
        headers[.rateReset] = Timestamp(renewsAt).text
    }
}

extension HTTPField.Name {
    fileprivate static let rateLimit = HTTPField.Name("X-RateLimit-Limit") ?? .via
    fileprivate static let rateRemaining = HTTPField.Name("X-RateLimit-Remaining") ?? .via
    fileprivate static let rateReset = HTTPField.Name("X-RateLimit-Reset") ?? .via
}
