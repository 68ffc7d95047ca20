internal import Foundation
internal import Timeline

/// What the owner of a feed is told of it: that it died, or that it is back.
struct FeedNews: Sendable {
    private let alert: FeedAlert
    private let now: Date

    init(_ alert: FeedAlert, at now: Date) {
        self.alert = alert
        self.now = now
    }

    private var isDeath: Bool { alert.endedAt == nil }

    /// `dead` or `recovered`.
    var event: String { isDeath ? "dead" : "recovered" }

    /// The same for the same news, so that whoever hears it twice can tell.
    private var id: String { "\(alert.feedID)-\(Int64(alert.raisedAt.timeIntervalSince1970))-\(event)" }

    /// Query strings carry tokens.
    var address: String { alert.feedURL.withoutQuery }

    /// One sentence without anything that the feed says of itself: where it is shown, `@channel` may mean something.
    private var text: String {
        guard isDeath else { return "The feed \(address) can be read again, after \(time)" }
        let reason = alert.failure.map { ": \($0.detail)" } ?? ""
        if alert.failure?.kind == FetchFailure.gone.kind { return "The feed \(address) is gone\(reason)" }
        return "The feed \(address) has brought nothing but failures for \(time)\(reason)"
    }

    /// Since its first failure, in whole hours where there are any.
    private var time: String {
        let minutes = Int64((alert.endedAt ?? now).timeIntervalSince(alert.failingSince) / 60)
        return DurationText.format(.seconds(60 * (minutes < 60 ? minutes : minutes / 60 * 60)))
    }

    // MARK: - For a program

    /// `FEEDLINE_…`; what is not known is not there.
    var environment: [String: String] {
        var variables = [
            "FEEDLINE_ALERT": event, "FEEDLINE_ALERT_ID": id, "FEEDLINE_TEXT": text, "FEEDLINE_FEED_URL": alert.feedURL,
            "FEEDLINE_PROFILE": alert.profileName, "FEEDLINE_FAILING_SINCE": alert.failingSince.formatted(.iso8601),
        ]
        variables["FEEDLINE_FEED_TITLE"] = alert.title
        if let failure = alert.failure {
            variables["FEEDLINE_ERROR"] = failure.detail
            variables["FEEDLINE_ERROR_KIND"] = failure.kind
            variables["FEEDLINE_FAILURES"] = "\(failure.count)"
        }
        return variables.mapValues(\.onOneLine)
    }

    // MARK: - For a webhook

    var json: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            encoder.dateEncodingStrategy = .iso8601
            return [UInt8](
                try encoder.encode(
                    Message(
                        id: id,
                        event: "feed.\(event)",
                        text: text,
                        feed: Message.Feed(url: address, title: alert.title, profile: alert.profileName),
                        failingSince: alert.failingSince,
                        recoveredAt: alert.endedAt,
                        failures: alert.failure?.count,
                        error: alert.failure?.detail,
                        errorKind: alert.failure?.kind
                    )
                )
            )
        }
    }

    private struct Message: Encodable {
        struct Feed: Encodable {
            let url: String
            let title: String?
            let profile: String
        }

        let id: String
        let event: String
        let text: String
        let feed: Feed
        let failingSince: Date
        let recoveredAt: Date?
        let failures: Int?
        let error: String?
        let errorKind: String?

        enum CodingKeys: String, CodingKey {
            case id, event, text, feed, failures, error
            case failingSince = "failing_since"
            case recoveredAt = "recovered_at"
            case errorKind = "error_kind"
        }
    }
}

extension String {
    /// Without control characters, the zero byte above all, at which a variable would end.
    fileprivate var onOneLine: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
