import Foundation
import TestSupport
import Testing
import Timeline

@Suite struct AlertTests {
    @Test func tellsThroughTheCommandOnceHoweverOftenItRuns() async throws {
        let feed = try LoopbackServer { _ in LoopbackReply(410) }
        let desk = try Desk()
        try desk.write("#!/bin/sh\necho \"$*\" >>'\(desk.folder.path("told"))'\n", to: "tell")
        let program = desk.folder.path("tell")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        try desk.write(
            """
            { "profiles": { "news": {} }, "feeds": [ { "url": "\(feed.url("/feed?key=geheim"))" } ],
              "network": { "allow": ["127.0.0.0/8"] }, "alerts": { "command": ["\(program)", "--now"] } }
            """,
            to: "feeds.json"
        )
        for _ in 0..<3 { try await desk.run("run", "--once", "--all") }
        let told = try String(contentsOfFile: desk.folder.path("told"), encoding: .utf8)
        #expect(told == "--now dead \(feed.url("/feed"))\n")
        #expect(try await desk.run("status").output.contains("    you were told that it died "))
    }

    @Test func statusSaysHowFarTheOwnerKnows() async throws {
        let desk = try Desk()
        try await desk.run("run", "--once", "--all")
        let store = try TimelineStore(path: desk.folder.path("feedline.sqlite"), now: Date())
        let feed = try #require(try await store.reader.feeds().first).feed
        let now = Date()
        let failure = FeedFailure(kind: "http-404", detail: "there is nothing", count: 9, since: now - 300_000)
        var refresh = Refresh(feedID: feed.id, at: now, nextPollAt: now + 3_600, outcome: .failed(failure))
        refresh.isDead = true
        _ = try await store.record(refresh)
        var alert = try #require(try await store.reader.alerts().first)
        alert.problem = "the webhook answered 500"
        try await store.settle(alert)
        await store.close()
        let status = try await desk.run("status").output
        #expect(status.contains(/you are still to be told that it died \d+ s ago: the webhook answered 500\n/))
        let json = try #require(try await desk.run("status", "--json").json() as? [String: Any])
        let report = try #require((json["feeds"] as? [[String: Any]])?.first?["alert"] as? [String: Any])
        #expect(report["told"] as? Bool == false && report["problem"] as? String == "the webhook answered 500")
    }
}
