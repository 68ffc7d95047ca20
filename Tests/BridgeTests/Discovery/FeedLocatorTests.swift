import Feeds
import Foundation
import TestSupport
import Testing
import Timeline
import Transfer

@testable import Bridge

/// A site's address is enough.
@Suite struct FeedLocatorTests {
    /// A site with a page and a feed at `/blog/feed`.
    private static func site(
        _ head: String = #"<link rel="alternate" type="application/rss+xml" href="/blog/feed">"#,
        pageHeaders: [(String, String)] = [],
        feedAt path: String = "/blog/feed"
    ) throws -> LoopbackServer {
        try LoopbackServer { request in
            switch request.path {
            case "/", "/blog/": LoopbackReply(200, headers: pageHeaders, "<!doctype html><head>\(head)</head><p>Hi")
            case path:
                LoopbackReply(
                    200,
                    """
                    <rss><channel><title>Notes &amp; more</title><link>https://example.org/</link><language>en_GB</language>
                    <item><title>One</title><guid>1</guid></item></channel></rss>
                    """
                )
            case "/comments": LoopbackReply(200, "<rss><channel><title>Comments</title></channel></rss>")
            default: LoopbackReply(404)
            }
        }
    }

    private func find(_ url: String) async throws -> FeedLocator.Found {
        let allowed = try #require(IPNetwork("127.0.0.0/8"))
        let transfer = TransferLoop(options: TransferOptions(addresses: AddressPolicy(allowing: [allowed])))
        return try await FeedLocator { request throws(TransferError) in try await transfer.perform(request) }.find(url)
    }

    @Test func takesOneRequestForThePageAndOneForTheFeed() async throws {
        let site = try Self.site(
            """
            <link rel="alternate" type="application/rss+xml" href="/comments" title="Comments">
            <link rel="alternate" type="application/rss+xml" href="/blog/feed">
            """
        )
        let found = try await find(site.url("/blog/"))
        #expect(found.url == site.url("/blog/feed"))
        #expect(found.feed.title == "Notes & more")
        #expect(found.others.map(\.url) == [site.url("/comments")])
        #expect(site.requests.map(\.path) == ["/blog/", "/blog/feed"])
    }

    @Test func takesOneRequestForAFeed() async throws {
        let site = try Self.site()
        #expect(try await find(site.url("/blog/feed")).url == site.url("/blog/feed"))
        #expect(site.requests.count == 1)
    }

    @Test func readsLinkHeaders() async throws {
        let site = try Self.site(
            "",
            pageHeaders: [
                ("Link", "</style.css>; rel=preload; as=style"),
                (
                    "Link",
                    "<https://x.example/>; rel=\"author, \\\"me\\\"\", </blog/feed>; REL=alternate ;type=\"application/rss+xml\""
                ),
            ]
        )
        #expect(try await find(site.url("/")).url == site.url("/blog/feed"))
    }

    @Test(arguments: ["/feed", "/rss.xml", "/index.xml"])
    func looksWhereSitesKeepAFeedThatTheyDoNotName(path: String) async throws {
        let site = try Self.site("", feedAt: path)
        #expect(try await find(site.url("/")).url == site.url(path))
    }

    @Test func saysThatThereIsNone() async throws {
        let site = try Self.site("", feedAt: "/elsewhere")
        let url = site.url("/")
        let error = await #expect(throws: FeedLocatorError.self) { try await find(url) }
        #expect(error?.description == "\(url) offers no feed; if you know its feed's address, name that")
    }

    @Test func keepsTheAddressThatATemporaryRedirectWasFoundAt() async throws {
        let site = try Self.site()
        let temporary = try LoopbackServer { _ in .redirect(to: site.url("/blog/feed"), 302) }
        let permanent = try LoopbackServer { _ in .redirect(to: site.url("/blog/feed"), 301) }
        #expect(try await find(temporary.url("/feed")).url == temporary.url("/feed"))
        #expect(try await find(permanent.url("/feed")).url == site.url("/blog/feed"))
    }

    @Test func makesAProfileThatAConfigurationTakes() async throws {
        let site = try Self.site()
        let found = try await find(site.url("/blog/"))
        let profile = ProfileConfiguration(for: found)
        #expect(profile.displayName == "Notes & more")
        #expect(profile.language == "en-GB")
        #expect(profile.url == "https://example.org/")
        let text = FeedsFile.new(profile: profile, feeds: [FeedsFile.Entry(url: "https://example.org/feed")])
        #expect(throws: Never.self) { try Configuration.decode(Array(text.utf8), file: "feeds.json") }
    }

    // MARK: - In the daemon

    @Test func daemonTakesThePageForItsFeed() async throws {
        let site = try Self.site()
        let room = try await Newsroom(feeds: site.url("/"))
        try await room.pollAll()
        #expect(try await room.posts() == ["One"])
        room.clock.advance(by: 4_000)
        try await room.pollDue()
        #expect(site.requests.map(\.path) == ["/", "/blog/feed", "/blog/feed"])
        #expect(try await room.feed().url == site.url("/"))
        await room.close()
    }
}
