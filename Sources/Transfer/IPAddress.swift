internal import Glibc

/// An IPv4 or IPv6 address.
package struct IPAddress: Sendable, Hashable {
    package enum Family: Sendable {
        case v4
        case v6

        /// Length of an address, in bits.
        var width: Int { self == .v4 ? 32 : 128 }
    }

    package let family: Family
    /// In the order of the network: the first byte of the address is the most significant one.
    let bits: UInt128

    init(family: Family, bits: UInt128) {
        self.family = family
        self.bits = bits
    }

    /// Reads the one regular form of either family. What only inet_aton(3) takes (`127.1`, `0x7f000001`) is none.
    package init?(_ text: some StringProtocol) {
        let text = String(text)
        var v4 = in_addr()
        var v6 = in6_addr()
        if inet_pton(AF_INET, text, &v4) == 1 {
            self.init(family: .v4, bits: UInt128(UInt32(bigEndian: v4.s_addr)))
        } else if inet_pton(AF_INET6, text, &v6) == 1 {
            self.init(v6)
        } else {
            return nil
        }
    }

    private init(_ address: in6_addr) {
        let bits = withUnsafeBytes(of: address) { $0.reduce(UInt128(0)) { $0 << 8 | UInt128($1) } }
        self.init(family: .v6, bits: bits)
    }

    /// - Parameter socket: a `sockaddr` of any family, whole.
    /// - Returns: nil for families other than IPv4 and IPv6.
    init?(socket: UnsafeRawBufferPointer) {
        guard socket.count >= MemoryLayout<sa_family_t>.size else { return nil }
        switch Int32(socket.loadUnaligned(as: sa_family_t.self)) {
        case AF_INET where socket.count >= MemoryLayout<sockaddr_in>.size:
            let address = socket.loadUnaligned(as: sockaddr_in.self).sin_addr
            self.init(family: .v4, bits: UInt128(UInt32(bigEndian: address.s_addr)))
        case AF_INET6 where socket.count >= MemoryLayout<sockaddr_in6>.size:
            self.init(socket.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
        default: return nil
        }
    }

    /// The IPv4 address that an IPv6 address stands for: mapped (RFC 4291 section 2.5.5.2), compatible (2.5.5.1) and
    /// by NAT64's well-known prefix (RFC 6052 section 2.1).
    var embedded: IPAddress? {
        guard family == .v6, [0, 0xFFFF, 0x64_FF9B << 64].contains(bits >> 32) else { return nil }
        return IPAddress(family: .v4, bits: bits & 0xFFFF_FFFF)
    }
}

extension IPAddress: CustomStringConvertible {
    package var description: String {
        let bytes = (0..<family.width / 8).reversed().map { UInt8(truncatingIfNeeded: bits >> UInt128($0 * 8)) }
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        _ = inet_ntop(family == .v4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
    }
}
