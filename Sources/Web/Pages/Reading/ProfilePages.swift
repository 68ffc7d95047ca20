internal import Foundation
internal import Hummingbird
internal import Timeline

/// What a profile says, and of itself.
struct ProfilePages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/@{name}", use: pages.open { try await show($0, withReplies: false) })
        router.get("/@{name}/with_replies", use: pages.open { try await show($0, withReplies: true) })
        router.get("/@{name}/avatar.svg", use: pages.open(avatar))
    }

    private var site: Site { pages.site }

    private func show(_ visit: Visit, withReplies: Bool) async throws -> PageAnswer {
        let ending = withReplies ? "/with_replies" : ""
        let paging = try Paging(visit.request)
        let (profile, moved) = try await pages.profile(visit) { site.profile($0) + ending + paging.query }
        if let moved { return moved }
        let sources = try await pages.reader.sources(of: profile.id)
        var filter = TimelineSource.ProfileFilter()
        filter.withoutReplies = !withReplies
        let source = try visit.query().text("source").flatMap { $0.isEmpty ? nil : $0 }
        if let source {
            // Its address says the same, to those who know it.
            let found = sources.first { SourceView.key($0.url) == source || $0.url == source }
            guard let found else { throw PageError(.notFound) }
            filter.feedURL = found.url
        }
        let base =
            site.profile(profile.name) + ending + (filter.feedURL.map { "?source=\(SourceView.key($0))" } ?? "")
        guard
            let slice = try await Slice.read(
                paging,
                id: \.id,
                { try await entries(of: profile, filter, visit, $0) }
            )
        else { return .found(base) }
        var scene = PostScene(visit, site)
        scene.showsSource = sources.count > 1 && filter.feedURL == nil
        let pinned = try await pinned(
            of: profile,
            filter,
            visit,
            isShown: paging == .newest && source == nil && !withReplies
        )
        let head = try await head(of: profile, visit)
        if head.isOwn {
            let own = (slice.elements + pinned).map(\.post.post).filter { $0.profileID == profile.id }
            scene.clicks = try await pages.reader.clicks(ofPosts: own.map(\.id))
        }
        var content = ProfileContent(
            head: head,
            tabs: tabs(of: profile, visit.phrases, withReplies: withReplies),
            source: sources.first { $0.url == filter.feedURL }.map { SourceView.link($0, of: profile.name, site) },
            sources: sources.count > 1 ? sources.prefix(100).map { SourceView.link($0, of: profile.name, site) } : [],
            posts: slice.elements.map { PostView($0, scene) }
        )
        scene.isRepeated = true
        content.pinned = pinned.map { PostView($0, scene) }
        return .page(page(of: profile, content, paging, slice, base, visit.phrases))
    }

    private func entries(
        of profile: ProfileRecord,
        _ filter: TimelineSource.ProfileFilter,
        _ visit: Visit,
        _ query: PageQuery
    ) async throws -> [TimelineEntry] {
        try await pages.reader.timeline(.profile(profile.id, filter), for: visit.viewer, query, at: visit.now)
    }

    private func pinned(
        of profile: ProfileRecord,
        _ filter: TimelineSource.ProfileFilter,
        _ visit: Visit,
        isShown: Bool
    ) async throws -> [TimelineEntry] {
        guard isShown else { return [] }
        var filter = filter
        filter.onlyPinned = true
        return try await entries(of: profile, filter, visit, PageQuery(limit: 5))
    }

    private func page(
        of profile: ProfileRecord,
        _ content: ProfileContent,
        _ paging: Paging,
        _ slice: Slice<TimelineEntry>,
        _ base: String,
        _ phrases: PhraseBook
    ) -> Page {
        let name = "\(profile.displayName) (@\(profile.name))"
        let title = content.source.map { "\($0.word) · \(name)" } ?? name
        var page = Page(
            paging == .newest ? title : "\(phrases[ReadingPhrase.olderPosts]) · \(title)",
            path: profile.isDiscoverable ? base.with(paging) : nil,
            content
        )
        page.summary = profile.bio.isEmpty ? name : profile.bio
        page.openGraphType = "profile"
        page.feeds = content.head.profile
        page.lead(beside: slice, of: base)
        return page
    }

    private func tabs(of profile: ProfileRecord, _ phrases: PhraseBook, withReplies: Bool) -> [TabView] {
        let home = site.profile(profile.name)
        return [
            TabView(label: phrases[ProfilePhrase.posts], target: home, isHere: !withReplies),
            TabView(label: phrases[ProfilePhrase.withReplies], target: home + "/with_replies", isHere: withReplies),
        ]
    }

    private func head(of profile: ProfileRecord, _ visit: Visit) async throws -> ProfileHead {
        var head = ProfileHead(profile, visit.phrases, site)
        guard let member = visit.member else { return head }
        head.isOwn = member.profile.id == profile.id
        guard !head.isOwn else { return head }
        let relationships = try await pages.reader.relationships(of: visit.viewer, to: [profile.id], at: visit.now)
        let lists = try await pages.reader.lists(of: member.profile.id)
        let holding = try await pages.reader.lists(of: member.profile.id, holding: profile.id).map(\.id)
        head.relation = relationships.first.map { relationship in
            RelationView(
                relationship,
                profile,
                lists: lists.map { RelationView.List(id: $0.id, title: $0.title, holdsIt: holding.contains($0.id)) }
            )
        }
        return head
    }

    @Sendable private func avatar(_ visit: Visit) async throws -> PageAnswer {
        guard let profile = try await pages.reader.profile(named: visit.name()) else { throw PageError(.notFound) }
        return .other(AvatarPicture(profile).representation)
    }
}

