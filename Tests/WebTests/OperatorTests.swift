import Foundation
import Metrics
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct OperatorTests {
    @Test func healthFollowsTheDaemon() async throws {
        let web = try await WebFixture()
        let fine = try await web.get("/healthz")
        #expect(fine.status == 200)
        #expect(fine["Cache-Control"] == "no-store")
        #expect(try fine.json == ["status": "ok", "version": "1.2.3"])
        web.health.value = [.healthy: .failing("the scheduler has not gone round for 30 seconds")]
        let failing = try await web.get("/healthz")
        #expect(failing.status == 503)
        #expect(try failing.json["reason"] == "the scheduler has not gone round for 30 seconds")
        web.health.value = [:]
        #expect(try await web.get("/healthz").status == 200)
    }

    @Test(arguments: [("/livez", HealthQuestion.alive), ("/healthz", .healthy), ("/readyz", .ready)])
    func eachAddressAsksItsOwnQuestion(path: String, question: HealthQuestion) async throws {
        let web = try await WebFixture()
        for asked in HealthQuestion.allCases {
            web.health.value = [asked: .failing("polling stalls")]
            #expect(try await web.get(path).status == (asked == question ? 503 : 200))
        }
    }

    @Test func figuresTellReadyFromHealthy() async throws {
        let web = try await WebFixture()
        web.health.value = [.ready: .failing("polling stalls")]
        let stalled = try await web.get("/metrics").body
        #expect(stalled.contains("feedline_healthy 1\n") && stalled.contains("feedline_ready 0\n"))
        web.health.value[.healthy] = .failing("the disk is full")
        #expect(try await web.get("/metrics").body.contains("feedline_healthy 0\n"))
    }

    @Test func figuresOfWhatWaitsAreAges() async throws {
        let web = try await WebFixture()
        let idle = try await web.get("/metrics").body
        #expect(idle.contains("feedline_poll_backlog_seconds 60\n"))
        #expect(idle.contains("feedline_items_waiting_age_seconds 0\n"))
        #expect(idle.contains("feedline_deliveries{state=\"dead\"} 0\n"))
        try await web.say("Hello")
        web.clock.advance(by: 90)
        let busy = try await web.get("/metrics").body
        #expect(busy.contains("feedline_poll_backlog_seconds 0\n"))
    }

    @Test func figuresOfTheProcessAreThoseOfTheKernel() async throws {
        let figures = try #require(ProcessFigures())
        #expect(figures.residentBytes > 1_000_000 && figures.virtualBytes > figures.residentBytes)
        #expect(figures.cpuSeconds > 0 && figures.threads >= 1)
        #expect(figures.openFiles >= 3 && figures.maximumFiles.map { $0 >= figures.openFiles } ?? true)
        let web = try await WebFixture()
        let names = ["process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds"]
        let body = try await web.get("/metrics").body
        for name in names { #expect(body.contains("\n\(name) "), "\(name)") }
    }

    @Test func figuresAreInTheTextFormatOfPrometheus() async throws {
        let web = try await WebFixture([.reporter, .secours])
        try await web.say("Hello")
        _ = try await web.get("/@reporter")
        _ = try await web.get("/nothing")
        Counter(label: "feedline_polls_total", dimensions: [("outcome", "changed")], factory: web.metrics).increment()
        Gauge(label: "feedline_polls_in_flight", factory: web.metrics).record(3)
        let answer = try await web.get("/metrics")
        #expect(answer.status == 200)
        #expect(answer["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
        let lines = answer.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for line in [
            "# HELP feedline_polls_total Polls of feeds, by what came of them.",
            "# TYPE feedline_polls_total counter", "feedline_polls_total{outcome=\"changed\"} 1",
            "feedline_polls_in_flight 3", "feedline_stored_posts 1", "feedline_feeds{state=\"active\"} 2",
            "feedline_feeds{state=\"paused\"} 0", "feedline_feeds_failing 0", "feedline_items_waiting 0",
            "feedline_healthy 1", "feedline_build_info{version=\"1.2.3\"} 1",
            "feedline_http_requests_total{route=\"/@{name}\",status=\"2xx\"} 1",
            "feedline_http_requests_total{route=\"NotFound\",status=\"4xx\"} 1",
            "feedline_http_request_duration_seconds_count{route=\"/@{name}\"} 1",
            "feedline_http_request_duration_seconds_bucket{route=\"/@{name}\",le=\"+Inf\"} 1",
        ] {
            #expect(lines.contains(line), "\(line)")
        }
        #expect(lines.last == "")
        try expectTextFormat(lines.dropLast())
    }

    /// Each line is a comment or a sample; a family's lines stand together, its type first; no series is there twice.
    private func expectTextFormat(_ lines: some Collection<String>) throws {
        var kinds: [String: String] = [:]
        var current = ""
        var seen: Set<String> = []
        for line in lines {
            if let help = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) .+/) {
                #expect(kinds[String(help.1)] == nil)
                current = String(help.1)
            } else if let type = line.wholeMatch(
                of: /# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram|summary)/
            ) {
                #expect(kinds[String(type.1)] == nil)
                current = String(type.1)
                kinds[current] = String(type.2)
            } else {
                let sample = try #require(
                    line.wholeMatch(
                        of:
                            /([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\["\\n])*",?)+\})? (-?[0-9.e+-]+|NaN|[+-]Inf)/
                    ),
                    "\(line)"
                )
                let name = String(sample.1)
                let suffixes = kinds[current] == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
                #expect(suffixes.contains { current + $0 == name }, "\(line)")
                #expect(seen.insert("\(name)\(sample.2 ?? "")").inserted, "\(line)")
            }
        }
    }

    @Test func figuresComeEvenIfTheStoreCannotBeRead() async throws {
        let web = try await WebFixture()
        try web.breakStore()
        let answer = try await web.get("/metrics")
        #expect(answer.status == 200)
        #expect(answer.body.contains("feedline_healthy 1"))
        #expect(!answer.body.contains("feedline_stored_posts"))
    }

    @Test func crawlersAreKeptFromTheFigures() async throws {
        let web = try await WebFixture()
        let robots = try await web.get("/robots.txt").body
        for path in ["livez", "healthz", "readyz", "metrics"] { #expect(robots.contains("Disallow: /\(path)\n")) }
    }
}

