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
        let parameters = try await parameters(request)
        guard let file = parameters.files["file"] else { throw APIError.invalid("file has to hold a picture") }
        let media = try await api.store.keepPicture(
            file.picture(),
            by: author.profileID,
            description: parameters.text("description") ?? "",
            focus: try parameters.focus ?? (0, 0),
            at: api.now()
        )
        return respond(media)
    }

    @Sendable func picture(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:media")
        guard let media = try await api.reader.media(context.id(), of: author.profileID) else {
            throw APIError.notFound
        }
        return respond(media)
    }

    @Sendable func describe(_ request: Request, _ context: VisitContext) async throws -> Response {
        let author = try context.author("write:media")
        let parameters = try await parameters(request)
        try await api.store.describeMedia(
            context.id(),
            description: parameters.text("description"),
            focus: parameters.focus,
            by: author.profileID
        )
        return try await picture(request, context)
    }

    /// What is too large is as good as no picture, as with Mastodon.
    private func parameters(_ request: Request) async throws -> RequestParameters {
        do {
            return try await RequestParameters(request, maximumBody: UploadLimits.requestBytes)
        } catch let error as APIError where error.status == .contentTooLarge {
            throw APIError.tooLargePicture
        }
    }

    private func respond(_ media: MediaRecord) -> Response {
        var json = JSONWriter(capacity: 1_024)
        json.attachment(media, api.site)
        return .json(json)
    }
}

extension UploadedFile {
    /// Its bytes, if they are no more than a picture may have.
    func picture() throws(APIError) -> [UInt8] {
        guard bytes.readableBytes <= UploadLimits.pictureBytes else { throw .tooLargePicture }
        return [UInt8](buffer: bytes)
    }
}

extension APIError {
    fileprivate static let tooLargePicture = invalid("a picture has at most \(UploadLimits.pictureBytes >> 20) MB")
}

extension RequestParameters {
    /// `x,y`, each from -1 to 1; what lies outside is moved to the edge.
    fileprivate var focus: (x: Double, y: Double)? {
        get throws(APIError) {
            // A list of two in JSON, a text with a comma elsewhere.
            let text = texts("focus").joined(separator: ",")
            guard !text.isEmpty else { return nil }
            let numbers = text.split(separator: ",").compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
            guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else {
                throw .invalid("focus is two numbers from -1 to 1, such as 0.5,-0.25")
            }
            return (min(max(numbers[0], -1), 1), min(max(numbers[1], -1), 1))
        }
    }
}
