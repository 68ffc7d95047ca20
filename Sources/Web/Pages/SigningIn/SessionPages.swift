internal import Foundation
internal import Hummingbird
internal import Timeline

/// Where somebody is signed in, and the password.
struct SessionPages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/settings/sessions", use: pages.own(show))
        router.post("/settings/sessions/{id}/revoke", use: pages.change(revoke))
        router.post("/settings/password", use: pages.change(changePassword))
    }

    @Sendable private func show(_ visit: Visit, _ member: Member) async throws -> PageAnswer {
        let isChanged = try visit.query().has("changed")
        return .page(try await page(visit, member, isChanged: isChanged))
    }

    @Sendable private func revoke(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        let id = try visit.id()
        try await pages.store.revokeGrant(id, ofAccount: member.account.id)
        guard id == member.session.identity.tokenID else { return .done("/settings/sessions") }
        return .done(pages.site.home, cookies: [Session.setCookie(nil, isSecure: pages.site.isSecure)])
    }

    @Sendable private func changePassword(
        _ visit: Visit,
        _ member: Member,
        _ form: SentForm
    ) async throws -> PageAnswer {
        let old = form.parameters.text("old_password") ?? ""
        guard let hash = member.account.password, try await pages.signIn.matches(hash, old) else {
            return .page(try await page(visit, member, problem: visit.phrases[SessionPhrase.wrongOldPassword]))
        }
        let choice = PasswordChoice(form.parameters)
        if let problem = choice.problem {
            return .page(try await page(visit, member, problem: PasswordChoice.words(problem, visit.phrases)))
        }
        try await pages.store.setPassword(try await pages.signIn.hash(choice.password), ofAccount: member.account.name)
        guard let next = OwnPath("/settings/sessions?changed") else { return .done(pages.site.home) }
        return try await pages.begin(member.account, as: member.profile, visit, next: next)
    }

    private func page(
        _ visit: Visit,
        _ member: Member,
        problem: String? = nil,
        isChanged: Bool = false
    ) async throws -> Page {
        let grants = try await pages.reader.grants(ofAccount: member.account.id)
        let views = grants.map { GrantView($0, member.session.identity, visit.phrases) }
        var page = Page(
            visit.phrases[FramePhrase.sessions],
            SessionsContent(
                browsers: views.filter(\.isSession),
                programs: views.filter { !$0.isSession },
                accountName: member.account.name,
                hint: PasswordChoice.hint(visit.phrases),
                problem: problem,
                isChanged: isChanged,
                minimumLength: PasswordHash.minimumLength
            )
        )
        page.status = problem == nil ? .ok : .unprocessableContent
        return page
    }
}

private struct SessionsContent: PageContent {
    let browsers: [GrantView]
    let programs: [GrantView]
    let accountName: String
    let hint: String
    let problem: String?
    let isChanged: Bool
    let minimumLength: Int

    var template: Template { .sessions }
}

private struct GrantView: Sendable {
    let id: Int64
    let label: String
    let isSession: Bool
    let isThis: Bool
    let speaksAs: String?
    let scopes: String?
    let lastUsed: String
    let since: String

    init(_ grant: GrantRecord, _ identity: Identity, _ phrases: PhraseBook) {
        id = grant.id
        label = grant.label
        isSession = grant.isSession
        isThis = grant.id == identity.tokenID
        speaksAs = grant.profileName.map { phrases[SessionPhrase.speaksAs, "@\($0)"] }
        scopes = grant.isSession ? nil : phrases[SessionPhrase.mayDo, grant.scopes.text]
        lastUsed = phrases[SessionPhrase.lastUsed, phrases.when(grant.usedAt)]
        since = phrases[SessionPhrase.since, phrases.when(grant.createdAt)]
    }
}
