/// Wakes the scheduler.
struct Bell: Sendable {
    enum Event: Sendable {
        case tick
        /// Something became due out of turn.
        case wake
        /// The poll of a feed, by its number, ended.
        case finished(Int64)
        case stop
    }

    let events: AsyncStream<Event>
    private let rope: AsyncStream<Event>.Continuation

    init() { (events, rope) = AsyncStream.makeStream() }

    func ring(_ event: Event) { rope.yield(event) }

    /// Rings until the task is cancelled. A regular look at the clock, and not one long sleep, is what survives a clock
    /// that steps and a machine that was suspended.
    func tick(every interval: Duration) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: interval)
            ring(.tick)
        }
    }
}
