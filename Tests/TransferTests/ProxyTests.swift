import TestSupport
import Testing
import Transfer

@Suite struct ProxyTests {
    /// Answers as a proxy would: the request line holds the whole URL.
    let proxy: LoopbackServer
    let loop: TransferLoop

    init() throws {
        proxy = try LoopbackServer { request in
            request.path.hasSuffix("/inside") ? .redirect(to: "http://10.0.0.1/") : LoopbackReply(200, request.path)
        }
        loop = TransferLoop(options: TransferOptions(proxy: proxy.origin))
    }

    @Test func leavesNamesToTheProxy() async throws {
        #expect(try await loop.get("http://feeds.invalid/feed").text == "http://feeds.invalid/feed")
    }

    @Test(arguments: [
        "http://10.0.0.1/", "http://2130706433/", "http://localhost/", "http://[::1]/", "http://1.1.1.1:25/",
        "https://10.0.0.1/", "http://169.254.169.254/latest/meta-data/",
    ])
    func judgesHostsThatAreWrittenAsAddresses(url: String) async {
        #expect(await loop.failure(url)?.kind == .addressRefused)
        #expect(proxy.requests.isEmpty)
    }

    @Test func judgesARedirectOverTheSameConnection() async {
        #expect(await loop.failure("http://feeds.invalid/inside")?.kind == .addressRefused)
        #expect(proxy.requests.count == 1)
    }

    @Test func takesAnEmptyProxyForNone() async throws {
        let loop = TransferLoop(options: TransferOptions(proxy: ""))
        #expect(await loop.failure(proxy.url("/"))?.kind == .addressRefused)
        #expect(proxy.connectionCount == 0)
    }

    @Test func saysThatTheProxyRefused() async throws {
        let proxy = try LoopbackServer { _ in LoopbackReply(403) }
        let loop = TransferLoop(options: TransferOptions(proxy: proxy.origin))
        let error = await loop.failure("https://feeds.invalid/")
        #expect(error == TransferError(kind: .refused, detail: "the proxy refused the connection to feeds.invalid"))
        #expect(proxy.requests.map(\.method) == ["CONNECT"])
    }
}
