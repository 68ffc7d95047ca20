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
        guard let path = store.shelf.path(of: name), let sight = try await look(at: name, request) else {
            throw PageError(.notFound)
        }
        // The name is the content's: another picture has another one.
        let tag = "\"\(name)\""
        var headers: HTTPFields = [
            .eTag: tag, .cacheControl: sight.isOpen ? "public, max-age=31536000, immutable" : "private, max-age=86400",
            .contentSecurityPolicy: "default-src 'none'; sandbox",
        ]
        if sight.isOpen {
            headers[.accessControlAllowOrigin] = "*"
            headers[.resourcePolicy] = "cross-origin"
        }
        if request.holds(tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = sight.type
        headers[.contentDisposition] = "inline; filename=\"\(name)\""
        // Read while it is sent: a thousand slow readers of large pictures would need more memory than there is.
        return Response(status: .ok, headers: headers, body: try await FileIO().loadFile(path: path, context: context))
    }

    /// What a picture is, and whether everybody may see it; nil if this visitor may not.
    private func look(at name: String, _ request: Request) async throws -> (type: String, isOpen: Bool)? {
        if let type = try await store.reader.mediaType(ofFile: name, for: .anybody) { return (type, true) }
        guard let viewer = try await viewer(request),
            let type = try await store.reader.mediaType(ofFile: name, for: viewer)
        else { return nil }
        return (type, false)
    }

    /// A browser that is signed in, or a program that may read; nil: nobody that is known.
    private func viewer(_ request: Request) async throws -> Viewer? {
        guard let token = request.bearerToken else {
            return try await Session.find(request, in: store.reader, at: now())?.identity.viewer
        }
        guard let identity = try await store.reader.identity(.access, secret: token, at: now()),
            identity.scopes.allows("read:statuses")
        else { return nil }
        return identity.viewer
    }
}
