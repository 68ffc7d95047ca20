internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// Closes a connection whose request does not arrive in time, from its first line to its last byte.
///
/// The idle timeout begins anew with every byte, and so lets a thousand clients that send one now and then keep
/// everybody else out. A picture over a slow line has more time, as long as it keeps coming.
final class RequestDeadline: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    static let patience = TimeAmount.seconds(30)
    /// What buys the same time again, in bytes: about what the slowest lines send in it.
    static let portion = 512 << 10
    /// No request may be longer than that.
    private static let maximumPortions = UploadLimits.requestBytes / portion

    private var deadline: Scheduled<Void>?
    private var received = 0
    private var portions = 0

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            received = 0
            portions = 0
            start(context)
        case .body(let bytes):
            received += bytes.readableBytes
            if received / Self.portion > portions, portions < Self.maximumPortions {
                portions += 1
                start(context)
            }
        case .end: deadline?.cancel()
        }
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        context.fireChannelInactive()
    }

    private func start(_ context: ChannelHandlerContext) {
        deadline?.cancel()
        let channel = context.channel
        deadline = context.eventLoop.scheduleTask(in: Self.patience) { channel.close(promise: nil) }
    }
}