extension Pages {
    /// The profile that an address names.
    ///
    /// - Parameter address: of the same page, by the name as the profile writes it.
    /// - Returns: with the way there if the address writes it otherwise.
    /// - Throws: `PageError` if there is none, or none for whoever asks.
    func profile(
        _ visit: Visit,
        address: (String) -> String
    ) async throws -> (profile: ProfileRecord, moved: PageAnswer?) {
        let name = try visit.name()
        guard let profile = try await reader.profile(named: name, for: visit.viewer) else {
            throw PageError(.notFound)
        }
        return (profile, profile.name == name ? nil : .moved(address(profile.name)))
    }
}

struct ProfileContent: PageContent {
    let head: ProfileHead
    let tabs: [TabView]
    /// The one that is shown alone.
    let source: TextPart.WordLink?
    let sources: [TextPart.WordLink]
    var pinned: [PostView] = []
    let posts: [PostView]

    var template: Template { .profile }
}

/// What stands above a profile's posts.
struct ProfileHead: Sendable {
    let profile: ProfileView
    let banner: String?
    let bio: [TextPart]
    let bioLanguage: String?
    let website: LinkView?
    let fields: [Field]
    let isLocked: Bool
    let counts: [TextPart.WordLink]
    var isOwn = false
    /// nil for strangers and for one's own.
    var relation: RelationView?

    struct Field: Sendable {
        let label: String
        let value: [TextPart]
    }

    init(_ profile: ProfileRecord, _ phrases: PhraseBook, _ site: Site) {
        self.profile = ProfileView(profile, site: site)
        banner = profile.header.map(site.media)
        bio = TextPart.all(of: profile.bio, site: site)
        bioLanguage = profile.language
        website = profile.url.flatMap(WebLink.init).map { LinkView($0) }
        fields = profile.fields.map { Field(label: $0.name, value: TextPart.all(of: $0.value, site: site)) }
        isLocked = profile.isLocked
        let home = site.profile(profile.name)
        counts = [
            (ProfilePhrase.postCount, profile.postCount, ""),
            (.followingCount, profile.followingCount, "/following"),
            (.followerCount, profile.followerCount, "/followers"),
        ].map { TextPart.WordLink(word: phrases[$0.0, count: $0.1], target: home + $0.2) }
    }
}

/// What somebody who is signed in is to a profile, and can be.
struct RelationView: Sendable {
    let id: Int64
    let name: String
    let isFollowed: Bool
    let isRequested: Bool
    let followsYou: Bool
    let hasRequested: Bool
    let isBlocked: Bool
    let isMuted: Bool
    let canFollow: Bool
    let lists: [List]

    struct List: Sendable {
        let id: Int64
        let title: String
        let holdsIt: Bool
    }

    init(_ relationship: Relationship, _ profile: ProfileRecord, lists: [List]) {
        id = profile.id
        name = profile.name
        isFollowed = relationship.isFollowed
        isRequested = relationship.isRequested
        followsYou = relationship.isFollower
        hasRequested = relationship.hasRequested
        isBlocked = relationship.isBlocked
        isMuted = relationship.isMuted
        canFollow = !isFollowed && !isRequested
        self.lists = lists
    }
}
