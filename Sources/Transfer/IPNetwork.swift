/// A block of addresses: `127.0.0.0/8`, `fd00::/8`, or one address.
package struct IPNetwork: Sendable, Hashable {
    /// The first address of the block.
    let address: IPAddress
    /// In bits.
    let prefix: Int

    /// - Returns: nil if `text` is neither an address nor an address with the length of its prefix. Bits behind the
    ///   prefix are dropped: `10.1.2.3/8` is `10.0.0.0/8`.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first.flatMap({ IPAddress($0) }) else { return nil }
        var prefix = address.family.width
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]), length <= prefix
            else { return nil }
            prefix = length
        }
        self.prefix = prefix
        let host = address.family.width - prefix
        self.address = IPAddress(family: address.family, bits: (address.bits >> host) << host)
    }

    package func contains(_ other: IPAddress) -> Bool {
        other.family == address.family && (other.bits ^ address.bits) >> (address.family.width - prefix) == 0
    }
}

extension IPNetwork: CustomStringConvertible {
    package var description: String { "\(address)/\(prefix)" }
}
