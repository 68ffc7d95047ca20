internal import Timeline

/// How much still fits into a post.
struct Room: Sendable, Equatable {
    /// In grapheme clusters.
    var length: Int
    var scalars: Int

    func holds(_ text: String) -> Bool {
        let bytes = text.utf8.count
        if bytes <= min(length, scalars) { return true }
        guard bytes <= scalars || text.unicodeScalars.count <= scalars else { return false }
        let end = text.index(text.startIndex, offsetBy: max(0, length), limitedBy: text.endIndex)
        return end == nil || end == text.endIndex
    }
}
