internal import Foundation
internal import Hummingbird
internal import Timeline

/// The lists of a profile, and who is on them.
struct ListPages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/lists", use: pages.own { visit, member in .page(try await overview(visit, member)) })
        router.post("/lists", use: pages.change(create))
        router.get("/lists/{id}", use: pages.own(show))
        router.get("/lists/{id}/edit", use: pages.own { .page(try await members($0, $1)) })
        router.post("/lists/{id}/edit", use: pages.change(rename))
        router.post("/lists/{id}/add", use: pages.change(addMember))
        router.post("/lists/{id}/remove", use: pages.change(removeMember))
        router.post("/lists/{id}/delete", use: pages.change(delete))
    }

    private var store: TimelineStore { pages.store }

    // MARK: - All of them

    private func overview(
        _ visit: Visit,
        _ member: Member,
        typed title: String = "",
        problem: String? = nil
    ) async throws -> Page {
        let lists = try await pages.reader.lists(of: member.profile.id)
        let content = ListsContent(
            lists: lists.map { ListView(id: $0.id, title: $0.title) },
            typed: title,
            problem: problem
        )
        var page = Page(visit.phrases[FramePhrase.lists], content)
        if problem != nil { page.status = .unprocessableContent }
        return page
    }

    @Sendable private func create(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        let title = form.text("title")
        do {
            let list = try await store.addList(title, by: member.profile.id)
            return .done("/lists/\(list.id)/edit")
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let problem = RefusalWords(refusal, visit.phrases).text
            return .page(try await overview(visit, member, typed: title, problem: problem))
        }
    }

    // MARK: - One

    @Sendable private func show(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let list = try await list(visit, member)
        var content = TimelineContent(
            heading: list.title,
            hint: visit.phrases[ListPhrase.emptyListHint]
        )
        content.list = ListView(id: list.id, title: list.title)
        return try await pages.timeline(.list(list.id), visit, at: "/lists/\(list.id)", content)
    }

    private func members(
        _ visit: Visit,
        _ member: Member,
        typed: (title: String?, name: String) = (nil, ""),
        problem: String? = nil,
        nameProblem: String? = nil
    ) async throws -> Page {
        let list = try await list(visit, member)
        let people = try await pages.reader.people(
            .list(list.id),
            for: visit.viewer,
            PageQuery(limit: Self.maximumShown),
            at: visit.now
        )
        let content = MembersContent(
            id: list.id,
            heading: list.title,
            typedTitle: typed.title ?? list.title,
            typedName: typed.name,
            isExclusive: list.isExclusive,
            policies: ListRecord.RepliesPolicy.allCases.map {
                ComposerView.Choice(
                    value: $0.rawValue,
                    label: visit.phrases[$0.phrase],
                    isChosen: $0 == list.repliesPolicy
                )
            },
            members: people.map { PersonView($0, site: pages.site) },
            titleProblem: problem,
            nameProblem: nameProblem
        )
        var page = Page(list.title, content)
        if problem != nil || nameProblem != nil { page.status = .unprocessableContent }
        return page
    }

    private static let maximumShown = 500

    @Sendable private func rename(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        var list = try await list(visit, member)
        list.title = form.text("title")
        list.isExclusive = form.parameters.flag("exclusive") == true
        list.repliesPolicy = ListRecord.RepliesPolicy(rawValue: form.text("policy")) ?? list.repliesPolicy
        do {
            try await store.update(list)
            return .done("/lists/\(list.id)/edit")
        } catch let refusal as Refusal where refusal.kind == .invalid {
            let problem = RefusalWords(refusal, visit.phrases).text
            return .page(try await members(visit, member, typed: (list.title, ""), problem: problem))
        }
    }

    @Sendable private func addMember(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        let list = try await list(visit, member)
        let name = form.text("name")
        let plain = name.hasPrefix("@") ? String(name.dropFirst()) : name
        guard let profile = try await pages.reader.profile(named: plain, for: visit.viewer) else {
            let problem = visit.phrases[WritingPhrase.noSuchProfileNamed]
            return .page(try await members(visit, member, typed: (nil, name), nameProblem: problem))
        }
        try await store.setMembers([profile.id], areIn: true, list: list.id, of: member.profile.id)
        return .done("/lists/\(list.id)/edit")
    }

    @Sendable private func removeMember(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        let list = try await list(visit, member)
        let profiles = form.parameters.ids("profile")
        try await store.setMembers(profiles, areIn: false, list: list.id, of: member.profile.id)
        return .done("/lists/\(list.id)/edit")
    }

    @Sendable private func delete(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        try await store.removeList(visit.id(), of: member.profile.id)
        return .done("/lists")
    }

    /// - Throws: `PageError` if it is none of the member's.
    private func list(_ visit: Visit, _ member: Member) async throws -> ListRecord {
        let id = try visit.id()
        let list = try await pages.reader.lists(of: member.profile.id).first { $0.id == id }
        guard let list else { throw PageError(.notFound) }
        return list
    }
}

extension ListRecord.RepliesPolicy {
    fileprivate var phrase: ListPhrase {
        switch self {
        case .followed: .repliesToFollowed
        case .list: .repliesToMembers
        case .none: .noReplies
        }
    }
}

private struct ListsContent: PageContent {
    let lists: [ListView]
    let typed: String
    let problem: String?

    var template: Template { .lists }
}

private struct MembersContent: PageContent {
    let id: Int64
    let heading: String
    let typedTitle: String
    let typedName: String
    let isExclusive: Bool
    let policies: [ComposerView.Choice]
    let members: [PersonView]
    let titleProblem: String?
    let nameProblem: String?

    var template: Template { .members }
}
