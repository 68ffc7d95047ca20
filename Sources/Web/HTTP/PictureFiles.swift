internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Timeline

/// The pictures of posts and profiles, for whoever may see these.
struct PictureFiles {
    let store: TimelineStore
    let now: @Sendable () -> Date

    @Sendable func file(_ request: Request, _ context: VisitContext) async throws -> Response {
        let name = try context.parameters.require("name")
        guard let path = store.shelf.path(of: name) else { throw PageError(.notFound) }
        let open = try await store.reader.mediaType(ofFile: name, for: .anybody)
        var type = open
        if type == nil { type = try await store.reader.mediaType(ofFile: name, for: viewer(of: request)) }
        guard let type, let bytes = FileManager.default.contents(atPath: path) else { throw PageError(.notFound) }
        // A file of that name never changes.
        var representation = Representation(type, Array(bytes))
        representation.caching = open == nil ? .never : .forever
        representation.isOpen = open != nil
        var response = representation.response(to: request)
        response.headers[.contentSecurityPolicy] = "default-src 'none'; sandbox"
        response.headers[.contentDisposition] = "inline; filename=\"\(name)\""
        return response
    }

    /// By the session of a browser, or by the token of a program.
    private func viewer(of request: Request) async throws -> Viewer {
        if let session = try await Session.find(request, in: store.reader, at: now()) { return session.identity.viewer }
        guard let token = request.bearerToken else { return .anybody }
        return try await store.reader.identity(.access, secret: token, at: now())?.viewer ?? .anybody
    }
}
