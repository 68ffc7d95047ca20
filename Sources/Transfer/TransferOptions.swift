/// How a `TransferLoop` reaches the outside.
package struct TransferOptions: Sendable {
    package var addresses: AddressPolicy
    /// Every request goes through it; nil for none, whatever the environment says. May hold a password.
    ///
    /// With a proxy only the proxy resolves names, so `addresses` can judge only the hosts that are written as
    /// addresses, and the ports. The proxy has to refuse names that lead inside. Its own address is not judged: the
    /// operator chose it.
    package var proxy: String?
    package var userAgent: String
    /// Transfers under way at once; more of them wait, and their clocks do not run yet.
    package var maximumConnections: Int
    /// A transfer that waits for a connection to its host does so on its own time.
    package var maximumConnectionsPerHost: Int
    /// How many idle connections are kept to be used again.
    package var connectionCache: Int
    /// A PEM file of the certificate authorities that are trusted instead of the system's.
    package var trustedCertificates: String?

    package init(
        addresses: AddressPolicy = AddressPolicy(),
        proxy: String? = nil,
        userAgent: String = "Feedline",
        maximumConnections: Int = 512,
        maximumConnectionsPerHost: Int = 8,
        connectionCache: Int = 64,
        trustedCertificates: String? = nil
    ) {
        self.addresses = addresses
        self.proxy = proxy
        self.userAgent = userAgent
        self.maximumConnections = maximumConnections
        self.maximumConnectionsPerHost = maximumConnectionsPerHost
        self.connectionCache = connectionCache
        self.trustedCertificates = trustedCertificates
    }
}
