/// One of the marks by which an item is known again. Never pruned.
package struct ItemAlias: Sendable, Hashable {
    package enum Kind: Int, Sendable, CaseIterable {
        case guid = 1
        /// The guid without scheme and host.
        case guidPath = 2
        case link = 3
        case titleAndDate = 4
        case content = 5
    }

    package var kind: Kind
    package var hash: Hash

    /// The first 16 bytes of a SHA-256, as big-endian halves.
    package struct Hash: Sendable, Hashable {
        package var high: UInt64
        package var low: UInt64

        package init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }
    }

    package init(kind: Kind, hash: Hash) {
        self.kind = kind
        self.hash = hash
    }
}
