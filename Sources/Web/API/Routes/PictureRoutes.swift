internal import Foundation
internal import Hummingbird
internal import Timeline

/// Pictures on their way into posts.
struct PictureRoutes {
    let api: ClientAPI

    func add(to router: RouterGroup<VisitContext>) {
        router.post("/api/v1/media", use: upload)
        router.post("/api/v2/media", use: upload)
        router.get("/api/v1/media/{id}", use: picture)
        router.put("/api/v1/media/{id}", use: describe)
    }

    @Sendable func upload(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:media")
        let parameters = try await RequestParameters(request, maximumBody: UploadLimits.requestBytes)
        guard let file = parameters.files["file"] else { throw APIError.invalid("file is missing") }
        let picture = try await api.store.keepPicture(
            file.picture(),
            by: author.profileID,
            description: parameters.text("description") ?? "",
            focus: Self.focus(parameters) ?? (0, 0),
            at: api.now()
        )
        return respond(picture)
    }

    @Sendable func picture(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:media")
        guard let picture = try await api.reader.media(context.id(), of: author.profileID) else {
            throw APIError.notFound
        }
        return respond(picture)
    }

    @Sendable func describe(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:media")
        let parameters = try await RequestParameters(request)
        try await api.store.describeMedia(
            context.id(),
            description: parameters.text("description"),
            focus: Self.focus(parameters),
            by: author.profileID
        )
        return try await picture(request, context)
    }

    /// `0.5,-0.5`; nil for anything else.
    private static func focus(_ parameters: RequestParameters) -> (x: Double, y: Double)? {
        let numbers = (parameters.text("focus") ?? "").split(separator: ",").compactMap { Double($0) }
        guard numbers.count == 2, numbers.allSatisfy({ (-1...1).contains($0) }) else { return nil }
        return (numbers[0], numbers[1])
    }

    private func respond(_ picture: MediaRecord) -> Response {
        var json = JSONWriter(capacity: 1_024)
        json.attachment(picture, api.site)
        return .json(json)
    }
}

extension UploadedFile {
    /// Its bytes, if they are no more than a picture may have.
    func picture() throws(APIError) -> [UInt8] {
        guard bytes.readableBytes <= UploadLimits.pictureBytes else {
            throw .invalid("a picture has at most \(UploadLimits.pictureBytes >> 20) MB")
        }
        return Array(bytes.readableBytesView)
    }
}
