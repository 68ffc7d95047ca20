import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Web

@Suite struct FirstRequestTests {
    private let stops = StopCounter()
    private let channel: EmbeddedChannel

    init() throws {
        channel = EmbeddedChannel(handlers: [FirstRequest(), stops])
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func stop() { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }

    private func ask() throws {
        let head = HTTPRequest(method: .get, scheme: "http", authority: "example.org", path: "/")
        try channel.writeInbound(HTTPRequestPart.head(head))
    }

    @Test func whoHasJustConnectedMaySpeakBeforeTheEnd() throws {
        stop()
        #expect(stops.count == 0)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        try ask()
        #expect(stops.count == 1)
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
        _ = try channel.finish()
    }

    @Test func whoSaysNothingIsNotWaitedForLong() throws {
        stop()
        channel.embeddedEventLoop.advanceTime(by: FirstRequest.patience)
        #expect(!channel.isActive)
    }

    @Test func whoHasBeenAnsweredIsNotWaitedFor() throws {
        try ask()
        stop()
        #expect(stops.count == 1)
        _ = try channel.finish()
    }
}

private final class StopCounter: ChannelInboundHandler {
    typealias InboundIn = HTTPRequestPart

    private(set) var count = 0

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { count += 1 }
    }
}
