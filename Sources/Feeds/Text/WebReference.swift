/// References as RFC 3986 reads them, forgiving what feeds write.
package enum WebReference {
    /// The absolute URL that `reference` means, or nil if it means none that a reader could follow.
    package static func resolve(_ reference: String, against base: String?) -> String? {
        isWeb(reference) ? reference : nil
    }

    /// Whether `url` is an absolute `http` or `https` URL.
    package static func isWeb(_ url: String) -> Bool {
        url.hasPrefix("http://") || url.hasPrefix("https://")
    }
}
