internal import Foundation
internal import Timeline

/// Posts follow their items, where a feed asks for it.
extension Desk {
    /// What is to be done about a post.
    enum Revision {
        case now(PostEdit)
        /// It was edited within the hour; the document has to be read again.
        case later
    }

    private static let maximumEdits = 20
    private static let pause: TimeInterval = 3_600

    /// Compares a post with what its item says now.
    ///
    /// A post from before edits were followed is taken to say what its item says.
    ///
    /// - Returns: nil if there is nothing to be done.
    func revise(_ post: EditablePost, from draft: Draft) -> Revision? {
        let says = SourceDigest(draft.source, for: rules.template)
        guard let followed = post.followed else { return .now(PostEdit(postID: post.id, digest: says.data)) }
        let said = SourceDigest(followed.digest)
        let digest = says.completed(by: said)
        guard says.differs(from: said) else {
            // The template shows more than it did.
            return digest == said
                ? nil : .now(PostEdit(postID: post.id, digest: digest.data, refusal: followed.refusal))
        }
        return rewrite(post, followed, from: draft, digest.data)
    }

    private func rewrite(
        _ post: EditablePost,
        _ followed: FollowedEdits,
        from draft: Draft,
        _ digest: Data
    ) -> Revision? {
        func refused(_ reason: String) -> Revision { .now(PostEdit(postID: post.id, digest: digest, refusal: reason)) }
        if case .rejected(let reason) = rules.filter.judge(draft.source) { return refused(reason) }
        switch composer.compose(draft.source) {
        case .refused(let reason): return refused(reason)
        case .post(let composed):
            let words = newPost(composed, from: draft, for: rules.audience)
            guard words.isNews(to: post) else { return .now(PostEdit(postID: post.id, digest: digest)) }
            if followed.count >= Self.maximumEdits {
                return refused("it has followed its item \(followed.count) times, and follows no more")
            }
            if let last = followed.lastAt, 0..<Self.pause ~= now.timeIntervalSince(last) { return .later }
            return .now(PostEdit(postID: post.id, post: words, digest: digest))
        }
    }
}

extension NewPost {
    /// How an article begins is not worth an edit alone: counters and advertisements stand there, too.
    fileprivate func isNews(to post: EditablePost) -> Bool {
        var old = post.card
        var new = card
        old?.description = nil
        new?.description = nil
        return text != post.text || title != post.title || link != post.link || new != old
    }
}
