/// What no honest feed comes near. Together they bound the work on a document by its length.
enum FeedLimits {
    /// In bytes, as UTF-8. The transfer's own cap is far below it.
    static let document = 32 << 20
    /// Of a document that came compressed, in bytes: as much as a transfer may bring.
    static let inflated = 5 << 20
    /// Of one `<…>`, in bytes. libxml2 compares each attribute with all others of its tag.
    static let tag = 64 << 10
    static let attributes = 256
    /// Namespaces in scope at once; libxml2 looks them up one after the other.
    static let namespaces = 256
    /// Elements inside each other. The push parser itself knows no limit.
    static let depth = 256
    /// Of one element, in bytes; what is longer is cut.
    static let text = 1 << 20
    /// What follows is left out.
    static let items = 2_000
    /// People, tags and files each, of a feed or an item; each is compared with those before it.
    static let listed = 500
    /// In bytes before the root element: warnings of a server, comments.
    static let prolog = 64 << 10
}
