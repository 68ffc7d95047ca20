internal import Foundation
internal import Timeline
internal import Transfer

/// The configuration in force, and the rules of each feed by its address.
final class CurrentConfiguration: Sendable {
    private struct State {
        var configuration: Configuration
        var rules: [String: FeedConfiguration]

        init(_ configuration: Configuration) {
            self.configuration = configuration
            rules = Dictionary(configuration.feeds.map { ($0.url, $0) }) { first, _ in first }
        }
    }

    private let state: Locked<State>

    init(_ configuration: Configuration) { state = Locked(State(configuration)) }

    var value: Configuration { state.withLock { $0.configuration } }

    func replace(with configuration: Configuration) { state.withLock { $0 = State(configuration) } }

    /// nil for a feed that left the configuration since it was claimed.
    func rules(for feed: FeedRecord) -> FeedConfiguration? { state.withLock { $0.rules[feed.url] } }
}

extension Configuration {
    /// How long a single run waits for a host to be free again.
    var patience: TimeInterval { max(polling.hostGap.timeInterval, 1) * 2 }
}
