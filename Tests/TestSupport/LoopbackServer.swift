internal import Foundation
internal import Glibc

/// A small HTTP/1.1 server on loopback for tests: real sockets, its own threads, and no opinion on what it sends.
///
///     let server = try LoopbackServer { request in
///         request["If-None-Match"] == "\"1\"" ? LoopbackReply(304) : LoopbackReply(200, headers: [("ETag", "\"1\"")], "feed")
///     }
///     let response = try await transfer.perform(TransferRequest(url: server.url("/feed")))
///     #expect(server.requests.map(\.path) == ["/feed"])
///
/// Connections are kept alive. It ends with its value, or with `stop()`; clients that still wait are cut off.
package final class LoopbackServer: Sendable {
    package typealias Handler = @Sendable (LoopbackRequest) -> LoopbackReply

    /// 0 on a UNIX socket.
    package let port: UInt16
    private let host: String
    private let listener: Int32
    private let log = LoopbackLog()

    /// Listens on a port that the kernel picks.
    ///
    /// - Parameters:
    ///   - host: any address of 127.0.0.0/8, so that a test can have many hosts.
    ///   - greeting: sent to whoever connects, as servers of other protocols do.
    ///   - handler: called on the connection's own thread, so it may block.
    package init(host: String = "127.0.0.1", greeting: String = "", handler: @escaping Handler) throws {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else { throw POSIXError(.EINVAL) }
        let socket = try Self.listen(AF_INET, &address)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutableBytes(of: &address) { bytes in
            _ = getsockname(socket, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), &length)
        }
        self.host = host
        listener = socket
        port = UInt16(bigEndian: address.sin_port)
        accept(greeting: greeting, handler)
    }

    /// Listens on a UNIX socket; the file must not exist yet.
    package init(unixSocket path: String, handler: @escaping Handler) throws {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { throw POSIXError(.ENAMETOOLONG) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        listener = try Self.listen(AF_UNIX, &address)
        host = "localhost"
        port = 0
        accept(greeting: "", handler)
    }

    deinit { stop() }

    /// Every request so far, in the order in which they were read.
    package var requests: [LoopbackRequest] { log.requests.value }

    /// How many connections were accepted so far.
    package var connectionCount: Int { log.connections.value.count }

    package var origin: String { port == 0 ? "http://\(host)" : "http://\(host):\(port)" }

    /// - Parameter path: begins with a slash.
    package func url(_ path: String) -> String { origin + path }

    /// Stops listening and cuts off everybody; harmless when repeated.
    package func stop() {
        let isFirst = log.connections.withLock { connections in
            defer { connections.isStopped = true }
            for socket in connections.open { shutdown(socket, Int32(SHUT_RDWR)) }
            return !connections.isStopped
        }
        // Wakes the thread in accept(2), which closes it.
        if isFirst { shutdown(listener, Int32(SHUT_RDWR)) }
    }

    // MARK: - Listening

    private static func listen<Address>(_ family: Int32, _ address: inout Address) throws -> Int32 {
        let socket = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        let isBound = withUnsafeBytes(of: &address) { bytes in
            let size = socklen_t(bytes.count)
            return bind(socket, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), size) == 0
        }
        guard isBound, Glibc.listen(socket, 1_024) == 0 else {
            let reason = errno
            close(socket)
            throw POSIXError(.init(rawValue: reason) ?? .EIO)
        }
        return socket
    }

    /// The threads hold the log and never the server, so that letting go of the server ends them.
    private func accept(greeting: String, _ handler: @escaping Handler) {
        Self.thread { [listener, log] in
            while true {
                let socket = Glibc.accept(listener, nil, nil)
                guard socket >= 0 else {
                    if errno == EINTR || errno == ECONNABORTED { continue }
                    break
                }
                guard let number = log.opened(socket) else {
                    close(socket)
                    break
                }
                Self.thread {
                    let connection = LoopbackConnection(socket: socket, number: number, log: log, handler: handler)
                    connection.serve(greeting: greeting)
                    log.closing(socket)
                }
            }
            close(listener)
        }
    }

    private static func thread(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.stackSize = 512 << 10
        thread.start()
    }
}

/// What a server's threads share.
final class LoopbackLog: Sendable {
    struct Connections: Sendable {
        var open: Set<Int32> = []
        var count = 0
        var isStopped = false
    }

    let requests = Shared<[LoopbackRequest]>([])
    let connections = Shared(Connections())

    /// - Returns: the connection's number, or nil if the server has stopped.
    func opened(_ socket: Int32) -> Int? {
        connections.withLock { connections in
            guard !connections.isStopped else { return nil }
            connections.open.insert(socket)
            defer { connections.count += 1 }
            return connections.count
        }
    }

    /// Closes under the lock: afterwards the number may be another file's.
    func closing(_ socket: Int32) {
        connections.withLock { connections in
            connections.open.remove(socket)
            _ = close(socket)
        }
    }
}
