import Foundation
import Logging
import TestSupport
import Testing
import Timeline
import Transfer

@testable import Bridge

@Suite struct HeraldTests {
    private let feed: GrowingFeed
    private let hook: LoopbackServer
    private let answer = Shared(200)
    private let folder: TemporaryDirectory

    init() throws {
        feed = try GrowingFeed("One")
        hook = try LoopbackServer(host: "127.0.0.9") { [answer] _ in LoopbackReply(answer.value) }
        folder = try TemporaryDirectory()
    }

    private func room(
        command: [String]? = nil,
        webhook: String? = nil,
        _ change: (inout Configuration) -> Void = { _ in }
    ) async throws -> Newsroom {
        let rules = FeedConfiguration(
            url: feed.url,
            profile: "news",
            template: try Template.parse("{title}"),
            filter: try Filter(include: [], exclude: [])
        )
        var configuration = Configuration(
            profiles: ["news": ProfileConfiguration(name: "news")],
            feeds: [rules],
            alerts: AlertConfiguration(command: command, webhook: webhook),
            databasePath: "/unused"
        )
        change(&configuration)
        return try await Newsroom(configuration)
    }

    /// What the webhook heard.
    private var news: [[String: Any]] {
        hook.requests.compactMap { try? JSONSerialization.jsonObject(with: Data($0.body)) as? [String: Any] }
    }

    private var events: [String] { news.compactMap { $0["event"] as? String } }

    private func fails() { feed.change { $0.reply = LoopbackReply(500) } }
    private func recovers() { feed.change { $0.reply = nil } }

    // MARK: - When

    @Test func tellsADeathOnceAndARecoveryOnce() async throws {
        let room = try await room(webhook: hook.url("/hook"))
        try await room.pass(days: 1)
        fails()
        try await room.pass(days: 2.75)
        #expect(events.isEmpty)
        try await room.pass(days: 5)
        #expect(events == ["feed.dead"])
        recovers()
        try await room.pass(days: 5)
        #expect(events == ["feed.dead", "feed.recovered"])
        #expect(try await room.store.reader.alerts().isEmpty)
        await room.close()
    }

    @Test func aFeedThatComesAndGoesIsNotDead() async throws {
        let room = try await room(webhook: hook.url("/hook"))
        for _ in 0..<4 {
            fails()
            try await room.pass(days: 2.5)
            recovers()
            try await room.pass(days: 0.25)
        }
        #expect(events.isEmpty)
        await room.close()
    }

    @Test func theNextDeathTakesAsLongAsTheFirst() async throws {
        let room = try await room(webhook: hook.url("/hook"))
        fails()
        try await room.pass(days: 4)
        recovers()
        try await room.pass(days: 0.25)
        fails()
        try await room.pass(days: 3)
        #expect(events == ["feed.dead", "feed.recovered"])
        try await room.pass(days: 0.25)
        #expect(events == ["feed.dead", "feed.recovered", "feed.dead"])
        await room.close()
    }

    /// The daemon, or the machine, was off for a week.
    @Test func twoFailuresWithAWeekInBetweenAreNoDeath() async throws {
        let room = try await room(webhook: hook.url("/hook"))
        fails()
        try await room.pass(days: 0.25)
        room.clock.advance(by: 7 * 86_400)
        try await room.pass(days: 0.25)
        #expect(events.isEmpty)
        try await room.pass(days: 0.25)
        #expect(events == ["feed.dead"])
        await room.close()
    }

    @Test func aFeedThatItsPublisherTookDownIsDeadAtOnce() async throws {
        let room = try await room(webhook: hook.url("/hook"))
        feed.change { $0.reply = LoopbackReply(410) }
        try await room.pass(days: 0.25)
        #expect(events == ["feed.dead"])
        #expect(news.first?["error_kind"] as? String == "gone")
        await room.close()
    }

