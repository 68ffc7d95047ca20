/// Where the pages are served, and under which name.
package struct WebOptions: Sendable {
    package var listen: Address
    /// Held by a service manager, and listening already: they are served, and no other is made.
    package private(set) var sockets: [InheritedSocket] = []
    /// What the pages are called from outside, without a slash at the end; nil: the address they are served on.
    package var publicURL: String?
    package var version: String
    /// In the head of every page.
    package var siteName: String
    /// Of one client, by its token or else its address.
    package var requestsPerFiveMinutes: Int
    /// Those over it wait to be accepted.
    package var maximumConnections = 1_000

    /// Scheme, host and port of every address that is given out.
    package var origin: String { publicURL ?? listen.url }

    /// Where the server waits for readers.
    package enum Address: Sendable, Equatable {
        /// An address or a name; port 0 stands for any that is free.
        case tcp(host: String, port: Int)
        /// The path of a socket.
        case unix(path: String)
    }

    package init(
        listen: Address = .tcp(host: "127.0.0.1", port: 8_140),
        publicURL: String? = nil,
        version: String,
        siteName: String = "Feedline",
        requestsPerFiveMinutes: Int = 300
    ) {
        self.listen = listen
        self.publicURL = publicURL
        self.version = version
        self.siteName = siteName
        self.requestsPerFiveMinutes = requestsPerFiveMinutes
    }
}

extension WebOptions {
    /// Serves on these sockets; `listen` is where the first one is. Changes nothing if there are none.
    package mutating func takeOver(_ sockets: [InheritedSocket]) {
        self.sockets = sockets
        if let first = sockets.first { listen = first.address }
    }
}

extension WebOptions.Address: CustomStringConvertible {
    /// As the configuration writes it: `127.0.0.1:8140`, `[::1]:8140`, `unix:/run/feedline/web.sock`.
    package var description: String {
        switch self {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }
}
