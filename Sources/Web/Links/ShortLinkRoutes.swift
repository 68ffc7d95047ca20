internal import Hummingbird
internal import Timeline

/// Leads from a short link to the one address that was stored with it; nothing in a request changes where.
struct ShortLinkRoutes<Context: RequestContext> {
    let reader: TimelineReader
    let site: Site
    let onClick: @Sendable (_ code: String, _ visitor: Visitor) -> Void

    /// Follows `/l/CODE`, and shows where it leads on `/l/CODE+`.
    @Sendable func follow(_ request: Request, _ context: Context) async throws -> Response {
        let name = try context.parameters.require("code")
        let code = name.hasSuffix("+") ? String(name.dropLast()) : name
        guard ShortLink.isCode(code), let link = try await reader.shortLink(code: code),
            let target = WebLink(link.target)
        else { throw PageError(.notFound) }
        return code == name ? redirect(request, to: target, by: link) : page(request, on: target)
    }

    /// Found, and no more than that: what a browser or a cache keeps is clicked without our knowing.
    private func redirect(_ request: Request, to target: WebLink, by link: ShortLink) -> Response {
        if request.method == .get { onClick(link.code, Visitor(request.headers)) }
        var response = Response.found(target.address)
        response.headers[.cacheControl] = Representation.Caching.never.rawValue
        response.headers[.referrerPolicy] = "no-referrer"
        return response
    }

    private func page(_ request: Request, on target: WebLink) -> Response {
        let phrases = PhraseBook.best(for: request.headers[.acceptLanguage])
        return Representation.page(.target(target, site: site, phrases: phrases), .target, phrases)
            .response(to: request)
    }
}
