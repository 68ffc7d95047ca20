internal import Foundation
internal import Timeline
internal import Transfer

/// The configuration in force, and the rules of the feeds that were asked lately.
final class CurrentConfiguration: Sendable {
    private let configuration: Locked<Configuration>
    /// By what the store keeps of them: many feeds have the same.
    private let rules = Locked<[String: FeedConfiguration]>([:])

    init(_ configuration: Configuration) { self.configuration = Locked(configuration) }

    var value: Configuration { configuration.withLock { $0 } }

    func replace(with configuration: Configuration) { self.configuration.withLock { $0 = configuration } }

    /// As they were when the feed was claimed; nil if nobody can read them.
    func rules(for feed: FeedRecord) -> FeedConfiguration? {
        guard let text = feed.rules else { return nil }
        if var known = rules.withLock({ $0[text] }) {
            known.url = feed.url
            return known
        }
        guard let read = FeedConfiguration(stored: text, url: feed.url) else { return nil }
        rules.withLock { rules in
            if rules.count >= Self.maximumRules { rules.removeAll() }
            rules[text] = read
        }
        return read
    }

    private static let maximumRules = 2_000
}

extension Configuration {
    /// How long a single run waits for a host to be free again.
    var patience: TimeInterval { max(polling.hostGap.timeInterval, 1) * 2 }
}