    @Test func ofAFeedThatIsPausedNoDeathIsTold() async throws {
        let room = try await room(webhook: hook.url("/hook"))
        answer.value = 503
        fails()
        try await room.pass(days: 3.25)
        #expect(events.count == 1)
        answer.value = 200
        _ = try await room.store.setState(.paused, feedURL: feed.url, at: room.clock.date)
        try await room.pass(days: 1)
        #expect(events.count == 1)
        await room.close()
    }

    // MARK: - By webhook

    @Test func saysWhatHappenedInJSONAndKeepsTokensToItself() async throws {
        let url = feed.url + "?token=geheim"
        let room = try await room(webhook: hook.url("/hook")) { configuration in
            configuration.feeds[0].url = url
            configuration.credentials =
                (try? FeedCredentials(Array("\(hook.url("/")) bearer t0ken".utf8), file: "")) ?? .init()
        }
        fails()
        try await room.pass(days: 3.25)
        let request = try #require(hook.requests.first)
        #expect(request.method == "POST" && request["Content-Type"] == "application/json")
        #expect(request["Authorization"] == "Bearer t0ken")
        let message = try #require(news.first)
        #expect((message["feed"] as? [String: Any])?["url"] as? String == feed.url)
        #expect((message["feed"] as? [String: Any])?["profile"] as? String == "news")
        #expect(message["error_kind"] as? String == "http-500" && message["failures"] as? Int == 13)
        let text = try #require(message["text"] as? String)
        #expect(text == "The feed \(feed.url) has brought nothing but failures for 3d: the server failed (500)")
        #expect(!String(decoding: request.body, as: UTF8.self).contains("geheim"))
        await room.close()
    }

    @Test func whoCouldNotBeToldIsToldLaterAndEverMoreRarely() async throws {
        let room = try await room(webhook: hook.url("/hook"))
        answer.value = 500
        fails()
        try await room.pass(days: 3.25)
        for (wait, count) in [(59.0, 1), (1, 2), (119, 2), (1, 3)] {
            room.clock.advance(by: wait)
            try await room.bridge.herald.tell()
            #expect(events.count == count)
        }
        let alert = try #require(try await room.store.reader.alerts().first)
        #expect(alert.problem == "the webhook answered 500" && alert.attempts == 3)
        answer.value = 204
        room.clock.advance(by: 240)
        try await room.bridge.herald.tell()
        #expect(try await room.store.reader.alerts().first?.nextAt == nil)
        #expect(Set(news.compactMap { $0["id"] as? String }).count == 1)
        await room.close()
    }

    @Test func whoNeverHeardOfADeathHearsOfNoRecovery() async throws {
        let room = try await room(webhook: hook.url("/hook"))
        answer.value = 500
        fails()
        try await room.pass(days: 3.25)
        recovers()
        answer.value = 200
        try await room.pass(days: 0.25)
        #expect(events == ["feed.dead"])
        #expect(try await room.store.reader.alerts().isEmpty)
        await room.close()
    }

