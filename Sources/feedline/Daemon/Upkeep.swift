import CMalloc
import Foundation
import Logging
import ServiceLifecycle
import Timeline
import Web

/// What has to happen from time to time: feeding the watchdog on proven progress, publishing what is due, and keeping the
/// store tidy.
struct Upkeep: Service {
    let store: TimelineStore
    let health: Health
    let notify: NotifySocket
    /// What short links begin with, for posts whose time has come; nil: there are none.
    let site: String?
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var round = 0
            while (try? await Task.sleep(for: .seconds(15))) != nil {
                round += 1
                await look(round)
            }
        }
        notify.stopping()
    }

    private func look(_ round: Int) async {
        if case .failing(let reason) = await health.life(at: Date()) {
            logger.error("no progress", metadata: ["reason": .string(reason)])
        } else {
            notify.watchdog()
        }
        await publishDue()
        await giveBack()
        // What a burst of requests needed stays with the threads that served it otherwise: 30 MB after a busy minute.
        _ = malloc_trim(0)
        if round.isMultiple(of: 4) { try? await tellStatus() }
        if round.isMultiple(of: 240) { await tidy() }
        if round.isMultiple(of: 5_760) { await sweepPictures() }
    }

    private func publishDue() async {
        do {
            for id in try await store.publishDue(site: site, at: Date()) {
                logger.info("scheduled post published", metadata: ["post.id": "\(id)"])
            }
        } catch {
            logger.warning("scheduled posts wait", metadata: ["error": "\(error)"])
        }
    }

    private func tellStatus() async throws {
        if case .failing(let reason) = await health.readiness(at: Date()) { return notify.status(reason) }
        let counts = try await store.reader.counts(at: Date())
        notify.status("\(counts.posts) posts, \(counts.feeds) feeds, \(counts.failing) failing")
    }

    private func tidy() async {
        do {
            try await store.forgetOldTokens(at: Date())
            try await store.tidyMedia(at: Date())
            try await store.forgetOld(at: Date())
            try await store.maintain(at: Date())
        } catch {
            logger.warning("upkeep failed", metadata: ["error": "\(error)"])
        }
    }

    /// A little at a time: the watchdog waits meanwhile.
    private func giveBack() async {
        do {
            try await store.giveBack(steps: 40) { try await Task.sleep(for: .milliseconds(100)) }
        } catch is CancellationError {
        } catch {
            logger.warning("free room is kept", metadata: ["error": "\(error)"])
        }
    }

    /// Looks at each file, and not before the daemon has run for a day: whoever has put an old backup in place by mistake
    /// finds the newer pictures still there.
    private func sweepPictures() async {
        do {
            let strays = try await store.sweepMedia(at: Date())
            if strays > 0 { logger.info("stray pictures removed", metadata: ["count": "\(strays)"]) }
        } catch {
            logger.warning("sweeping pictures failed", metadata: ["error": "\(error)"])
        }
    }
}
