/// What one HTTP transfer is asked to do.
package struct TransferRequest: Sendable {
    /// Absolute, `http` or `https`.
    package var url: String
    /// Sent as they are, in order, one byte for each scalar. What cannot be sent so (a control character, a scalar above
    /// U+00FF) fails the transfer as `.malformed`.
    package var headers: [(name: String, value: String)]
    package var limits: TransferLimits
    /// Redirects are followed for `GET` and `HEAD` only.
    package var method = "GET"
    package var body: [UInt8]?
    /// The path of a UNIX socket to connect to instead of the URL's host. Redirects are not followed then, and neither a
    /// proxy nor the address policy has a say.
    package var unixSocket: String?

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
    /// How long less than 100 bytes a second may arrive; whole seconds.
    package var stall: Duration = .seconds(15)
    package var whole: Duration = .seconds(60)

    package init() {}
}
