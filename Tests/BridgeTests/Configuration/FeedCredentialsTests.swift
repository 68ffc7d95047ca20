import Foundation
import TestSupport
import Testing

@testable import Bridge

@Suite struct FeedCredentialsTests {
    private func credentials(_ text: String) throws -> FeedCredentials {
        try FeedCredentials(Array(text.utf8), file: "feeds.credentials")
    }

    @Test func holdForAnAddressAndWhatIsBelowIt() throws {
        let credentials = try credentials(
            """
            # the members' pages
            https://example.org/members  basic  anna:geheim wort
            https://example.org/members/board bearer t0ken
            http://127.0.0.1:8080 BEARER local
            """
        )
        let basic = "Basic " + Data("anna:geheim wort".utf8).base64EncodedString()
        #expect(credentials.authorization(for: "https://example.org/members/feed.xml") == basic)
        #expect(credentials.authorization(for: "https://EXAMPLE.org/members?format=rss") == basic)
        #expect(credentials.authorization(for: "https://example.org/members/board/feed") == "Bearer t0ken")
        #expect(credentials.authorization(for: "http://127.0.0.1:8080/feed") == "Bearer local")
    }

    @Test(arguments: [
        "http://example.org/members/feed", "https://example.org/membership", "https://example.org/",
        "https://example.org:8443/members", "https://example.org.evil.example/members",
        "https://evil.example/https://example.org/members", "https://example.org@evil.example/members",
    ])
    func goNowhereElse(url: String) throws {
        #expect(try credentials("https://example.org/members bearer x").authorization(for: url) == nil)
    }

    @Test(arguments: [
        ("example.org basic a:b", "1:1: \"example.org\" is no web address; write \"https://example.org\""),
        ("\nhttps://a.example secret", "2:1: a line has three parts; write: ADDRESS basic USER:PASSWORD"),
        ("https://a.example basic secret", "1:1: basic needs a user and a password; write USER:PASSWORD"),
        ("https://a.example bearer se cret", "1:1: a bearer token has no blanks and only ASCII"),
        ("https://a.example digest a:b", "1:1: the second part is basic or bearer"),
    ])
    func namesAMistakeWithoutTheSecret(text: String, message: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try credentials(text) }
        #expect(error?.description == "feeds.credentials:" + message)
    }

    @Test func refusesAFileThatOthersCanRead() throws {
        let folder = try TemporaryDirectory()
        let path = try folder.write("https://a.example bearer x", to: "feeds.credentials")
        let configuration = folder.path("feeds.json")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        let error = #expect(throws: ConfigurationError.self) {
            try FeedCredentials.load(beside: configuration, environment: [:])
        }
        #expect(error?.description.contains("chmod 600 \(path)") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let credentials = try FeedCredentials.load(beside: configuration, environment: [:])
        #expect(credentials.authorization(for: "https://a.example/feed") == "Bearer x")
    }

    @Test func comeFromTheServiceManagerFirst() throws {
        let folder = try TemporaryDirectory()
        try folder.write("https://a.example bearer systemd", to: "run/feeds.credentials")
        let credentials = try FeedCredentials.load(
            beside: folder.path("feeds.json"),
            environment: ["CREDENTIALS_DIRECTORY": folder.path("run")]
        )
        #expect(credentials.authorization(for: "https://a.example/feed") == "Bearer systemd")
    }

    @Test func showNoSecret() throws {
        let credentials = try credentials("https://a.example bearer canary")
        var dumped = ""
        dump(credentials, to: &dumped)
        #expect(!"\(credentials) \(String(reflecting: credentials)) \(dumped)".contains("canary"))
    }

    @Test func areSentToTheFeedThatNeedsThemAndToNoOtherHost() async throws {
        let feed = try GrowingFeed("One")
        let elsewhere = try GrowingFeed("Two", host: "127.0.0.2")
        feed.change { $0.reply = .redirect(to: elsewhere.url, 302) }
        let room = try await Newsroom(feeds: feed.url)
        var configuration = room.bridge.configuration
        configuration.credentials = try credentials("\(feed.url) basic anna:geheim")
        try await room.bridge.reload(configuration)
        try await room.pollAll()
        #expect(feed.server.requests.first?["Authorization"] == "Basic YW5uYTpnZWhlaW0=")
        #expect(elsewhere.server.requests.first.map { $0["Authorization"] == nil } == true)
        await room.close()
    }
}
