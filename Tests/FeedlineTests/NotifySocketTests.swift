import Foundation
import TestSupport
import Testing

@testable import feedline

/// What the service manager hears (sd_notify(3)).
@Suite struct NotifySocketTests {
    @Test(arguments: [false, true])
    func speaksToAFileAndToAnAbstractName(isAbstract: Bool) async throws {
        let folder = try TemporaryDirectory()
        let listener = try NotifyListener(path: (isAbstract ? "@" : "") + folder.path("notify"))
        let notify = NotifySocket(environment: ["NOTIFY_SOCKET": listener.path])
        notify.ready("serving")
        notify.watchdog()
        notify.stopping()
        #expect(
            listener.received == [
                "READY=1\nSTATUS=serving", "WATCHDOG=1", "STOPPING=1\nSTATUS=finishing what is under way",
            ]
        )
    }

    /// systemd 253 and later take a reload for one only with the time at which it began.
    @Test func datesAReloadByTheMonotonicClock() throws {
        let folder = try TemporaryDirectory()
        let listener = try NotifyListener(path: folder.path("notify"))
        let before = monotonicMicroseconds()
        NotifySocket(environment: ["NOTIFY_SOCKET": listener.path]).reloading()
        let lines = try #require(listener.received.first).split(separator: "\n")
        #expect(lines.first == "RELOADING=1")
        let time = try #require(lines.last?.split(separator: "=").last.flatMap { Int64($0) })
        #expect(lines.last?.hasPrefix("MONOTONIC_USEC=") == true && before...monotonicMicroseconds() ~= time)
    }

    @Test func asksForMoreTimeAsLongAsAStartTakes() async throws {
        let folder = try TemporaryDirectory()
        let listener = try NotifyListener(path: folder.path("notify"))
        let notify = NotifySocket(environment: ["NOTIFY_SOCKET": listener.path])
        // The work ends when it was heard.
        let heard = notify.whileStarting("migrating", every: 0.01) { () -> String? in
            for _ in 0..<2_000 {
                if let message = listener.received.first { return message }
                usleep(5_000)
            }
            return nil
        }
        #expect(heard == "EXTEND_TIMEOUT_USEC=60000\nSTATUS=migrating")
    }

    @Test func saysNothingWhereNobodyListens() {
        NotifySocket(environment: [:]).ready("serving")
        NotifySocket(environment: ["NOTIFY_SOCKET": "/nonexistent/notify"]).ready("serving")
        NotifySocket(environment: ["NOTIFY_SOCKET": "/" + String(repeating: "a", count: 200)]).ready("serving")
    }

    private func monotonicMicroseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
