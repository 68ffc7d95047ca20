import Foundation
import Subprocess
import TestSupport
import Testing
import Transfer

/// `feedline run` under a service manager of ours: it says when it is ready and where it serves.
final class RunningDaemon {
    let desk: Desk
    let process: RunningProcess
    private let listener: NotifyListener
    private let address: String

    /// Returns when the daemon has said that it is ready and its first post is there.
    init(_ desk: Desk) async throws {
        self.desk = desk
        listener = try NotifyListener(path: desk.folder.path + "/notify")
        process = try await RunningProcess(
            Invocation.binary,
            ["run"],
            environment: Invocation.environment.updating(["NOTIFY_SOCKET": listener.path]),
            folder: desk.folder
        )
        let ready = try #require(await listener.wait { $0.contains("READY=1") })
        let status = ready.split(separator: "\n").first { $0.hasPrefix("STATUS=") } ?? ""
        address = status.split(separator: " ").last.map(String.init) ?? ""
        for _ in 0..<100 where try await !page("/").contains("Article") { try await Task.sleep(for: .milliseconds(50)) }
    }

    var notified: [String] { listener.received }

    func page(_ path: String, agent: String = TransferOptions().userAgent) async throws -> String {
        var options = TransferOptions()
        options.userAgent = agent
        options.addresses = AddressPolicy(allowing: [try #require(IPNetwork("127.0.0.0/8"))])
        let transfer = TransferLoop(options: options)
        let response = try await transfer.perform(TransferRequest(url: address + path))
        await transfer.shutDown()
        return String(decoding: response.body, as: UTF8.self)
    }

    /// Returns when the daemon has said that it is done reloading.
    func reload() async throws {
        process.send(SIGHUP)
        _ = try #require(await listener.wait { $0.contains("RELOADING=1") })
        _ = try #require(await listener.wait { $0.contains("READY=1") })
    }

    func stop() async throws -> TerminationStatus {
        process.send(SIGTERM)
        return try await process.end()
    }
}

/// The service manager's end of `NOTIFY_SOCKET`.
final class NotifyListener {
    let path: String
    private let socket: Int32
    private var heard: [String] = []

    init(path: String) throws {
        self.path = path
        socket = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            bytes.copyBytes(from: Array(path.utf8))
            // The abstract namespace, in which the length counts.
            if path.hasPrefix("@") { bytes[0] = 0 }
        }
        let length = MemoryLayout<sa_family_t>.size + path.utf8.count
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, socklen_t(length)) }
        }
        try #require(bound == 0)
    }

    deinit { close(socket) }

    /// Everything that arrived so far.
    var received: [String] {
        while let message = next() { heard.append(message) }
        return heard
    }

    /// The first message from now on that is meant; nil after half a minute.
    func wait(_ isMeant: (String) -> Bool) async -> String? {
        for _ in 0..<1_500 {
            while let message = next() {
                heard.append(message)
                if isMeant(message) { return message }
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
        return nil
    }

    private func next() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
}
