/// Something that has just happened to the timeline; who may know of it is for whoever passes it on to find out.
package enum TimelineEvent: Sendable, Equatable {
    /// A post or a boost.
    case posted(Int64)
    case edited(Int64)
    /// A post, or a boost that was taken back. Of one that was not for everybody only those may hear who knew of it.
    case deleted(Int64, wasOpen: Bool)
    /// Something else that somebody may see: a count, a profile, a relation, a notification.
    case touched
    /// Who may do what in whose name: a token, a session or an account is no longer what it was.
    case accessChanged
}

/// Hands on what happens, after it is stored, to all who listen.
package final class TimelineEvents: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<TimelineEvent>.Continuation] = [:]
        var next = 0
        var changes: UInt64 = 0
    }

    private let state = Locked(State())

    /// How often anything that is shown has changed; what was made when it was the same is still right.
    package var changes: UInt64 { state.withLock { $0.changes } }

    /// How many listen.
    package var listenerCount: Int { state.withLock { $0.listeners.count } }

    /// What happens from now on. A listener that falls too far behind is let go: its stream ends.
    package func listen() -> AsyncStream<TimelineEvent> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: TimelineEvent.self,
            bufferingPolicy: .bufferingOldest(Self.patience)
        )
        let id = state.withLock { state in
            state.next += 1
            state.listeners[state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [state] _ in _ = state.withLock { $0.listeners.removeValue(forKey: id) } }
        return stream
    }

    /// In events.
    private static let patience = 1_000

    func send(_ event: TimelineEvent) {
        let listeners = state.withLock { state in
            if event != .accessChanged { state.changes += 1 }
            return Array(state.listeners.values)
        }
        for listener in listeners {
            if case .dropped = listener.yield(event) { listener.finish() }
        }
    }
}
