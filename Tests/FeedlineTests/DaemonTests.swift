import Foundation
import Subprocess
import SystemPackage
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

    @Test func tellsTheJournalHowGraveALineIs() async throws {
        let desk = try Desk()
        func journal(_ configuration: String) async throws -> [String] {
            try desk.write(configuration, to: "feeds.json")
            // systemd.exec(5): the journal's stream is known by its device and inode.
            let script = "exec 2>log; export JOURNAL_STREAM=$(stat -Lc %d:%i /proc/self/fd/2); exec \"$0\" run --once"
            _ = try await Subprocess.run(
                .path("/bin/sh"),
                arguments: ["-c", script, Invocation.binary],
                environment: Invocation.environment,
                workingDirectory: .init(desk.folder.path),
                output: .discarded,
                error: .discarded
            )
            return try String(contentsOfFile: desk.folder.path("log"), encoding: .utf8).split(separator: "\n").map(
                String.init
            )
        }
        let refused = try await journal("{ nonsense }\n")
        #expect(!refused.isEmpty && refused.allSatisfy { $0.hasPrefix("<3>") })
        let failing = #"{ "profiles": { "news": {} }, "feeds": [ { "url": "missing.xml" } ] }"#
        #expect(try await journal(failing).contains { $0.firstMatch(of: /^<[456]>.*missing.xml/) != nil })
    }

    /// In no log, no answer of a command, no file.
    @Test func aFeedsPasswordIsNowhereToBeRead() async throws {
        let canary = "canary-5d1f"
        let feed = try LoopbackServer { request in
            LoopbackReply(request.path == "/open" ? 200 : 500, "<rss version=\"2.0\"><channel></channel></rss>")
        }
        let desk = try Desk()
        try desk.write(
            """
            { "profiles": { "news": {} }, "feeds": [ { "url": "\(feed.url("/open"))" }, { "url": "\(feed.url("/closed"))" } ],
              "network": { "allow": ["127.0.0.0/8"] }, "polling": { "hostGap": "0s" } }
            """,
            to: "feeds.json"
        )
        try desk.write("\(feed.url("")) bearer \(canary)\n", to: "feeds.credentials")
        let credentials = desk.folder.path("feeds.credentials")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: credentials)
        var told = ""
        for command in [
            ["run", "--once", "--all", "--log-level", "trace"], ["check"], ["status"], ["status", "--json"],
            ["why", feed.url("/closed")], ["feeds", "list"], ["preview", feed.url("/closed")],
            ["backup", "copy.sqlite"],
        ] {
            let run = try await Invocation(command, in: desk.folder)
            told += run.output + run.complaints
        }
        #expect(feed.requests.contains { $0["Authorization"] == "Bearer \(canary)" })
        #expect(told.contains("/closed") && !told.contains(canary))
        try desk.write("\(feed.url("")) bearer\n\(feed.url("")) digest \(canary)\n", to: "feeds.credentials")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: credentials)
        let refused = try await desk.run("check")
        #expect(refused.status == 78 && !(refused.complaints + refused.output).contains(canary))
        for name in try FileManager.default.contentsOfDirectory(atPath: desk.folder.path) where name.contains("sqlite")
        {
            let bytes = try Data(contentsOf: desk.folder.url.appending(path: name))
            #expect(bytes.firstRange(of: Data(canary.utf8)) == nil, "\(name)")
        }
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
