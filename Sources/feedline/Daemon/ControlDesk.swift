import Bridge
import Foundation
import Timeline
import Web

/// Does what arrives over the control socket.
struct ControlDesk: ControlActions {
    let store: TimelineStore
    let bridge: FeedBridge
    let files: Files
    let notify: NotifySocket

    func pause(feed url: String) async throws -> String { try await apply(.pause(url)) }

    func resume(feed url: String) async throws -> String { try await apply(.resume(url)) }

    func retry(feed url: String?) async throws -> String { try await apply(.retry(url)) }

    func release(feed url: String) async throws -> String { try await apply(.release(url)) }

    func retract(post id: Int64) async throws -> String { try await apply(.retract(id)) }

    func account(_ order: AccountOrder) async throws -> String { try await apply(.account(order)) }

    /// Reads the configuration again; a bad file changes nothing.
    func reload() async throws -> String {
        notify.reloading()
        do {
            try await bridge.reload(try await files.configurationText())
            let feeds = try await store.reader.counts(at: Date()).feeds
            notify.ready("\(feeds) feeds")
            return "reloaded \(files.configurationPath): \(feeds) feeds"
        } catch {
            notify.ready("the configuration was refused, the old one is in force")
            throw error
        }
    }

    private func apply(_ change: StateChange) async throws -> String {
        let answer = try await change.apply(to: store, now: Date())
        bridge.wake()
        return answer
    }
}
