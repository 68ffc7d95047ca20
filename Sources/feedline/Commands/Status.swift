import ArgumentParser
import Foundation
import Timeline

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "See how each feed is doing.",
        discussion: """
            EXAMPLES
              feedline status
              feedline status --json | jq '.feeds[] | select(.failures > 0)'
            """
    )

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var files: Files

    func run() async throws {
        let reader = try TimelineReader(path: try files.databasePath())
        let now = Date()
        let report = StatusReport(
            feeds: try await StatusReport.Feed.all(in: reader, at: now),
            counts: try await reader.counts(at: now)
        )
        if json { return Terminal.output.line(try report.jsonText()) }
        for feed in report.feeds { show(feed, at: now) }
        let out = Terminal.output
        out.line(
            "\(report.posts.of("post")), \(report.items.of("item")), \(report.waiting) waiting, "
                + "\(report.failing.of("feed")) failing"
        )
        let late = report.feeds.count { $0.nextPoll.map { $0 < now - Self.patience } ?? false }
        guard late > 0 else { return }
        let words =
            "\(late.of("feed")) due for longer than \(Self.span(Self.patience)): feedline run does not run, or cannot poll"
        out.line(out.styled("\(words); its log and /healthz say why", .yellow))
    }

    private func show(_ feed: StatusReport.Feed, at now: Date) {
        let out = Terminal.output
        let (mark, style): (String, Terminal.Style) =
            switch feed.state {
            case "failing": ("✗", .red)
            case "ok": ("✓", .green)
            default: ("·", .yellow)
            }
        out.line("\(out.styled(mark, style)) \(out.styled(feed.title ?? feed.url, .bold))  @\(feed.profile)")
        if feed.title != nil { out.line(out.styled("    \(feed.url)", .dim)) }
        var facts = [feed.state, feed.posts.of("post")]
        if let clicks = feed.clicks {
            facts.append("\(clicks.people.of("click")) (\(clicks.recentPeople) in 30 days)")
        }
        if feed.waiting > 0 { facts.append("\(feed.waiting) waiting") }
        facts.append(feed.lastSuccess.map { "read \(Self.ago($0, now))" } ?? "never read")
        if let next = feed.nextPoll { facts.append("next \(Self.ahead(next, now))") }
        out.line("    " + facts.joined(separator: ", "))
        if feed.held > 0 {
            let advice = "\(feed.held.of("item")) held until you have looked: feedline feeds release \(feed.url)"
            out.line("    " + out.styled(advice, .yellow))
        }
        if let alert = feed.alert { out.line("    " + out.styled(alert.words(at: now), .yellow)) }
        guard let error = feed.error else { return }
        let since = feed.failingSince.map { ", for \(Self.span(now.timeIntervalSince($0)))" } ?? ""
        let often = feed.failures > 1 ? " (\(feed.failures) times in a row\(since))" : ""
        out.line("    " + out.styled(error + often, .red))
    }

    private static let patience: TimeInterval = 300

    static func ago(_ date: Date, _ now: Date) -> String { span(now.timeIntervalSince(date)) + " ago" }

    private static func ahead(_ date: Date, _ now: Date) -> String {
        date <= now ? "now" : "in " + span(date.timeIntervalSince(now))
    }

    static func span(_ seconds: TimeInterval) -> String {
        switch seconds {
        case ..<60: "\(Int(max(seconds, 0))) s"
        case ..<3_600: "\(Int(seconds / 60)) min"
        case ..<86_400: "\(Int(seconds / 3_600)) h"
        default: "\(Int(seconds / 86_400)) days"
        }
    }
}

extension Int {
    /// `1 post`, `2 posts`.
    func of(_ thing: String) -> String { "\(self) \(thing)\(self == 1 ? "" : "s")" }
}

/// The truth about the feeds, for programs.
struct StatusReport: Encodable {
    let feeds: [Feed]
    let posts: Int
    let items: Int
    let waiting: Int
    let failing: Int
    let overdue: Int
    let databaseBytes: Int

    enum CodingKeys: String, CodingKey {
        case feeds, posts, items, waiting, failing, overdue
        case databaseBytes = "database_bytes"
    }

