internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Timeline

extension WebApplication {
    /// The server with all that belongs to it.
    func server() -> some Service {
        let (responder, logger, now) = (router.buildResponder(), quietLogger, now)
        let connections = HTTP1Channel(
            responder: { request, writer, channel in
                var logger = logger
                logger[metadataKey: "hb.request.id"] = .stringConvertible(RequestID())
                let context = VisitContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
                var response = try await responder.respond(to: request, context: context)
                response.headers[.date] = HTTPDate.text(now())
                try await writer.write(response: response.head, body: response.body)
            },
            configuration: .public
        )
        return PageServer(
            options: options,
            connections: LoopBoundConnections(base: connections),
            onServing: { [onBound] in await onBound($0.url) },
            logger: logger
        )
    }

    /// The same without sockets, for tests.
    func build() -> Application<RouterResponder<VisitContext>> {
        Application(responder: router.buildResponder(), logger: quietLogger)
    }

    /// Every address that is answered.
    var router: Router<VisitContext> {
        let site = Site(options)
        let router = Router(context: VisitContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: RequestMetrics(metrics: metrics))
        router.add(middleware: SecurityHeaders())
        router.add(middleware: CrossOrigin())
        router.add(middleware: ErrorPages(site: site))
        router.add(middleware: RequestLimits())
        addPages(to: router, site)
        addClientAPI(to: router, site)
        return router
    }

    private func addPages(to router: Router<VisitContext>, _ site: Site) {
        let pages = Pages(
            store: store,
            site: site,
            signIn: signIn,
            limiter: limiter,
            freshness: freshness,
            cache: cache,
            now: now
        )
        let feeds = FeedRoutes<VisitContext>(reader: reader, site: site, freshness: freshness, now: now)
        let links = ShortLinkRoutes(pages: pages, onClick: onClick)
        let files = FileRoutes<VisitContext>()
        let operators = OperatorRoutes<VisitContext>(
            store: store,
            metrics: metrics,
            health: health,
            version: options.version,
            startedAt: startedAt,
            now: now
        )
        router.get("/@{name}/feed.atom", use: feeds.atom)
        router.get("/@{name}/feed.json", use: feeds.json)
        router.get("/l/{code}", use: links.follow)
        router.get("/media/{name}", use: PictureFiles(store: store, now: now).file)
        TimelinePages(pages: pages).add(to: router)
        ProfilePages(pages: pages).add(to: router)
        PeoplePages(pages: pages).add(to: router)
        RelationForms(pages: pages).add(to: router)
        SearchPages(pages: pages).add(to: router)
        ComposePages(pages: pages).add(to: router)
        ReactionRoutes(pages: pages).add(to: router)
        ListPages(pages: pages).add(to: router)
        NotificationPages(pages: pages).add(to: router)
        MessagePages(pages: pages).add(to: router)
        SettingsPages(pages: pages).add(to: router)
        LoginPages(pages: pages).add(to: router)
        InvitationPages(pages: pages).add(to: router)
        SessionPages(pages: pages).add(to: router)
        AuthorizationPages(pages: pages).add(to: router)
        // Last, for whatever else stands after a profile's name is the number of a post.
        PostPages(pages: pages).add(to: router)
        router.get("/static/{file}", use: files.file)
        router.get("/favicon.ico", use: files.icon)
        router.get("/robots.txt", use: files.robots)
        router.get("/livez", use: operators.livez)
        router.get("/healthz", use: operators.healthz)
        router.get("/readyz", use: operators.readyz)
        router.get("/metrics", use: operators.figures)
    }

    private func addClientAPI(to router: Router<VisitContext>, _ site: Site) {
        let api = ClientAPI(store: store, site: site, now: now)
        let group = router.group()
            .add(middleware: APILimits(limiter: limiter, requests: options.requestsPerFiveMinutes, now: now))
            .add(middleware: APIErrors())
            .add(middleware: TokenAuthentication(api: api))
        OAuthRoutes(api: api, signIn: signIn).add(to: group)
        InstanceRoutes(api: api).add(to: group)
        AccountRoutes(api: api).add(to: group)
        RelationRoutes(api: api).add(to: group)
        StatusRoutes(api: api).add(to: group)
        ScheduledRoutes(api: api).add(to: group)
        TimelineRoutes(api: api).add(to: group)
        ListRoutes(api: api).add(to: group)
        InboxRoutes(api: api).add(to: group)
        PictureRoutes(api: api).add(to: group)
        StreamRoutes(api: api, heartbeat: .seconds(15)).add(to: group)
    }

    /// The framework tells of each start and connection in words of its own.
    private var quietLogger: Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .notice)
        return logger
    }
}

extension HTTP1Channel.Configuration {
    /// RFC 9112 is strict where requests could be smuggled, and so is NIO's parser. The rest is against those who never
    /// finish what they send.
    fileprivate static let `public` = HTTP1Channel.Configuration(
        additionalChannelHandlers: [FirstRequest(), RequestDeadline()],
        idleTimeout: .seconds(10),
        httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: 8 << 10,
            maxHeaderListSize: 32 << 10,
            maxHeaderFieldCount: 100
        )
    )
}
