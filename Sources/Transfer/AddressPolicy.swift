/// Which addresses a connection may be made to: public ones, and those that the operator allows.
///
/// It judges the address of every connection, never a name, so that what a name resolved to a moment ago is of no
/// consequence. It is asked when a socket is opened and again before each request, as a request may go out over a
/// connection that another one opened. All connections of a loop are judged by the same policy, so no connection in
/// its pool was opened under a milder one.
package struct AddressPolicy: Sendable {
    private let allowed: [IPNetwork]

    /// - Parameter allowed: networks that may be asked although they are not public, on any port.
    package init(allowing allowed: [IPNetwork] = []) { self.allowed = allowed }

    /// Whether a connection may be made to this port at this address.
    ///
    /// Ports are those of the web, 80 and 443, and those that no service of the system has (1024 and above).
    package func permits(_ address: IPAddress, port: UInt16) -> Bool {
        if lists(address) { return true }
        guard port == 80 || port == 443 || port >= 1_024 else { return false }
        // An IPv4 address in IPv6 clothes is one, whatever it wears.
        return Self.isPublic(address.embedded ?? address)
    }

    /// Whether the operator named this address.
    func lists(_ address: IPAddress) -> Bool {
        let inner = address.embedded ?? address
        return allowed.contains { $0.contains(address) || $0.contains(inner) }
    }

    private static func isPublic(_ address: IPAddress) -> Bool {
        switch address.family {
        case .v4: !reservedV4.contains { $0.contains(address) }
        case .v6: globalV6.contains { $0.contains(address) } && !reservedV6.contains { $0.contains(address) }
        }
    }

    /// The special-purpose registry of RFC 6890, as kept by IANA.
    private static let reservedV4 = networks(
        "0.0.0.0/8",  // this network
        "10.0.0.0/8",  // private
        "100.64.0.0/10",  // carrier-grade NAT
        "127.0.0.0/8",  // loopback
        "169.254.0.0/16",  // link-local, and where clouds keep their metadata
        "172.16.0.0/12",  // private
        "192.0.0.0/24",  // protocol assignments
        "192.0.2.0/24",  // documentation
        "192.31.196.0/24",  // AS112
        "192.52.193.0/24",  // AMT
        "192.88.99.0/24",  // 6to4 relays
        "192.168.0.0/16",  // private
        "192.175.48.0/24",  // AS112
        "198.18.0.0/15",  // benchmarks
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",  // documentation
        "224.0.0.0/4",  // multicast
        "240.0.0.0/4"  // reserved, and broadcast
    )

    /// All that IANA has given out for unicast on the internet.
    private static let globalV6 = networks("2000::/3")

    private static let reservedV6 = networks(
        "2001::/23",  // protocol assignments, Teredo among them
        "2001:db8::/32",  // documentation
        "2002::/16",  // 6to4, which holds any IPv4 address
        "2620:4f:8000::/48",  // AS112
        "3fff::/20"  // documentation (RFC 9637)
    )

    private static func networks(_ texts: String...) -> [IPNetwork] {
        texts.map { text in
            guard let network = IPNetwork(text) else { preconditionFailure("\(text) is no network") }
            return network
        }
    }
}
