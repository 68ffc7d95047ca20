internal import NIOCore
internal import NIOHTTPTypes

/// Lets who has just connected say what they want, although the server is about to stop.
///
/// A connection without a request is closed at once then, also one whose request is on its way; its reader would see a
/// reset where an answer should be. One that was used before can be closed: clients know that (RFC 9112, section 9.3.1).
final class FirstRequest: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    static let patience = TimeAmount.seconds(2)

    private var hasArrived = false
    private var isStopping = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(data)
        guard !hasArrived else { return }
        hasArrived = true
        // Now there is a request to wait for.
        if isStopping { context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent, !hasArrived else {
            return context.fireUserInboundEventTriggered(event)
        }
        isStopping = true
        let channel = context.channel
        let state = NIOLoopBound(self, eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: Self.patience) {
            if !state.value.hasArrived { channel.close(promise: nil) }
        }
    }
}
