/// Where the web server waits for readers.
package enum ListenAddress: Sendable, Equatable, CustomStringConvertible {
    /// An address or a name; port 0 stands for any that is free.
    case tcp(host: String, port: Int)
    /// The absolute path of a socket.
    case unix(path: String)

    package static let standard = ListenAddress.tcp(host: "127.0.0.1", port: 8_140)

    /// As in the configuration: `127.0.0.1:8140`, `[::1]:8140`, `unix:/run/feedline/web.sock`.
    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
