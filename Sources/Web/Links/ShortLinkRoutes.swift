internal import Hummingbird
internal import Timeline

/// Leads from a short link to the one address that was stored with it; nothing in a request changes where.
struct ShortLinkRoutes {
    let pages: Pages
    let onClick: @Sendable (_ code: String, _ visitor: Visitor) -> Void

    /// Follows `/l/CODE`, and shows where it leads on `/l/CODE+`.
    @Sendable func follow(_ request: Request, _ context: VisitContext) async throws -> Response {
        let name = try context.parameters.require("code")
        let code = name.hasSuffix("+") ? String(name.dropLast()) : name
        guard ShortLink.isCode(code), let link = try await pages.reader.shortLink(code: code),
            let target = WebLink(link.target)
        else { throw PageError(.notFound) }
        guard code != name else { return redirect(request, to: target, by: link) }
        return try await pages.open { visit in
            let content = TargetContent(link: LinkView(target))
            var page = Page(visit.phrases[ReadingPhrase.shortLink.wording], content)
            page.summary = visit.phrases[ReadingPhrase.shortLinkHint.wording]
            return .page(page)
        }(request, context)
    }

    /// Found, and no more than that: what a browser or a cache keeps is clicked without our knowing.
    private func redirect(_ request: Request, to target: WebLink, by link: ShortLink) -> Response {
        if request.method == .get { onClick(link.code, Visitor(request.headers)) }
        var response = Response.found(target.address)
        response.headers[.cacheControl] = Representation.Caching.never.rawValue
        response.headers[.referrerPolicy] = "no-referrer"
        return response
    }
}

/// Where a short link leads.
private struct TargetContent: PageContent {
    let link: LinkView

    var template: Template { .target }
}
