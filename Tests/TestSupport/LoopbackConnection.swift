internal import Foundation
internal import Glibc

/// One client's connection, served on the thread that calls `serve`.
struct LoopbackConnection {
    let socket: Int32
    let number: Int
    let log: LoopbackLog
    let handler: LoopbackServer.Handler

    func serve(greeting: String) {
        // An answer is sent in several steps; each shall leave at once.
        var yes: Int32 = 1
        setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
        guard send(Array(greeting.utf8)) else { return }
        var input: [UInt8] = []
        while let request = read(&input) {
            log.requests.withLock { $0.append(request) }
            for step in handler(request).steps {
                guard take(step) else { return }
            }
            if request["Connection"]?.lowercased() == "close" { return }
        }
    }

    /// - Returns: false when the connection is over.
    private func take(_ step: LoopbackReply.Step) -> Bool {
        switch step {
        case .bytes(let bytes): return send(bytes)
        case .forever(let bytes):
            while send(bytes) {}
            return false
        case .pause(let duration):
            let (seconds, attoseconds) = duration.components
            Thread.sleep(forTimeInterval: Double(seconds) + Double(attoseconds) * 1e-18)
            return true
        case .silence:
            var bytes: [UInt8] = []
            while receive(into: &bytes) { bytes.removeAll() }
            return false
        case .close: return false
        case .reset:
            var now = linger(l_onoff: 1, l_linger: 0)
            setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
            return false
        }
    }

    private func read(_ input: inout [UInt8]) -> LoopbackRequest? {
        let emptyLine = Array("\r\n\r\n".utf8)
        var end = input.firstRange(of: emptyLine)
        while end == nil {
            guard receive(into: &input) else { return nil }
            end = input.firstRange(of: emptyLine)
        }
        guard let end, var request = LoopbackRequest(head: Array(input[..<end.lowerBound]), connection: number) else {
            return nil
        }
        input.removeSubrange(..<end.upperBound)
        let length = request["Content-Length"].flatMap { Int($0) } ?? 0
        while input.count < length {
            guard receive(into: &input) else { return nil }
        }
        request.body = Array(input.prefix(length))
        input.removeFirst(length)
        return request
    }

    private func receive(into bytes: inout [UInt8]) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 16 << 10)
        let count = recv(socket, &chunk, chunk.count, 0)
        guard count > 0 else { return false }
        bytes.append(contentsOf: chunk[..<count])
        return true
    }

    private func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                Glibc.send(socket, bytes.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }
}
