import Bridge
import Foundation
import Timeline
import Transfer
import Web

/// Whether the daemon makes progress: the scheduler went round, the store's writer answers, the transfer loop turns.
struct Health: Sendable {
    let bridge: FeedBridge
    let store: TimelineStore
    let transfer: TransferLoop

    /// The scheduler looks at the clock twice a second; silence for this long means that it hangs.
    private static let patience: TimeInterval = 20

    /// A feed that waits for longer than that while nothing is polled at all has been forgotten.
    private static let longestLull: TimeInterval = 900

    /// The answer to what monitoring asks.
    func answer(_ question: HealthQuestion, at now: Date) async -> HealthReport {
        switch question {
        case .alive: await life(at: now)
        case .healthy: await judge(at: now)
        case .ready: await readiness(at: now)
        }
    }

    /// Whether it keeps up with its schedule; what `/readyz` says. Feeds that fail, and servers that want to be left
    /// alone, are no reason.
    func readiness(at now: Date) async -> HealthReport {
        let health = await judge(at: now)
        let lull = now.timeIntervalSince(bridge.scheduler.pulse.lastPoll)
        guard health == .ok, lull > Self.longestLull else { return health }
        do {
            guard let since = try await store.reader.dueSince(at: now) else { return .ok }
            let wait = now.timeIntervalSince(since)
            guard wait > Self.longestLull else { return .ok }
            return .failing(
                "polling stalls: a feed has been due for \(Int(wait / 60)) minutes, and nothing was polled for \(Int(lull / 60))"
            )
        } catch {
            return .failing("the store cannot be read: \(error)")
        }
    }

    /// Whether it is alive and polls; what `/healthz` says.
    func judge(at now: Date) async -> HealthReport {
        let life = await life(at: now)
        guard life == .ok, let trouble = bridge.scheduler.pulse.trouble else { return life }
        return .failing("nothing is polled: \(trouble)")
    }

    /// Whether it can go on as it is; what the watchdog is told, and `/livez` says. A full disk is ridden out, a restart would not help.
    func life(at now: Date) async -> HealthReport {
        // Either way: somebody may have set the clock back, and a beat from the future is an old one.
        let silence = abs(now.timeIntervalSince(bridge.scheduler.pulse.lastBeat))
        guard silence < Self.patience else {
            return .failing("the scheduler has not gone round for \(Int(silence)) seconds")
        }
        guard await transfer.turned() else { return .failing("the transfer loop has stopped") }
        do {
            try await store.proveAlive()
        } catch {
            return .failing("the store does not take writes: \(error)")
        }
        return .ok
    }
}
