package import Foundation

/// What makes the next request conditional (RFC 9110 section 13).
package struct PollValidators: Sendable, Equatable {
    /// Byte for byte as received, one scalar a byte.
    package var etag: String?
    package var lastModified: String?
    /// SHA-256 of the last document that was taken in.
    package var bodyHash: Data?
    /// When an unconditional answer last renewed them.
    package var renewedAt: Date?

    package init(etag: String? = nil, lastModified: String? = nil, bodyHash: Data? = nil, renewedAt: Date? = nil) {
        self.etag = etag
        self.lastModified = lastModified
        self.bodyHash = bodyHash
        self.renewedAt = renewedAt
    }
}
