/// A text whose links are kept as they are where it fits, and else become short ones, the longest first.
struct ShortenedText {
    private(set) var text: String
    /// In the order in which they were made.
    private(set) var links: [ShortLink] = []

    /// - Parameter site: what short links begin with; nil: there are none.
    init(_ text: String, site: String?, profile: String) {
        self.text = text
        guard let site else { return }
        while PostText.length(self.text) > PostText.maximumLength, shortenLongest(site, profile) {}
    }

    /// - Returns: false if nothing would become shorter.
    private mutating func shortenLongest(_ site: String, _ profile: String) -> Bool {
        let candidates = PostLink.ranges(in: text).compactMap {
            range -> (range: Range<String.Index>, link: ShortLink)? in
            let target = String(text[range])
            // As a redirect has to name it; what is beyond ASCII stays as its author wrote it.
            let isVisible = target.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            guard isVisible, target.utf8.count <= ShortLink.maximumTarget else { return nil }
            let link = ShortLink(to: target, by: profile)
            return (site + ShortLink.path(of: link.code)).count < target.count ? (range, link) : nil
        }
        guard let longest = candidates.max(by: { text[$0.range].count < text[$1.range].count }) else { return false }
        text.replaceSubrange(longest.range, with: site + ShortLink.path(of: longest.link.code))
        if !links.contains(longest.link) { links.append(longest.link) }
        return true
    }
}
