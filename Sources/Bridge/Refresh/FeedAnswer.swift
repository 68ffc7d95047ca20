internal import Feeds
internal import Foundation
internal import Timeline

/// What asking a source came to.
enum FeedAnswer: Sendable {
    /// The source says that nothing changed; validators it repeated are in force from now on.
    case unchanged(etag: String?, lastModified: String?, freshFor: Duration?)
    case document(FetchedDocument)
    case failed(FetchFailure)
    /// 410: the publisher took it down for good.
    case gone
    /// We broke it off: nothing is known of the source.
    case interrupted
}

/// A document and how it came.
struct FetchedDocument: Sendable {
    var bytes: [UInt8]
    /// Where it was found: the base of its relative links.
    var url: String?
    var contentType: String?
    var linkHeaders: [String] = []
    var etag: String?
    var lastModified: String?
    var freshFor: Duration?
    /// It shows what changed only (226, RFC 3229): items that are left out mean nothing.
    var isDelta = false
    /// Every hop on the way was a permanent redirect, and there was one.
    var isMoved = false
}

/// Why a source brought nothing.
struct FetchFailure: Sendable, Equatable {
    /// A closed set of words, fit for a metric label.
    var kind: String
    /// For the owner: what happened, and what to do where something can be done.
    var detail: String
    /// The server's answer to our being there at all (401, 403, 404): not likely to pass by itself.
    var isRefusal = false
    var retryAfter: Duration?
    /// 429: nothing on this host is asked for a while, for as long as `retryAfter` says.
    var holdsHost = false

    /// A document that is no feed: the address is wrong, or the site is not well.
    init(_ error: FeedError, of feed: FeedRecord) {
        kind = error.kind.rawValue
        let advice =
            feed.isPrimed
            ? "a feed was there before, so the site may be in trouble" : "feedline discover finds the feed of a site"
        detail = error.kind == .limits ? error.detail : "\(error.detail); \(advice)"
    }

    init(kind: String, detail: String, isRefusal: Bool = false, retryAfter: Duration? = nil, holdsHost: Bool = false) {
        self.kind = kind
        self.detail = detail
        self.isRefusal = isRefusal
        self.retryAfter = retryAfter
        self.holdsHost = holdsHost
    }

    static let gone = FetchFailure(kind: "gone", detail: "the publisher took it down (410)")
    static let truncated = FetchFailure(
        kind: "truncated",
        detail: "the document breaks off; it is asked for once more before anything is posted"
    )
}
