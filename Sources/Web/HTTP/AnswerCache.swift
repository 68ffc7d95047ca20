/// What was found out, kept for whoever asks next for as long as nothing changes.
final class AnswerCache<Key: Hashable & Sendable, Answer: Sendable>: Sendable {
    private struct State {
        var changes: UInt64 = 0
        var answers: [Key: (answer: Answer, bytes: Int)] = [:]
        var order: [Key] = []
        var bytes = 0
    }

    private let state = Locked(State())
    private let maximumCount: Int
    private let maximumBytes: Int

    init(maximumCount: Int = 200, maximumBytes: Int = 4 << 20) {
        self.maximumCount = maximumCount
        self.maximumBytes = maximumBytes
    }

    /// - Parameter changes: a count of all that the answer depends on, as of now: `TimelineEvents.changes` for what is shown.
    func answer(_ key: Key, at changes: UInt64) -> Answer? {
        state.withLock { $0.changes == changes ? $0.answers[key]?.answer : nil }
    }

    /// - Parameters:
    ///   - bytes: how long it is.
    ///   - changes: those of before the answer was made.
    func keep(_ answer: Answer, bytes: Int, for key: Key, at changes: UInt64) {
        state.withLock { state in
            if state.changes < changes { state = State(changes: changes) }
            guard state.changes == changes, state.answers[key] == nil, bytes <= maximumBytes else { return }
            while state.order.count >= maximumCount || state.bytes + bytes > maximumBytes {
                let oldest = state.order.removeFirst()
                state.bytes -= state.answers.removeValue(forKey: oldest)?.bytes ?? 0
            }
            state.answers[key] = (answer, bytes)
            state.order.append(key)
            state.bytes += bytes
        }
    }
}
