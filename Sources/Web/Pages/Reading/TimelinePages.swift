internal import Foundation
internal import Hummingbird
internal import Timeline

/// Timelines of many profiles: one's own, everybody's, those of a tag.
struct TimelinePages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/", use: pages.open(home))
        router.get("/everybody", use: pages.open(everybody))
        router.get("/tags/{name}", use: pages.open(tag))
        router.get("/favourites", use: pages.own(favourites))
        router.get("/bookmarks", use: pages.own(bookmarks))
        for action in ["follow", "unfollow"] {
            let handler = pages.change { visit, member, _ in try await follow(action == "follow", visit, member) }
            router.post("/tags/{name}/\(action)", use: handler)
        }
    }

    @Sendable private func home(_ visit: Visit) async throws -> PageAnswer {
        let phrases = visit.phrases
        guard let member = visit.member else {
            let heading = phrases[ReadingPhrase.newestPosts]
            let content = TimelineContent(heading: heading, hint: phrases[ReadingPhrase.emptyHint])
            return try await pages.timeline(.everybody, visit, at: pages.site.home, content) { page, paging in
                page.title = paging == .newest ? pages.site.name : "\(page.title) · \(pages.site.name)"
                page.summary = phrases[ReadingPhrase.description, pages.site.name]
            }
        }
        var content = TimelineContent(
            heading: phrases[FramePhrase.home],
            hint: phrases[ReadingPhrase.emptyHomeHint]
        )
        content.tabs = .timelines(phrases, isHome: true)
        content.composer = try await ComposerView(pages.reader, member, phrases)
        return try await pages.timeline(.home, visit, at: pages.site.home, content)
    }

    @Sendable private func everybody(_ visit: Visit) async throws -> PageAnswer {
        let heading = visit.phrases[FramePhrase.everybody]
        var content = TimelineContent(heading: heading, hint: visit.phrases[ReadingPhrase.emptyHint])
        if visit.member != nil { content.tabs = .timelines(visit.phrases, isHome: false) }
        return try await pages.timeline(.everybody, visit, at: "/everybody", content)
    }

    @Sendable private func tag(_ visit: Visit) async throws -> PageAnswer {
        let name = try visit.name()
        guard PostEntities.isHashtag(name) else { throw PageError(.notFound) }
        var content = TimelineContent(heading: "#\(name)", hint: visit.phrases[ReadingPhrase.emptyTagHint])
        if let member = visit.member {
            let followed = try await pages.reader.followedTags(of: member.profile.id)
            content.tag = TagView(
                path: pages.site.tag(name),
                isFollowed: followed.contains(PostText.foldedTag(name))
            )
        }
        return try await pages.timeline(.tag(name), visit, at: pages.site.tag(name), content)
    }

    private func follow(_ isFollowed: Bool, _ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let name = try visit.name()
        guard PostEntities.isHashtag(name) else { throw PageError(.notFound) }
        try await pages.store.followTag(name, isFollowed, by: member.profile.id)
        return .done(visit.here.text)
    }

    @Sendable private func favourites(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let content = TimelineContent(heading: visit.phrases[FramePhrase.favourites])
        return try await pages.timeline(.favourites, visit, at: "/favourites", content)
    }

    @Sendable private func bookmarks(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let content = TimelineContent(heading: visit.phrases[FramePhrase.bookmarks])
        return try await pages.timeline(.bookmarks, visit, at: "/bookmarks", content)
    }
}

extension Pages {
    /// A page of a timeline.
    ///
    /// - Parameters:
    ///   - base: its address.
    ///   - content: all but the posts.
    func timeline(
        _ source: TimelineSource,
        _ visit: Visit,
        at base: String,
        _ content: TimelineContent,
        _ finish: (inout Page, Paging) -> Void = { _, _ in }
    ) async throws -> PageAnswer {
        let paging = try Paging(visit.request)
        guard
            let slice = try await Slice.read(
                paging,
                id: \.id,
                { try await reader.timeline(source, for: visit.viewer, $0, at: visit.now) }
            )
        else { return .found(base) }
        var content = content
        if paging != .newest { content.composer = nil }
        content.posts = slice.elements.map { PostView($0, PostScene(visit, site)) }
        let title =
            paging == .newest ? content.heading : "\(visit.phrases[ReadingPhrase.olderPosts]) · \(content.heading)"
        var page = Page(title, path: base.with(paging), content)
        page.lead(beside: slice, of: base)
        finish(&page, paging)
        return .page(page)
    }
}

/// Posts, and what stands above them.
struct TimelineContent: PageContent {
    let heading: String
    /// What an empty timeline waits for.
    var hint: String?
    var tabs: [TabView] = []
    var tag: TagView?
    var list: ListView?
    var composer: ComposerView?
    var posts: [PostView] = []

    var template: Template { .home }
}

/// One of several pages that belong together.
struct TabView: Sendable {
    let label: String
    let target: String
    let isHere: Bool
}

extension [TabView] {
    fileprivate static func timelines(_ phrases: PhraseBook, isHome: Bool) -> [TabView] {
        [
            TabView(label: phrases[FramePhrase.home], target: "/", isHere: isHome),
            TabView(label: phrases[FramePhrase.everybody], target: "/everybody", isHere: !isHome),
        ]
    }
}

/// A tag that can be followed.
struct TagView: Sendable {
    let path: String
    let isFollowed: Bool
}

/// A list whose timeline this is.
struct ListView: Sendable {
    let id: Int64
    let title: String
}
