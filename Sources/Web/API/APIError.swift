internal import Hummingbird
internal import Logging
internal import Timeline

/// Why a client does not get what it asked for, as Mastodon's documentation gives status and words.
struct APIError: Error, Equatable {
    let status: HTTPResponse.Status
    let error: String
    /// For OAuth, whose `error` is a code (RFC 6749, section 5.2).
    var description: String?

    init(_ status: HTTPResponse.Status, _ error: String, description: String? = nil) {
        self.status = status
        self.error = error
        self.description = description
    }

    static let notFound = APIError(.notFound, "Record not found")
    static let unauthorized = APIError(.unauthorized, "The access token is invalid")
    static let needsUser = APIError(.unprocessableContent, "This method requires an authenticated user")
    static let outsideScopes = APIError(.forbidden, "This action is outside the authorized scopes")
    static let tooManyRequests = APIError(.tooManyRequests, "Too many requests")

    static func invalid(_ why: String) -> APIError { APIError(.unprocessableContent, "Validation failed: \(why)") }

    init(_ refusal: Refusal) {
        switch refusal.kind {
        case .notFound: self = .notFound
        case .forbidden: self.init(.forbidden, "This action is not allowed: \(refusal.detail)")
        case .invalid: self = .invalid(refusal.detail)
        }
    }

    var response: Response {
        var json = JSONWriter(capacity: 128)
        json.object {
            $0.field("error", error)
            if let description { $0.field("error_description", description) }
        }
        var response = Response.json(json, status: status)
        if status == .tooManyRequests { response.headers[.retryAfter] = "30" }
        return response
    }
}

/// Turns whatever goes wrong below into an answer that clients understand.
struct APIErrors: RouterMiddleware {
    typealias Context = VisitContext

    func handle(
        _ request: Request,
        context: VisitContext,
        next: (Request, VisitContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as APIError {
            return error.response
        } catch let refusal as Refusal {
            return APIError(refusal).response
        } catch let error as HTTPError {
            return APIError(error.status, error.status == .notFound ? "Record not found" : error.status.reasonPhrase)
                .response
        } catch let error as TimelineError {
            context.logger.error(
                "request without timeline",
                metadata: ["error.kind": "\(error.kind)", "error": "\(error)"]
            )
            return APIError(.serviceUnavailable, "The timeline cannot be read or written right now").response
        } catch let error where !(error is CancellationError) {
            context.logger.error("request failed", metadata: ["error": "\(error)"])
            return APIError(.internalServerError, "The fault is ours, and it was written down").response
        }
    }
}

extension Response {
    static func json(_ json: JSONWriter, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        JSONAnswer(json, headers: headers).response(status)
    }

    /// `{}`.
    static var emptyJSON: Response {
        var json = JSONWriter(capacity: 2)
        json.object { _ in }
        return .json(json)
    }
}

/// JSON on its way to a client.
struct JSONAnswer: Sendable {
    let body: ByteBuffer
    private var headers: HTTPFields

    init(_ json: JSONWriter, headers: HTTPFields = [:]) {
        body = ByteBuffer(bytes: json.bytes)
        self.headers = headers
        self.headers[.contentType] = "application/json; charset=utf-8"
        if headers[.cacheControl] == nil { self.headers[.cacheControl] = "private, no-store" }
    }

    func response(_ status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
