/// What one HTTP transfer is asked to do.
package struct TransferRequest: Sendable {
    /// Absolute, `http` or `https`.
    package var url: String
    /// Sent as they are, in order. A value with a control character fails the transfer as `.malformed`.
    package var headers: [(name: String, value: String)]
    package var limits: TransferLimits

    package init(
        url: String,
        headers: [(name: String, value: String)] = [],
        limits: TransferLimits = TransferLimits()
    ) {
        self.url = url
        self.headers = headers
        self.limits = limits
    }
}

/// Where a transfer gives up.
package struct TransferLimits: Sendable, Equatable {
    /// In bytes after decoding.
    package var body = 5 << 20
    /// All header lines of all hops, in bytes.
    package var headers = 256 << 10
    package var redirects = 5
    package var connect: Duration = .seconds(10)
    /// How long less than 100 bytes a second may arrive.
    package var stall: Duration = .seconds(15)
    package var whole: Duration = .seconds(60)

    package init() {}
}
