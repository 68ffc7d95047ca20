package import Timeline

extension ItemQuery {
    /// What a person names an item by: an address in any of its spellings, a guid, or a post's number or page.
    package init(_ subject: String) {
        let last = subject.split(separator: "/").last.map(String.init) ?? subject
        self.init(
            text: subject,
            linkHash: CanonicalLink(subject).map { .init(of: $0.text) },
            postID: Int64(subject) ?? (subject.contains("/@") ? Int64(last) : nil)
        )
    }
}
