internal import Foundation
internal import Hummingbird
internal import Timeline

/// A post with the conversation around it, and what it said before.
struct PostPages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/@{name}/{id}", use: pages.open(show))
        router.get("/@{name}/{id}/history", use: pages.open(history))
    }

    private var site: Site { pages.site }

    @Sendable private func show(_ visit: Visit) async throws -> PageAnswer {
        let seen = try await post(visit)
        let address = site.post(seen.post.id, of: seen.author.name)
        guard try isWhereItIs(seen, visit) else { return .moved(address) }
        guard
            let context = try await pages.reader.context(of: seen.post.id, for: visit.viewer, at: visit.now)
        else { throw PageError(.notFound) }
        var scene = PostScene(visit, site)
        let ancestors = context.ancestors.map { PostView($0, scene) }
        scene.isAlone = true
        if visit.member?.profile.id == seen.post.profileID {
            scene.clicks = try await pages.reader.clicks(ofPosts: [seen.post.id])
        }
        let view = PostView(seen, scene)
        var content = ThreadContent(
            heading: title(of: seen, visit.phrases),
            ancestors: ancestors,
            post: view,
            descendants: descendants(context, of: seen, visit),
            isClosed: seen.post.repliesClosed
        )
        if let member = visit.member, view.actions?.canReply == true {
            content.composer = try await ComposerView(pages.reader, member, visit.phrases, replyingTo: seen)
        }
        let isListed = seen.post.audience == .public && seen.author.isDiscoverable
        var page = Page(content.heading, path: isListed ? address : nil, content)
        page.summary = seen.post.warning.isEmpty ? seen.post.text : seen.post.warning
        page.openGraphType = "article"
        page.feeds = view.author
        return .page(page)
    }

    /// The post that an address names.
    ///
    /// - Throws: `PageError`.
    private func post(_ visit: Visit) async throws -> SeenPost {
        let (name, id) = (try visit.name(), try visit.id())
        if let seen = try await pages.reader.seen(id, by: visit.viewer, at: visit.now) {
            // A boost leads to what was boosted.
            guard seen.post.id != id || seen.author.name.lowercased() == name.lowercased() else {
                throw PageError(.notFound)
            }
            return seen
        }
        // Of what was not for everybody, strangers are not even told that it is gone.
        guard let gone = try await pages.reader.post(id: id), gone.deletedAt != nil, gone.audience.isOpen,
            gone.profileName.lowercased() == name.lowercased()
        else { throw PageError(.notFound) }
        throw PageError(.gone)
    }

    private func isWhereItIs(_ seen: SeenPost, _ visit: Visit) throws -> Bool {
        try visit.name() == seen.author.name && visit.id() == seen.post.id
    }

    private func title(of seen: SeenPost, _ phrases: PhraseBook) -> String {
        let words = seen.post.warning.isEmpty ? seen.post.title ?? seen.post.text : seen.post.warning
        return "\(seen.author.displayName): \(words.isEmpty ? phrases[PostPhrase.withoutText] : words)"
    }

    private func descendants(_ context: PostContext, of seen: SeenPost, _ visit: Visit) -> [PostView] {
        var depths = [seen.post.id: 0]
        return context.descendants.map { answer in
            var scene = PostScene(visit, site)
            scene.depth = (answer.post.replyToID.flatMap { depths[$0] } ?? 0) + 1
            depths[answer.post.id] = scene.depth
            return PostView(answer, scene)
        }
    }

    @Sendable private func history(_ visit: Visit) async throws -> PageAnswer {
        let seen = try await post(visit)
        guard try isWhereItIs(seen, visit) else { return .moved(site.history(of: seen.post.id, by: seen.author.name)) }
        guard
            let versions = try await pages.reader.history(ofPost: seen.post.id, for: visit.viewer, at: visit.now)
        else { throw PageError(.notFound) }
        let content = HistoryContent(
            author: ProfileView(seen.author, site: site),
            address: site.post(seen.post.id, of: seen.author.name),
            versions: versions.reversed().map {
                HistoryContent.Version(
                    when: visit.phrases[PostPhrase.versionOf, visit.phrases.when($0.writtenAt)],
                    warning: $0.warning.isEmpty ? nil : $0.warning,
                    postLanguage: seen.post.language ?? seen.author.language,
                    parts: TextPart.all(of: $0.text, mentioned: seen.mentions, site: site)
                )
            }
        )
        return .page(Page("\(visit.phrases[PostPhrase.history]) · \(seen.author.displayName)", content))
    }
}

struct ThreadContent: PageContent {
    let heading: String
    let ancestors: [PostView]
    let post: PostView
    let descendants: [PostView]
    let isClosed: Bool
    var composer: ComposerView?

    var template: Template { .post }
}

struct HistoryContent: PageContent {
    let author: ProfileView
    let address: String
    /// The newest first.
    let versions: [Version]

    struct Version: Sendable {
        let when: String
        let warning: String?
        let postLanguage: String?
        let parts: [TextPart]
    }

    var template: Template { .history }
}
