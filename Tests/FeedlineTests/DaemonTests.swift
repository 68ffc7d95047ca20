import Foundation
import Subprocess
import TestSupport
import Testing

/// The real daemon, its web server and its signals.
@Suite struct DaemonTests {
    @Test func servesWhatItPostsAndStopsOnSIGTERM() async throws {
        let daemon = try await RunningDaemon(Desk())
        #expect(try await daemon.page("/").contains("Article 1"))
        #expect(try await daemon.page("/healthz").contains("ok"))
        #expect(try await daemon.page("/metrics").contains("feedline_posts"))
        #expect(try await daemon.stop() == .exited(0))
        #expect(daemon.notified.contains { $0.hasPrefix("STOPPING=1") })
    }

    @Test func refusesASecondWriter() async throws {
        let daemon = try await RunningDaemon(Desk())
        let second = try await daemon.desk.run("run", "--once")
        #expect(second.status == 1)
        #expect(second.complaints.contains("\(daemon.process.identifier)"))
        _ = try await daemon.stop()
    }

    @Test func asksNobodyWhileItsAddressIsTaken() async throws {
        let (other, feed) = (
            try LoopbackServer { _ in LoopbackReply(200) }, try LoopbackServer { _ in LoopbackReply(404) }
        )
        let desk = try Desk()
        try desk.write(
            """
            { "profiles": { "news": {} }, "feeds": [ { "url": "\(feed.url("/feed"))" } ],
              "network": { "allow": ["127.0.0.0/8"] }, "web": { "listen": "127.0.0.1:\(other.port)" } }
            """,
            to: "feeds.json"
        )
        let run = try await desk.run("run")
        #expect(run.status == 1)
        #expect(run.complaints.contains("cannot be served on 127.0.0.1:\(other.port): another program listens there"))
        #expect(feed.requests.isEmpty)
    }

    @Test func takesCommandsWhileItRuns() async throws {
        let daemon = try await RunningDaemon(Desk())
        let url = daemon.desk.folder.path + "/feed.xml"
        #expect(try await daemon.desk.run("feeds", "pause", url).status == 0)
        #expect(try await daemon.desk.run("feeds", "list").output.hasPrefix("paused"))
        #expect(try await daemon.desk.run("feeds", "pause", "https://example.org/unknown").status == 1)
        #expect(try await daemon.desk.run("feeds", "resume", url).status == 0)
        _ = try await daemon.stop()
    }

    @Test func keepsTheOldConfigurationWhenTheNewOneIsBad() async throws {
        let daemon = try await RunningDaemon(Desk())
        try daemon.desk.write("{ nonsense", to: "feeds.json")
        try await daemon.reload()
        #expect(daemon.notified.contains { $0.contains("refused") })
        #expect(try await daemon.page("/").contains("Article 1"))
        #expect(try await daemon.stop() == .exited(0))
    }

    @Test func clicksOnItsShortLinksAreInItsStatusWhenItHasStopped() async throws {
        let site = try LoopbackServer { request in LoopbackReply(200, "the article at \(request.path)") }
        let base = site.url("/" + String(repeating: "a", count: 150) + "/")
        let daemon = try await RunningDaemon(
            Desk(base: base, web: #""publicURL": "https://news.example.org", "#)
        )
        let link = try #require(try await daemon.page("/").firstMatch(of: /https:\/\/news.example.org(\/l\/\w+)"/))
        let browser = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
        for _ in 0..<2 {
            #expect(try await daemon.page(String(link.1), agent: browser).hasPrefix("the article at /aaa"))
        }
        _ = try await daemon.page(String(link.1))
        #expect(try await daemon.stop() == .exited(0))
        let status = try #require(try await daemon.desk.run("status", "--json").json() as? [String: Any])
        let feed = try #require((status["feeds"] as? [[String: Any]])?.first)
        #expect(feed["clicks"] as? [String: Int] == ["people": 2, "people_30_days": 2, "bots": 1])
        #expect(try await daemon.desk.run("status").output.contains("1 post, 2 clicks (2 in 30 days)"))
    }

    @Test func takesANewConfiguration() async throws {
        let daemon = try await RunningDaemon(Desk())
        try daemon.desk.write(
            """
            { "profiles": { "news": { "displayName": "Renamed" } }, "feeds": [ { "url": "feed.xml" } ],
              "web": { "listen": "127.0.0.1:0" } }
            """,
            to: "feeds.json"
        )
        try await daemon.reload()
        #expect(try await daemon.page("/@news").contains("Renamed"))
        _ = try await daemon.stop()
    }
}
