import Dispatch
import Foundation

/// Tells systemd how the daemon is (sd_notify(3)): a datagram to the socket that `NOTIFY_SOCKET` names.
///
/// Does nothing where no such socket is named. The few unsafe expressions are the price of not linking libsystemd,
/// which a machine without systemd does not have.
struct NotifySocket: Sendable {
    private let path: String?

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        path = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
    }

    func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

    func status(_ text: String) { send("STATUS=\(text)") }

    /// Followed by `ready` when the new configuration is in force (or refused).
    func reloading() {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        let microseconds = Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
        send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    /// Does something that can take longer than a start may take, and asks for more time as long as it goes on.
    func whileStarting<Value>(
        _ status: String,
        every seconds: Double = 10,
        _ work: () throws -> Value
    ) rethrows -> Value {
        // A thread of its own: the work blocks, and may block the only one that tasks have.
        let timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now() + seconds, repeating: seconds)
        timer.setEventHandler { send("EXTEND_TIMEOUT_USEC=\(Int(seconds * 6_000_000))\nSTATUS=\(status)") }
        timer.activate()
        defer { timer.cancel() }
        return try work()
    }

    func stopping() { send("STOPPING=1\nSTATUS=finishing what is under way") }

    func watchdog() { send("WATCHDOG=1") }

    private func send(_ state: String) {
        guard let path, var address = sockaddr_un(notifying: path) else { return }
        let socket = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return }
        defer { close(socket) }
        // The length counts: an abstract name is not ended by a zero byte.
        let length = socklen_t(MemoryLayout<sa_family_t>.size + path.utf8.count)
        let bytes = Array(state.utf8)
        unsafe withUnsafePointer(to: &address) { address in
            unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                _ = unsafe sendto(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL), address, length)
            }
        }
    }
}

extension sockaddr_un {
    /// `@` at the start means the abstract namespace, as systemd writes it.
    fileprivate init?(notifying path: String) {
        self.init()
        guard path.utf8.count < MemoryLayout.size(ofValue: sun_path) else { return nil }
        sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &sun_path) { bytes in
            for (index, byte) in path.utf8.enumerated() { unsafe bytes[index] = byte }
            if path.hasPrefix("@") { unsafe bytes[0] = 0 }
        }
    }
}
