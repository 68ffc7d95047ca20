/// Pages as strangers see them, kept for the next stranger for as long as nothing changes.
final class PageCache: Sendable {
    struct Key: Hashable {
        let path: OwnPath
        let language: PhraseBook.Language
    }

    private struct State {
        var changes: UInt64 = 0
        var pages: [Key: Representation] = [:]
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

    /// - Parameter changes: `TimelineEvents.changes` of now.
    func page(_ key: Key, at changes: UInt64) -> Representation? {
        state.withLock { $0.changes == changes ? $0.pages[key] : nil }
    }

    /// - Parameter changes: those of before the page was made.
    func keep(_ page: Representation, for key: Key, at changes: UInt64) {
        state.withLock { state in
            if state.changes < changes { state = State(changes: changes) }
            guard state.changes == changes, state.pages[key] == nil, page.bytes.count <= maximumBytes else { return }
            while state.order.count >= maximumCount || state.bytes + page.bytes.count > maximumBytes {
                let oldest = state.order.removeFirst()
                state.bytes -= state.pages.removeValue(forKey: oldest)?.bytes.count ?? 0
            }
            var page = page
            page.fingerprint = Fingerprint(page.bytes)
            state.pages[key] = page
            state.order.append(key)
            state.bytes += page.bytes.count
        }
    }
}
