/// What the attributes of an `img` say, scripts that would load it later among them.
struct ImageTag {
    private var src: [UInt8] = []
    /// Where lazy loaders keep the address while `src` holds a placeholder.
    private var lazy: [UInt8] = []
    private var set: [UInt8] = []

    /// Whether `name` is one of the attributes that say where the picture is. `value` is still escaped.
    mutating func read(_ name: String, _ value: MarkupAttributes.Bytes) -> Bool {
        switch name {
        case "src": if src.isEmpty { src = EscapedText.decoded(value) }
        case "data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file", "data-full-url":
            if lazy.isEmpty { lazy = EscapedText.decoded(value) }
        case "srcset", "data-srcset", "data-lazy-srcset": if set.isEmpty { set = EscapedText.decoded(value) }
        default: return false
        }
        return true
    }

    /// The address of the picture itself, as far as the tag tells.
    var source: [UInt8]? {
        if !src.isEmpty, !isPlaceholder(src) { return src }
        if !lazy.isEmpty { return lazy }
        return largestOfSet ?? (src.isEmpty ? nil : src)
    }

    private func isPlaceholder(_ address: [UInt8]) -> Bool {
        if address.starts(with: "data:".utf8) || address.starts(with: "about:".utf8) { return true }
        return TrackingPixel.isSpacer(address)
    }

    /// The candidate with the greatest width or density: `a.jpg 300w, b.jpg 600w`.
    private var largestOfSet: [UInt8]? {
        var best: (address: [UInt8], size: Double)?
        var address: [UInt8]?
        for word in set.split(whereSeparator: { $0 <= 0x20 }) {
            let isLast = word.last == UInt8(ascii: ",")
            let word = isLast ? word.dropLast() : word
            if let candidate = address {
                let size = Double(String(decoding: word.dropLast(), as: UTF8.self)) ?? 0
                if size > best?.size ?? -1 { best = (candidate, size) }
                address = nil
            } else if isLast {
                if best == nil { best = (Array(word), 0) }
            } else {
                address = Array(word)
            }
        }
        return best?.address ?? address
    }
}

/// Pictures that nobody is meant to see.
enum TrackingPixel {
    /// Counters and share buttons seen in feeds.
    private static let counters = [
        "feeds.feedburner.com/~", "feedproxy.google.com/~", "feedsportal.com/", "doubleclick.net/", "/pixel.wp.com/",
        "://pixel.wp.com/", "://stats.wordpress.com/", "://pixel.", "/tracking/", "/tracker/", "/track/",
        "/tracking-pixel",
        "/pixel.gif", "/pixel.png", "/pixel?", "/beacon", "/1x1", "google-analytics.com/", "googlesyndication.com/",
        "quantserve.com/", "scorecardresearch.com/", "feedblitz.com/", "/count.gif", "/counter.php", "/counter/",
        "/piwik.php", "/matomo.php", "analytics.", "/open.gif", "rss.buysellads.com", "/share-buttons/", "/wp-smilies/",
        "s.w.org/images/core/emoji/", "/smilies/", "/emoji/", "api.follow.it/", "medium.com/_/stat", "vgwort.de/",
        "/syndicated-content/", "mf.feeds.reuters.com", "/badges/", "img.shields.io/",
    ].map { Array($0.utf8) }

    private static let spacers = [
        "spacer.", "blank.gif", "blank.png", "clear.gif", "cleardot.gif", "transparent.gif", "transparent.png",
        "/trans.gif",
        "/trans.png", "placeholder.", "/grey.gif", "/gray.gif", "loading.gif", "lazyload", "lazy-load", "1x1.",
    ].map { Array($0.utf8) }

    /// Whether `address` is known for counting readers.
    static func isCounter(_ address: some Collection<UInt8>) -> Bool { contains(counters, in: address) }

    /// Whether `address` is one of a picture of nothing.
    static func isSpacer(_ address: some Collection<UInt8>) -> Bool { contains(spacers, in: address) }

    private static func contains(_ needles: [[UInt8]], in address: some Collection<UInt8>) -> Bool {
        let address = address.prefix(1024).map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 | 0x20 : $0 }
        return address.withUnsafeBufferPointer { haystack in
            needles.contains { needle in
                guard haystack.count >= needle.count else { return false }
                return (0...haystack.count - needle.count).contains { start in
                    haystack[start] == needle[0] && haystack[start...].starts(with: needle)
                }
            }
        }
    }
}
