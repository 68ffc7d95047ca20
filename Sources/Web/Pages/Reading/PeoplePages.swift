internal import Foundation
internal import Hummingbird
internal import Timeline

/// Lists of profiles.
struct PeoplePages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/@{name}/followers", use: pages.open { try await related($0, isFollowers: true) })
        router.get("/@{name}/following", use: pages.open { try await related($0, isFollowers: false) })
        router.get("/requests", use: pages.own(requests))
        router.get("/settings/blocked", use: pages.own(blocked))
        router.get("/settings/muted", use: pages.own(muted))
    }

    private func related(_ visit: Visit, isFollowers: Bool) async throws -> PageAnswer {
        let ending = isFollowers ? "/followers" : "/following"
        let paging = try Paging(visit.request)
        let (profile, moved) = try await pages.profile(visit) { pages.site.profile($0) + ending + paging.query }
        if let moved { return moved }
        let isOwn = visit.member?.profile.id == profile.id
        let content = PeopleContent(
            heading: visit.phrases[isFollowers ? ProfilePhrase.followers : .following, profile.displayName],
            emptyText: visit.phrases[profile.hidesRelations && !isOwn ? ProfilePhrase.hidesThem : .nobody],
            action: isOwn && isFollowers ? .removal : nil
        )
        let source = isFollowers ? PeopleSource.followers(of: profile.id) : .following(of: profile.id)
        return try await show(source, visit, at: pages.site.profile(profile.name) + ending, content)
    }

    @Sendable private func requests(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let content = PeopleContent(
            heading: visit.phrases[FramePhrase.followRequests],
            emptyText: visit.phrases[ProfilePhrase.noRequests],
            action: .request
        )
        return try await show(.requests(to: member.profile.id), visit, at: "/requests", content)
    }

    @Sendable private func blocked(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let content = PeopleContent(
            heading: visit.phrases[ProfilePhrase.blockedProfiles],
            emptyText: visit.phrases[ProfilePhrase.nobody],
            action: .block
        )
        return try await show(.blocked(by: member.profile.id), visit, at: "/settings/blocked", content)
    }

    @Sendable private func muted(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let content = PeopleContent(
            heading: visit.phrases[ProfilePhrase.mutedProfiles],
            emptyText: visit.phrases[ProfilePhrase.nobody],
            action: .mute
        )
        return try await show(.muted(by: member.profile.id), visit, at: "/settings/muted", content)
    }

    private func show(
        _ source: PeopleSource,
        _ visit: Visit,
        at base: String,
        _ content: PeopleContent
    ) async throws -> PageAnswer {
        let paging = try Paging(visit.request)
        guard
            let slice = try await Slice.read(
                paging,
                id: \.id,
                { try await pages.reader.people(source, for: visit.viewer, $0, at: visit.now) }
            )
        else { return .found(base) }
        var content = content
        content.people = slice.elements.map { PersonView($0, site: pages.site, content.action) }
        var page = Page(content.heading, content)
        page.lead(beside: slice, of: base)
        return .page(page)
    }
}

struct PeopleContent: PageContent {
    let heading: String
    let emptyText: String
    let action: PersonView.Action?
    var people: [PersonView] = []

    var template: Template { .people }
}

/// A profile in a list, with what can be done about it there.
struct PersonView: Sendable {
    let id: Int64
    let profile: ProfileView
    let name: String
    let blurb: String?
    let blurbLanguage: String?
    let isRequest: Bool
    let isFollower: Bool
    let isBlocked: Bool
    let isMuted: Bool

    enum Action {
        case request
        case removal
        case block
        case mute
    }

    init(_ profile: ProfileRecord, site: Site, _ action: Action? = nil) {
        id = profile.id
        self.profile = ProfileView(profile, site: site)
        name = profile.name
        blurb = profile.bio.isEmpty ? nil : profile.bio
        blurbLanguage = profile.language
        isRequest = action == .request
        isFollower = action == .removal
        isBlocked = action == .block
        isMuted = action == .mute
    }
}
