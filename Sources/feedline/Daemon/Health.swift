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

    /// Whether it is alive and polls; what `/healthz` says.
    func judge(at now: Date) async -> HealthReport {
        let life = await life(at: now)
        guard life == .ok, let trouble = bridge.scheduler.pulse.trouble else { return life }
        return .failing("nothing is polled: \(trouble)")
    }

    /// Whether it can go on as it is; what the watchdog is told. A full disk is ridden out, a restart would not help.
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
