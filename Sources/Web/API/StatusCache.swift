internal import Timeline

/// What posts look like to clients, as long as nothing that is shown has changed: most of what a timeline costs is
/// writing the same posts again for everybody who reads it.
final class StatusCache: Sendable {
    /// The posts that were written since the last change.
    struct Known: Sendable {
        fileprivate let changes: UInt64
        fileprivate let bodies: [Int64: [UInt8]]

        func has(_ postID: Int64) -> Bool { bodies[postID] != nil }
    }

    private let events: TimelineEvents
    private let state: Locked<Known>

    /// Posts: about two kilobytes each.
    private static let maximumCount = 1_000

    init(_ events: TimelineEvents) {
        self.events = events
        state = Locked(Known(changes: events.changes, bodies: [:]))
    }

    /// To be asked before the timeline is read: what changes meanwhile makes it void.
    func known() -> Known {
        let changes = events.changes
        return state.withLock { state in
            if state.changes != changes { state = Known(changes: changes, bodies: [:]) }
            return state
        }
    }

    /// The fields of each post that say the same to everybody.
    func bodies(of glances: [TimelineGlance], _ known: Known, _ site: Site) -> [Int64: [UInt8]] {
        var bodies: [Int64: [UInt8]] = [:]
        var new: [Int64: [UInt8]] = [:]
        for glance in glances {
            guard let post = glance.post else {
                bodies[glance.postID] = known.bodies[glance.postID]
                continue
            }
            var json = JSONWriter(capacity: 3_000)
            json.statusFields(post, site)
            // Without the room for more that it was written in.
            let body = Array(json.bytes[...])
            bodies[glance.postID] = body
            new[glance.postID] = body
        }
        if !new.isEmpty { keep(new, known.changes) }
        return bodies
    }

    private func keep(_ new: [Int64: [UInt8]], _ changes: UInt64) {
        state.withLock { state in
            guard state.changes == changes else { return }
            let old = state.bodies.count + new.count > Self.maximumCount ? [:] : state.bodies
            state = Known(changes: changes, bodies: old.merging(new) { $1 })
        }
    }
}