    @Test func privateAddressesAreRefusedAndNotNamed() async throws {
        let room = try await room(webhook: hook.url("/secret-path"))
        fails()
        let transfer = TransferLoop()
        let herald = Herald(
            store: room.store,
            fetch: { request throws(TransferError) in try await transfer.perform(request) },
            rules: CurrentConfiguration(room.bridge.configuration),
            now: room.clock.now,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        try await room.pass(days: 3.25, herald)
        #expect(hook.requests.isEmpty)
        let problem = try #require(try await room.store.reader.alerts().first?.problem)
        #expect(problem == "the webhook could not be reached (address-refused)")
        await transfer.shutDown()
        await room.close()
    }

    // MARK: - By command

    /// A program that writes down what it is told.
    private func script(_ body: String, _ name: String = "tell") throws -> String {
        let path = try folder.write("#!/bin/sh\ncd '\(folder.path)'\n\(body)\n", to: name)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    private func told() -> [String] {
        let text = (try? String(contentsOfFile: folder.path("told"), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").map(String.init)
    }

    @Test func startsAProgramAndNoShellReadsWhatAFeedSays() async throws {
        feed.change { $0.channel = "<!-- --><description>$(touch pwned)</description>" }
        let program = try script(
            #"echo "$FEEDLINE_ALERT|$*|$FEEDLINE_PROFILE|$FEEDLINE_ERROR_KIND|$FEEDLINE_FEED_TITLE|$NOTIFY_SOCKET" >>told"#
        )
        let room = try await room(command: [program, "--to", "me; touch pwned"])
        try await room.pass(days: 0.25)
        fails()
        try await room.pass(days: 3.25)
        recovers()
        try await room.pass(days: 0.25)
        #expect(
            told() == [
                "dead|--to me; touch pwned dead \(feed.url)|news|http-500|Growing|",
                "recovered|--to me; touch pwned recovered \(feed.url)|news||Growing|",
            ]
        )
        #expect(!FileManager.default.fileExists(atPath: folder.path("pwned")))
        await room.close()
    }

    @Test func aProgramThatHangsIsEndedAndStartedAgainLater() async throws {
        let program = try script("echo begun >>told; sleep 600; echo ended >>told")
        let room = try await room(command: [program])
        fails()
        var herald = room.bridge.herald
        herald.commandLimit = .milliseconds(300)
        try await room.pass(days: 3.25, herald)
        #expect(told() == ["begun"])
        let alert = try #require(try await room.store.reader.alerts().first)
        #expect(alert.problem == "the command took longer than 0s" && alert.command == .nothing)
        _ = try script("echo told >>told")
        room.clock.advance(by: 60)
        try await herald.tell()
        #expect(told() == ["begun", "told"])
        await room.close()
    }

    @Test(arguments: [("exit 3", "the command ended with 3"), ("kill -9 $$", "the command was ended by signal 9")])
    func saysHowAProgramFailed(body: String, problem: String) async throws {
        let room = try await room(command: [try script(body)])
        fails()
        try await room.pass(days: 3.25)
        #expect(try await room.store.reader.alerts().first?.problem == problem)
        await room.close()
    }

    @Test func aProgramThatIsMissingIsAProblemAndNoCrash() async throws {
        let room = try await room(command: [folder.path("nothing")])
        fails()
        try await room.pass(days: 3.25)
        let problem = try #require(try await room.store.reader.alerts().first?.problem)
        #expect(problem.hasPrefix("the command could not be started"))
        await room.close()
    }

    @Test func whatOneWayCouldNotTellTheOtherDoesNotRepeat() async throws {
        let room = try await room(command: [try script("echo $FEEDLINE_ALERT >>told")], webhook: hook.url("/hook"))
        answer.value = 500
        fails()
        try await room.pass(days: 4)
        answer.value = 200
        try await room.pass(days: 1)
        #expect(told() == ["dead"])
        #expect(events.count > 1 && Set(events) == ["feed.dead"])
        let alert = try #require(try await room.store.reader.alerts().first)
        #expect(alert.command == .death && alert.webhook == .death && alert.nextAt == nil)
        await room.close()
    }

    @Test func remembersWhatItToldWhenItStartsAgain() async throws {
        let room = try await room(webhook: hook.url("/hook"))
        fails()
        try await room.pass(days: 3.25)
        let path = room.store.path
        await room.close()
        let store = try TimelineStore(path: path, now: room.clock.date)
        let alert = try #require(try await store.reader.alerts().first)
        #expect(alert.webhook == .death && alert.nextAt == nil)
        #expect(try await store.reader.dueAlerts(at: room.clock.date + 86_400, limit: 9).isEmpty)
        await store.close()
    }
}

extension Newsroom {
    /// Lets time pass, with a poll every six hours and whoever is to be told told.
    fileprivate func pass(days: Double, _ herald: Herald? = nil) async throws {
        for _ in 0..<Int(days * 4) {
            clock.advance(by: 6 * 3_600)
            try await pollAll()
            try await (herald ?? bridge.herald).tell()
        }
    }
}
