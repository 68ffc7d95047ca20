import Foundation
import TestSupport
import Testing
import Timeline

@testable import Web

/// The application on a real socket.
@Suite struct ServerTests {
    private func serving(
        _ listen: WebOptions.Address = .tcp(host: "127.0.0.1", port: 0),
        _ body: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        try await Self.serving(WebOptions(listen: listen, version: "1.2.3"), body)
    }

    /// Runs the application as the daemon does, and ends it in good order.
    static func serving(
        _ options: WebOptions,
        _ body: @escaping @Sendable (String) async throws -> Void
    ) async throws {
        let web = try await WebFixture()
        try await web.say("Hello from the field")
        try await web.served(options, body)
        await web.store.close()
    }

    private func port(_ address: String) throws -> Int { try #require(URL(string: address)?.port) }

    @Test func tellsThePortThatItTook() async throws {
        try await serving { address in
            let port = try port(address)
            #expect(port > 0)
            let answer = try await RawClient.send(
                "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                to: .tcp(port: port)
            )
            #expect(try #require(answer).hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(try #require(answer).contains("Hello from the field"))
        }
    }

    @Test func listensOnASocketOfItsOwn() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("web.sock")
        try await serving(.unix(path: path)) { _ in
            let answer = try await RawClient.send(
                "GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                to: .unix(path: path)
            )
            #expect(try #require(answer).contains("User-agent"))
        }
    }

    /// RFC 9112, sections 2.2, 5.1 and 6.3: two servers could disagree on where such a request ends.
    @Test(arguments: [
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4 4\r\n\r\nabcd",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n",
        "GET /\r\n\r\n",
        "\u{16}\u{3}\u{1} not http at all\r\n\r\n",
    ])
    func ambiguousRequestsAreRefusedAndTheConnectionClosed(request: String) async throws {
        try await serving { address in
            let answer = try #require(try await RawClient.send(request, to: .tcp(port: try port(address))))
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 400 "), "\(answer.prefix(60))")
            #expect(answer.split(separator: "HTTP/1.1 ").count <= 1)
        }
    }

    @Test func headersWithoutEndAreRefused() async throws {
        try await serving { address in
            let port = try port(address)
            for headers in [
                "X: " + String(repeating: "a", count: 9_000),
                (0..<200).map { "X-\($0): a" }.joined(separator: "\r\n"),
                (0..<60).map { "X-\($0): " + String(repeating: "a", count: 1_000) }.joined(separator: "\r\n"),
            ] {
                let request = "GET / HTTP/1.1\r\nHost: x\r\n\(headers)\r\n\r\n"
                let answer = try #require(try await RawClient.send(request, to: .tcp(port: port)))
                #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 4"), "\(answer.prefix(60))")
            }
        }
    }

    @Test func anAddressInUseIsSaid() async throws {
        try await serving { address in
            let port = try port(address)
            let other = try await WebFixture()
            var options = WebOptions(version: "1")
            options.listen = .tcp(host: "127.0.0.1", port: port)
            await #expect(throws: (any Error).self) { try await other.application(options).run() }
        }
    }
}
