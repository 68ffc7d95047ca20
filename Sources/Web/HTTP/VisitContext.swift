internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Timeline

/// A request on its way through the site: where it came from, and who makes it.
struct VisitContext: RequestContext, RemoteAddressRequestContext {
    var coreContext: CoreRequestContextStorage
    let remoteAddress: SocketAddress?
    /// nil: nobody that is known.
    var identity: Identity?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }

    var viewer: Viewer { identity?.viewer ?? .anybody }
}
