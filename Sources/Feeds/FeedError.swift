/// Why a document is not read as a feed.
package struct FeedError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// It is something else: a page, an image, JSON that is no feed.
        case notAFeed = "not-a-feed"
        case empty
        /// It passes a limit that no feed comes near; see `FeedLimits`.
        case limits
    }

    package let kind: Kind
    /// For people: what it is, or which limit it passes.
    package let detail: String

    package init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }

    package var description: String { detail }
}