extension Answer {
    fileprivate var json: [String: String] {
        get throws { try JSONDecoder().decode([String: String].self, from: Data(body.utf8)) }
    }
}

@Suite struct PrometheusRegistryTests {
    private let registry = PrometheusRegistry()

    private var text: String { registry.families.sorted { $0.name < $1.name }.map(\.text).joined() }

    @Test func namesAndLabelsAreMadeFitForTheFormat() {
        Counter(label: "http.server-calls", dimensions: [("http.route", "a\"b\\c\nd")], factory: registry).increment(
            by: 2
        )
        #expect(
            text == """
                # TYPE feedline_http_server_calls_total counter
                feedline_http_server_calls_total{http_route="a\\"b\\\\c\\nd"} 2

                """
        )
    }

    @Test func theSameLabelsAreTheSameSeries() {
        for dimensions in [[("a", "1"), ("b", "2")], [("b", "2"), ("a", "1")]] {
            Counter(label: "calls", dimensions: dimensions, factory: registry).increment()
        }
        #expect(text.hasSuffix("feedline_calls_total{a=\"1\",b=\"2\"} 2\n"))
    }

    @Test func timersAreHistogramsInSeconds() {
        let timer = Timer(label: "fetch", factory: registry)
        for milliseconds in [1, 40, 40, 90_000] { timer.recordMilliseconds(milliseconds) }
        #expect(text.contains("feedline_fetch_seconds_bucket{le=\"0.001\"} 1\n"))
        #expect(text.contains("feedline_fetch_seconds_bucket{le=\"0.025\"} 1\n"))
        #expect(text.contains("feedline_fetch_seconds_bucket{le=\"0.05\"} 3\n"))
        #expect(text.contains("feedline_fetch_seconds_bucket{le=\"30\"} 3\n"))
        #expect(text.contains("feedline_fetch_seconds_bucket{le=\"+Inf\"} 4\n"))
        #expect(text.contains("feedline_fetch_seconds_sum 90.081\n"))
        #expect(text.contains("feedline_fetch_seconds_count 4\n"))
    }

    @Test func whatTakesVeryLongOrVeryShortHasBoundsOfItsOwn() {
        let timer = Timer(label: "feedline_poll_lateness", factory: registry)
        for seconds in [0, 100, 4_000, 100_000] { timer.recordSeconds(seconds) }
        #expect(text.contains("feedline_poll_lateness_seconds_bucket{le=\"1\"} 1\n"))
        #expect(text.contains("feedline_poll_lateness_seconds_bucket{le=\"120\"} 2\n"))
        #expect(text.contains("feedline_poll_lateness_seconds_bucket{le=\"7200\"} 3\n"))
        #expect(text.contains("feedline_poll_lateness_seconds_bucket{le=\"+Inf\"} 4\n"))
    }

    @Test func recordersAreSummariesAndGaugesWhatTheyWereSetTo() {
        let recorder = Recorder(label: "size", factory: registry)
        recorder.record(2.5)
        recorder.record(1)
        let gauge = Gauge(label: "level", factory: registry)
        gauge.record(7)
        gauge.record(-0.5)
        let meter = Meter(label: "depth", factory: registry)
        meter.set(3)
        meter.decrement(by: 1)
        #expect(
            text == """
                # TYPE feedline_depth gauge
                feedline_depth 2
                # TYPE feedline_level gauge
                feedline_level -0.5
                # TYPE feedline_size summary
                feedline_size_sum 3.5
                feedline_size_count 2

                """
        )
    }

    @Test func seriesWithoutEndDoNotFillTheMemory() {
        for number in 0..<1_000 {
            Counter(label: "calls", dimensions: [("n", "\(number)")], factory: registry).increment()
        }
        #expect(text.split(separator: "\n").count == 1 + PrometheusRegistry.maximumSeries)
    }

    @Test func aNameKeepsItsFirstType() {
        Counter(label: "calls", factory: registry).increment()
        Gauge(label: "calls_total", factory: registry).record(9)
        #expect(text == "# TYPE feedline_calls_total counter\nfeedline_calls_total 1\n")
    }

    @Test func manyWritersLoseNothing() async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { [registry] in
                    for _ in 0..<500 { Counter(label: "calls", factory: registry).increment() }
                }
            }
        }
        #expect(text.contains("feedline_calls_total 4000\n"))
    }
}
