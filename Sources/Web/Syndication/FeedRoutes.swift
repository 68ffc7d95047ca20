internal import Foundation
internal import Hummingbird
internal import Timeline

/// Profiles for feed readers.
struct FeedRoutes<Context: RequestContext> {
    let reader: TimelineReader
    let site: Site
    let freshness: Freshness
    let now: @Sendable () -> Date

    @Sendable func atom(_ request: Request, _ context: Context) async throws -> Response {
        try await respond(request, context, address: site.atom) { AtomFeed($0, $1, site: site).representation }
    }

    @Sendable func json(_ request: Request, _ context: Context) async throws -> Response {
        try await respond(request, context, address: site.json) { try JSONFeed($0, $1, site: site).representation() }
    }

    private func respond(
        _ request: Request,
        _ context: Context,
        address: (_ profile: String) -> String,
        feed: (ProfileRecord, [PostRecord]) throws -> Representation
    ) async throws -> Response {
        let name = try context.parameters.require("name")
        let lastModified = freshness.lastModified(at: now())
        guard let profile = try await reader.profile(named: name) else { throw PageError(.notFound) }
        guard profile.name == name else { return .moved(address(profile.name)) }
        let posts = try await reader.posts(PostQuery(profileID: profile.id, limit: feedLength))
        var representation = try feed(profile, posts)
        representation.lastModified = lastModified
        representation.isOpen = true
        return representation.response(to: request)
    }
}

private let feedLength = 50
