/// A path of this site, with its query: where somebody goes after signing in, or goes on after a change.
struct OwnPath: Sendable, Hashable {
    let text: String

    static let home = OwnPath(written: "/")

    /// Longer than any address that is served.
    private static let maximumLength = 2_048

    /// nil for all that a browser could take for an address of another site: `//host`, and `/\host` and `/<TAB>/host`, which
    /// mean the same to it (the URL standard of WHATWG, sections 4.1 and 4.4).
    init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.first == 0x2F, bytes.dropFirst().first != 0x2F, bytes.count <= Self.maximumLength,
            bytes.allSatisfy({ 0x21...0x7E ~= $0 && $0 != 0x5C })
        else { return nil }
        self.text = text
    }

    private init(written text: String) { self.text = text }

    /// The place of a post on the page.
    func at(post id: Int64) -> String { text.prefix { $0 != "#" } + "#p\(id)" }
}
