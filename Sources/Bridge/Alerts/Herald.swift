internal import Foundation
internal import Logging
internal import ServiceLifecycle
internal import Timeline
internal import Transfer

/// Tells the owner that a feed died, and that it is back: each once, in every way that the configuration names.
///
/// Who could not be told is told later. A crash between telling and remembering it is the one case in which somebody hears
/// the same twice.
package struct Herald: Sendable {
    let store: TimelineStore
    let fetch: FeedLocator.Fetch
    let rules: CurrentConfiguration
    let now: @Sendable () -> Date
    let logger: Logger
    var commandLimit: Duration = .seconds(20)

    /// Tells what is due, one after the other; on graceful shutdown only what is begun.
    ///
    /// - Throws: what the store says.
    package func tell() async throws {
        guard let ways = rules.value.alerts else { return }
        for alert in try await store.reader.dueAlerts(at: now(), limit: 20) {
            guard !Task.isShuttingDownGracefully, !Task.isCancelled else { return }
            try await store.settle(await told(alert, by: ways))
        }
    }

    /// - Returns: the alert, with what the owner knows now.
    private func told(_ alert: FeedAlert, by ways: AlertConfiguration) async -> FeedAlert {
        let before = alert
        var alert = alert
        let news = FeedNews(alert, at: now())
        var problems: [String] = []
        if let words = ways.command, alert.isNews(to: alert.command) {
            do throws(AlertCommand.Problem) {
                try await AlertCommand(words: words, limit: commandLimit).run(news)
                alert.command = alert.news
            } catch {
                problems.append(error.description)
            }
        }
        if let webhook = ways.webhook, alert.isNews(to: alert.webhook) {
            if let problem = await post(news, to: webhook) {
                problems.append(problem)
            } else {
                alert.webhook = alert.news
            }
        }
        if (alert.command, alert.webhook) != (before.command, before.webhook) {
            let facts: Logger.Metadata = ["feed.url": .string(news.address), "alert": .string(news.event)]
            logger.notice("owner told", metadata: facts)
        }
        conclude(&alert, problems, news)
        return alert
    }

    /// - Returns: why it did not arrive, without a word of the address.
    private func post(_ news: FeedNews, to webhook: String) async -> String? {
        // The command has had its time; together they would take longer than a stop may.
        guard !Task.isShuttingDownGracefully else { return "feedline was stopped before the webhook was asked" }
        guard let body = try? news.json else { return "the message could not be written" }
        var request = TransferRequest(url: webhook, headers: [("Content-Type", "application/json")])
        if let authorization = rules.value.credentials.authorization(for: webhook) {
            request.headers.append(("Authorization", authorization))
        }
        request.method = "POST"
        request.body = body
        request.limits.body = 64 << 10
        request.limits.whole = .seconds(20)
        do {
            let status = try await fetch(request).status
            return 200..<300 ~= status ? nil : "the webhook answered \(status)"
        } catch {
            return "the webhook could not be reached (\(error.kind.rawValue))"
        }
    }

    private func conclude(_ alert: inout FeedAlert, _ problems: [String], _ news: FeedNews) {
        guard !problems.isEmpty else {
            alert.nextAt = nil
            alert.attempts = 0
            alert.problem = nil
            return
        }
        alert.attempts += 1
        alert.problem = problems.joined(separator: "; ")
        let next = now() + Self.pause(after: alert.attempts)
        alert.nextAt = next
        let facts: Logger.Metadata = [
            "feed.url": .string(news.address), "alert": .string(news.event),
            "error.detail": .string(problems.joined(separator: "; ")), "alert.next": "\(next.formatted(.iso8601))",
        ]
        logger.warning("owner could not be told", metadata: facts)
    }

    /// A minute, and twice as long each time, up to six hours.
    static func pause(after attempts: Int) -> TimeInterval {
        min(60 * Double(1 << min(max(attempts, 1) - 1, 10)), 6 * 3_600)
    }
}
