import Foundation
import Glibc
import TestSupport

/// A client that sends exactly these bytes and reads until the server closes; a test of what no proper client sends.
enum RawClient {
    enum Target: Sendable {
        case tcp(port: Int)
        case unix(path: String)
    }

    /// - Parameter heard: gets what was answered as it comes.
    /// - Returns: everything that was answered; nil if nobody answers.
    static func send(_ request: String, to target: Target, heard: Shared<String>? = nil) async throws -> String? {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try exchange(request, target, heard) }) }
        }
    }

    private static func exchange(_ request: String, _ target: Target, _ heard: Shared<String>?) throws -> String? {
        let socket: Int32
        let isConnected: Bool
        switch target {
        case .tcp(let port):
            socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(port).bigEndian
            address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
            isConnected = connect(socket, &address)
        case .unix(let path):
            socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            isConnected = connect(socket, &address)
        }
        defer { close(socket) }
        guard isConnected else { return nil }
        let bytes = Array(request.utf8)
        guard Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { return "" }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while case let count = recv(socket, &chunk, chunk.count, 0), count > 0 {
            answer += chunk[..<count]
            heard?.value = String(decoding: answer, as: UTF8.self)
        }
        return String(decoding: answer, as: UTF8.self)
    }

    private static func connect<Address>(_ socket: Int32, _ address: inout Address) -> Bool {
        withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<Address>.size)) == 0
            }
        }
    }
}
