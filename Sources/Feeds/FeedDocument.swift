/// The bytes of a feed, with what the transfer knew of them.
package struct FeedDocument: Sendable {
    package let bytes: [UInt8]
    /// Where the bytes came from, after redirects; relative links are resolved against it.
    package let url: String?
    /// The value of the `Content-Type` header; only its charset is believed.
    package let contentType: String?

    package init(bytes: [UInt8], url: String? = nil, contentType: String? = nil) {
        self.bytes = bytes
        self.url = url
        self.contentType = contentType
    }
}
