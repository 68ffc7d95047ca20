import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import Web

@Suite struct RequestDeadlineTests {
    private let channel = EmbeddedChannel(handler: RequestDeadline())

    private func begin() throws {
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        let head = HTTPRequest(method: .post, scheme: "http", authority: "example.org", path: "/")
        try channel.writeInbound(HTTPRequestPart.head(head))
    }

    @Test func closesOnAClientThatSendsAByteNowAndThen() throws {
        try begin()
        for _ in 0..<6 {
            #expect(channel.isActive)
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "x")))
            channel.embeddedEventLoop.advanceTime(by: .seconds(5))
        }
        #expect(!channel.isActive)
    }

    @Test func givesALargePictureTimeAsLongAsItKeepsComing() throws {
        try begin()
        let part = ByteBuffer(repeating: 0, count: RequestDeadline.portion)
        for _ in 0..<UploadLimits.requestBytes / RequestDeadline.portion {
            channel.embeddedEventLoop.advanceTime(by: .seconds(29))
            #expect(channel.isActive)
            try channel.writeInbound(HTTPRequestPart.body(part))
        }
        // And no longer than the largest picture needs.
        channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        try channel.writeInbound(HTTPRequestPart.body(part))
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func leavesAFinishedRequestItsTime() throws {
        try begin()
        try channel.writeInbound(HTTPRequestPart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(600))
        #expect(channel.isActive)
        _ = try channel.finish()
    }
}
