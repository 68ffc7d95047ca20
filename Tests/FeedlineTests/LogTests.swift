import Foundation
import Logging
import Subprocess
import TestSupport
import Testing

@testable import feedline

@Suite struct LogTests {
    private let noon = Date(timeIntervalSince1970: 1_795_348_800)

    @Test func aLineOfJSONIsOneObjectWhateverAFeedSays() throws {
        let hostile = "a\"b\\c\nd\u{1B}[2J\u{2028}é\u{9B}"
        let line = LogLine(level: .warning, message: hostile, facts: [("feed.url", hostile), ("level", "forged")])
        let text = line.text(.json, at: noon)
        #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) && $0 != "\u{2028}" })
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
        #expect(
            object == [
                "ts": "2026-11-22T12:00:00.000Z", "level": "warning", "message": hostile, "feed.url": hostile,
                "_level": "forged",
            ]
        )
    }

    @Test func aLongLineOfJSONStaysAnObject() throws {
        let long = String(repeating: "\"", count: 100_000)
        let text = LogLine(level: .info, message: long, facts: [("error", long)]).text(.json, at: noon)
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
        #expect(object?["error"]?.count == 2_000 && text.utf8.count < 10_000)
    }

    @Test func aLineOfTextKeepsItsForm() {
        let line = LogLine(level: .notice, message: "ready", facts: [("a", "b c"), ("d", "e\nf=\"g\"")])
        #expect(line.text(.text, at: noon) == "2026-11-22T12:00:00Z notice ready a=\"b c\" d=\"e; f='g'\"")
    }

    @Test func theDialTurnsForLoggersThatAreThereAlreadyAndStopsAtItsEnds() {
        let dial = LogDial(.info)
        let logger = Logger(label: "test") { label in LineLog(label: label, dial: dial) }
        var quiet = logger
        quiet.logLevel = .error
        #expect(dial.turn(by: -1) == .debug && logger.logLevel == .debug)
        #expect(dial.turn(by: -1) == .trace && dial.turn(by: -1) == .trace)
        for _ in 0..<9 { _ = dial.turn(by: 1) }
        #expect(logger.logLevel == .error)
        _ = dial.turn(by: -4)
        #expect(logger.logLevel == .debug && quiet.logLevel == .error)
    }

    // MARK: - The command

    private func lines(_ desk: Desk, _ arguments: String...) async throws -> [[String: String]] {
        let run = try await Invocation(["run", "--once", "--all", "--log-format", "json"] + arguments, in: desk.folder)
        return try run.complaints.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String], "\(line)")
        }
    }

    @Test func everyLineOfTheCommandIsAnObject() async throws {
        let desk = try Desk()
        let lines = try await lines(desk, "--log-level", "trace")
        let posted = try #require(lines.first { $0["message"] == "posted" })
        #expect(
            posted["level"] == "info" && posted["profile"] == "news"
                && posted["feed.url"]?.hasSuffix("feed.xml") == true
        )
    }

    @Test func alsoTheLastOneOfACommandThatFails() async throws {
        let desk = try Desk()
        try desk.write("{ nonsense", to: "feeds.json")
        let lines = try await lines(desk)
        #expect(lines.count == 1 && lines[0]["level"] == "error")
        #expect(lines[0]["message"]?.contains("feeds.json") == true)
    }

    @Test func signalsTurnTheDialOfARunningDaemon() async throws {
        let desk = try Desk()
        try desk.write(
            """
            { "profiles": { "news": {} }, "feeds": [ { "url": "feed.xml", "every": "1s" } ],
              "web": { "listen": "127.0.0.1:0" } }
            """,
            to: "feeds.json"
        )
        let script = "exec 2>log; exec \"$0\" run --log-level notice"
        let process = try await RunningProcess(
            "/bin/sh",
            ["-c", script, Invocation.binary],
            environment: Invocation.environment,
            folder: desk.folder
        )
        func wait(until isSo: (String) -> Bool) async throws -> Bool {
            for _ in 0..<1_500 {
                if isSo((try? String(contentsOfFile: desk.folder.path("log"), encoding: .utf8)) ?? "") { return true }
                try await Task.sleep(for: .milliseconds(20))
            }
            return false
        }
        #expect(try await wait { $0.contains("notice ready") })
        var levels: [Substring] = []
        // One after the other: signals of one kind that wait are one signal.
        func turn(_ signal: Int32, to level: Substring) async throws -> Bool {
            levels.append(level)
            process.send(signal)
            return try await wait { log in log.matches(of: /log level log\.level=(\w+)/).map(\.1) == levels }
        }
        #expect(try await turn(SIGUSR1, to: "info"))
        #expect(try await turn(SIGUSR1, to: "debug"))
        #expect(try await wait { $0.contains("debug feed read") })
        for level: Substring in ["info", "notice", "warning"] { #expect(try await turn(SIGUSR2, to: level)) }
        process.send(SIGTERM)
        #expect(try await process.end() == .exited(0))
        let log = try String(contentsOfFile: desk.folder.path("log"), encoding: .utf8)
        #expect(log.contains("warning log level log.level=warning") && !log.contains("stopped"))
    }
}
