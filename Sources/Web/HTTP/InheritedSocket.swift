internal import Foundation

/// A socket that a service manager holds: it listens before the daemon starts, and goes on while one makes way for the
/// next.
///
/// The few unsafe expressions are what asking the kernel about a descriptor takes.
package struct InheritedSocket: Sendable {
    let descriptor: Int32
    /// Where it listens.
    package let address: WebOptions.Address

    /// - Throws: `ListenError` for anything but a stream socket that listens on an address or a path.
    package init(descriptor: Int32) throws(ListenError) {
        guard let kind = Self.option(SO_TYPE, of: descriptor) else {
            throw ListenError(unfit: descriptor, "is no socket; write ListenStream= in the socket unit")
        }
        guard kind == Int32(SOCK_STREAM.rawValue) else {
            throw ListenError(unfit: descriptor, "is no stream socket; write ListenStream= in the socket unit")
        }
        guard Self.option(SO_ACCEPTCONN, of: descriptor) == 1 else {
            throw ListenError(unfit: descriptor, "does not listen; take Accept= out of the socket unit")
        }
        guard let address = Self.address(of: descriptor) else {
            throw ListenError(unfit: descriptor, "has no IP address and no path; correct ListenStream= in the unit")
        }
        self.descriptor = descriptor
        self.address = address
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }

    private static func address(of descriptor: Int32) -> WebOptions.Address? {
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return unsafe withUnsafeMutablePointer(to: &storage) { storage in
            unsafe storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                guard unsafe getsockname(descriptor, address, &length) == 0 else { return nil }
                switch Int32(unsafe address.pointee.sa_family) {
                case AF_INET, AF_INET6: return unsafe numeric(address, length)
                case AF_UNIX: return unsafe path(UnsafeRawPointer(storage), Int(length))
                default: return nil
                }
            }
        }
    }

    private static func numeric(_ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> WebOptions.Address? {
        var (host, port) = ([CChar](repeating: 0, count: 64), [CChar](repeating: 0, count: 8))
        let flags = NI_NUMERICHOST | NI_NUMERICSERV
        guard
            unsafe getnameinfo(address, length, &host, socklen_t(host.count), &port, socklen_t(port.count), flags) == 0,
            let number = Int(text(port))
        else { return nil }
        return .tcp(host: text(host), port: number)
    }

    /// unix(7): a path ends with a zero byte, an abstract name begins with one.
    private static func path(_ address: UnsafeRawPointer, _ length: Int) -> WebOptions.Address? {
        let start = MemoryLayout<sa_family_t>.size
        guard length > start else { return nil }
        var bytes = unsafe Array(UnsafeRawBufferPointer(start: address + start, count: length - start))
        if bytes[0] == 0 { bytes[0] = UInt8(ascii: "@") }
        return .unix(path: String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self))
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
