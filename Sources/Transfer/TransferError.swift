/// Why a transfer produced no response.
package struct TransferError: Error, Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case timedOut = "timed-out"
        case unresolved
        case refused
        case reset
        case tls
        case tooLarge = "too-large"
        case addressRefused = "address-refused"
        case redirectLoop = "redirect-loop"
        /// The URL or a header cannot be sent, or the answer is not HTTP.
        case malformed
        case cancelled
        case shutDown = "shut-down"
        case other
    }

    package let kind: Kind
    /// For people: what happened, with the reason libcurl gave. Holds no header, body, credential or query string.
    package let detail: String

    package init(kind: Kind, detail: String) {
        self.kind = kind
        self.detail = detail
    }
}

extension TransferError: CustomStringConvertible {
    package var description: String { detail }
}
