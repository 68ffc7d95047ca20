internal import Hummingbird

/// What browsers and crawlers fetch beside the pages.
struct FileRoutes<Context: RequestContext> {
    @Sendable func file(_ request: Request, _ context: Context) throws -> Response {
        guard let file = StaticFile.byName[try context.parameters.require("file")] else { throw PageError(.notFound) }
        var representation = Representation(file.contentType, file.bytes)
        representation.caching = .forever
        representation.isOpen = true
        return representation.response(to: request)
    }

    /// For those that look for it without having read a page.
    @Sendable func icon(_ request: Request, _ context: Context) -> Response {
        var representation = Representation(StaticFile.icon.contentType, StaticFile.icon.bytes)
        representation.caching = .day
        return representation.response(to: request)
    }

    @Sendable func robots(_ request: Request, _ context: Context) -> Response {
        var representation = Representation(
            "text/plain; charset=utf-8",
            "User-agent: *\nDisallow: /livez\nDisallow: /healthz\nDisallow: /readyz\nDisallow: /metrics\n"
        )
        representation.caching = .day
        return representation.response(to: request)
    }
}