    init(feeds: [Feed], counts: StoreCounts) {
        self.feeds = feeds
        posts = counts.posts
        items = counts.items
        waiting = counts.waiting
        failing = feeds.count { $0.state == "failing" }
        overdue = counts.overdue
        databaseBytes = counts.databaseBytes
    }

    struct Feed: Encodable {
        let url: String
        /// Where it is asked, if that differs.
        let fetchURL: String?
        let profile: String
        let title: String?
        /// `ok`, `new`, `failing`, `paused`, `gone` or `undeclared`.
        let state: String
        let posts: Int
        /// nil: none of its posts has a short link, so none is counted.
        let clicks: ClickReport?
        let waiting: Int
        /// Of the waiting ones: until somebody releases them.
        let held: Int
        let lastAttempt: Date?
        let lastSuccess: Date?
        let nextPoll: Date?
        let failures: Int
        let error: String?
        let errorKind: String?
        let failingSince: Date?
        /// nil: it is not dead, or nobody is to be told.
        let alert: AlertReport?

        enum CodingKeys: String, CodingKey {
            case url, profile, title, state, posts, clicks, waiting, held, failures, error, alert
            case fetchURL = "fetch_url"
            case lastAttempt = "last_attempt"
            case lastSuccess = "last_success"
            case nextPoll = "next_poll"
            case errorKind = "error_kind"
            case failingSince = "failing_since"
        }

        static func all(in reader: TimelineReader, at now: Date) async throws -> [Feed] {
            let clicks = try await reader.clicksByFeed(since: Day(now).before(29))
            let alerts = Dictionary(try await reader.alerts().map { ($0.feedID, $0) }) { first, _ in first }
            return try await reader.feeds().map { status in
                Feed(status, clicks: clicks[status.feed.id], alert: alerts[status.feed.id], at: now)
            }
        }

        private init(_ status: FeedStatus, clicks: FeedClicks?, alert: FeedAlert?, at now: Date) {
            let feed = status.feed
            url = feed.url
            fetchURL = feed.fetchURL == feed.url ? nil : feed.fetchURL
            profile = status.profileName
            title = feed.title
            state =
                switch feed.state {
                case _ where !feed.isDeclared: "undeclared"
                case .paused: "paused"
                case .gone: "gone"
                case .active: feed.failure != nil ? "failing" : feed.isPrimed ? "ok" : "new"
                }
            posts = status.posts
            self.clicks = clicks.map(ClickReport.init)
            waiting = status.waiting
            held = status.held
            lastAttempt = feed.lastAttemptAt
            lastSuccess = feed.lastSuccessAt
            nextPoll = feed.state == .active && feed.isDeclared ? feed.nextPollAt : nil
            failures = feed.failure?.count ?? 0
            error = feed.failure?.detail
            errorKind = feed.failure?.kind
            failingSince = feed.failure?.since
            self.alert = alert.map(AlertReport.init)
        }
    }
}

extension StatusReport {
    /// Clicks on the short links of a feed's posts.
    struct ClickReport: Encodable {
        let people: Int
        /// In the last 30 days, today included.
        let recentPeople: Int
        let bots: Int

        enum CodingKeys: String, CodingKey {
            case people, bots
            case recentPeople = "people_30_days"
        }

        init(_ clicks: FeedClicks) {
            people = clicks.total.people
            recentPeople = clicks.recent.people
            bots = clicks.total.bots
        }
    }
}

extension StatusReport {
    /// What the owner of a feed was told of its death.
    struct AlertReport: Encodable {
        /// When it was found dead.
        let raisedAt: Date
        /// nil: it is dead still.
        let endedAt: Date?
        let isTold: Bool
        /// Why the owner does not know yet.
        let problem: String?

        enum CodingKeys: String, CodingKey {
            case problem
            case raisedAt = "raised_at"
            case endedAt = "recovered_at"
            case isTold = "told"
        }

        init(_ alert: FeedAlert) {
            raisedAt = alert.raisedAt
            endedAt = alert.endedAt
            isTold = alert.nextAt == nil
            problem = alert.problem
        }

        func words(at now: Date) -> String {
            let news = endedAt == nil ? "it died \(Status.ago(raisedAt, now))" : "it can be read again"
            if isTold { return "you were told that \(news)" }
            return "you are still to be told that \(news)" + (problem.map { ": \($0)" } ?? "")
        }
    }
}
