internal import Hummingbird
internal import Logging
internal import Timeline

/// Turns whatever goes wrong into a page that looks like the others.
struct ErrorPages<Context: RequestContext>: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        let flaw: PhraseBook.Flaw
        do {
            return try await next(request, context)
        } catch let error as PageError {
            flaw = error.flaw
        } catch let error as APIError {
            flaw = PhraseBook.Flaw(error.status)
        } catch let error as HTTPError where error.status == .notFound {
            flaw = .notFound
        } catch let error as TimelineError {
            context.logger.error(
                "page without timeline",
                metadata: ["error.kind": "\(error.kind)", "error": "\(error)"]
            )
            flaw = .unavailable
        } catch let error where !(error is CancellationError) {
            context.logger.error("page failed", metadata: ["error": "\(error)"])
            flaw = .ours
        }
        return page(flaw, for: request)
    }

    private func page(_ flaw: PhraseBook.Flaw, for request: Request) -> Response {
        if request.isForPrograms {
            return APIError(flaw.status, flaw == .notFound ? "Record not found" : flaw.status.reasonPhrase).response
        }
        let phrases = PhraseBook.best(for: request.headers[.acceptLanguage])
        var representation = Frame(.flaw(flaw, phrases), phrases.language, site: site).representation
        representation.caching = .never
        var response = representation.response(to: request, status: flaw.status)
        switch flaw {
        case .methodNotAllowed: response.headers[.allow] = "GET, HEAD"
        case .unavailable: response.headers[.retryAfter] = "30"
        default: break
        }
        // Outside of the routes nobody else takes the body away (RFC 9110 section 9.3.2).
        return request.method == .head ? response.createHeadResponse() : response
    }
}

/// A request that no page can be given for.
struct PageError: Error {
    let flaw: PhraseBook.Flaw

    init(_ flaw: PhraseBook.Flaw) { self.flaw = flaw }
}

extension PhraseBook.Flaw {
    init(_ status: HTTPResponse.Status) {
        self =
            switch status {
            case .notFound: .notFound
            case .contentTooLarge: .tooLarge
            case .tooManyRequests: .busy
            default: .badRequest
            }
    }

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest: .badRequest
        case .notFound: .notFound
        case .gone: .gone
        case .formExpired: .forbidden
        case .methodNotAllowed: .methodNotAllowed
        case .addressTooLong: .uriTooLong
        case .tooLarge: .contentTooLarge
        case .busy: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .ours: .internalServerError
        }
    }
}
