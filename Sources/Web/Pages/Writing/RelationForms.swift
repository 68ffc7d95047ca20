internal import Foundation
internal import Hummingbird
internal import Timeline

/// What one profile is to become to another.
struct RelationForms {
    let pages: Pages

    private var store: TimelineStore { pages.store }

    func add(to router: Router<VisitContext>) {
        let changes: [(String, Change)] = [
            ("follow", { try await store.follow($0, by: $1, at: $2) }),
            ("unfollow", { id, own, _ in try await store.unfollow(id, by: own) }),
            ("block", { try await store.block($0, by: $1, at: $2) }),
            ("unblock", { id, own, _ in try await store.unblock(id, by: own) }),
            ("mute", { try await store.mute($0, by: $1, hidesNotifications: true, until: nil, at: $2) }),
            ("unmute", { id, own, _ in try await store.unmute(id, by: own) }),
            ("accept", { try await store.acceptFollower($0, of: $1, at: $2) }),
            ("reject", { id, own, _ in try await store.removeFollower(id, of: own) }),
            ("remove", { id, own, _ in try await store.removeFollower(id, of: own) }),
        ]
        for (name, change) in changes {
            let handler = pages.change { visit, member, form in
                try await change(other(visit), member.profile.id, visit.now)
                return .done(form.back.text)
            }
            router.post("/@{name}/\(name)", use: handler)
        }
        router.post("/@{name}/lists", use: pages.change(setLists))
        router.post("/switch", use: pages.change(switchProfile))
    }

    private typealias Change = @Sendable (_ other: Int64, _ own: Int64, _ now: Date) async throws -> Void

    /// Whom it is about. Of one who has blocked whoever asks, nothing is said.
    private func other(_ visit: Visit) async throws -> Int64 {
        guard let profile = try await pages.reader.profile(named: visit.name(), for: visit.viewer) else {
            throw PageError(.notFound)
        }
        return profile.id
    }

    /// Puts a profile on the lists that were ticked, and takes it from the others.
    @Sendable private func setLists(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        let other = try await other(visit)
        let own = member.profile.id
        let chosen = form.parameters.ids("list")
        let holding = try await pages.reader.lists(of: own, holding: other).map(\.id)
        for list in try await pages.reader.lists(of: own).map(\.id)
        where chosen.contains(list) != holding.contains(list) {
            try await store.setMembers([other], areIn: chosen.contains(list), list: list, of: own)
        }
        return .done(form.back.text)
    }

    /// Speaks as another profile from now on. Where it has news, one goes there.
    @Sendable private func switchProfile(
        _ visit: Visit,
        _ member: Member,
        _ form: SentForm
    ) async throws -> PageAnswer {
        guard let id = form.parameters.id("profile") else { throw PageError(.badRequest) }
        try await store.switchProfile(ofToken: member.session.identity.tokenID, to: id)
        let hasNews = try await pages.reader.unreadNotifications(of: id, limit: 1, at: visit.now) > 0
        return .done(hasNews ? "/notifications" : pages.site.home)
    }
}
