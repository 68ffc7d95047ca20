internal import Hummingbird
internal import Timeline

/// Where people sign in, and out.
struct LoginPages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/login", use: pages.open(show))
        router.post("/login", use: pages.form(signIn))
        router.post("/logout", use: pages.change(signOut))
    }

    @Sendable private func show(_ visit: Visit) async throws -> PageAnswer {
        let next = try visit.query().text("next").flatMap(OwnPath.init) ?? .home
        return .page(page(visit, name: "", next: next))
    }

    @Sendable private func signIn(_ visit: Visit, _ form: SentForm, _ isOurs: Bool) async throws -> PageAnswer {
        let name = form.text("name")
        let next = form.parameters.text("next").flatMap(OwnPath.init) ?? .home
        func again(_ problem: SignInPhrase, _ status: HTTPResponse.Status = .unprocessableContent) -> PageAnswer {
            .page(page(visit, name: name, next: next, problem: problem, status))
        }
        guard isOurs else { return again(.formTooOld, .forbidden) }
        let password = form.parameters.text("password") ?? ""
        guard let person = try await pages.signIn.person(name, password: password, from: visit.address) else {
            return again(.wrongPassword)
        }
        guard let profile = person.profile else { return again(.speaksForNobody) }
        if let old = visit.member?.session.secret { try await pages.store.revoke(old) }
        return try await pages.begin(person.account, as: profile, visit, next: next)
    }

    private func page(
        _ visit: Visit,
        name: String,
        next: OwnPath,
        problem: SignInPhrase? = nil,
        _ status: HTTPResponse.Status = .ok
    ) -> Page {
        let content = LoginContent(
            name: name,
            next: next.text,
            leadsOn: next != .home,
            signedInAs: visit.member.map { visit.phrases[SignInPhrase.signedInAs, "@\($0.profile.name)"] },
            problem: problem.map { visit.phrases[$0] }
        )
        var page = Page(visit.phrases[FramePhrase.signIn], content)
        page.isPersonal = true
        page.status = status
        return page
    }

    @Sendable private func signOut(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        try await pages.store.revoke(member.session.secret)
        let cookie = Session.setCookie(nil, isSecure: pages.site.isSecure)
        return .done(pages.site.home, cookies: [cookie])
    }
}

extension Pages {
    /// Signs somebody in on this browser, who goes on at `next`.
    func begin(
        _ account: AccountRecord,
        as profile: ProfileRecord,
        _ visit: Visit,
        next: OwnPath
    ) async throws -> PageAnswer {
        let secret = try await Session.begin(account, as: profile, request: visit.request, store: store, at: visit.now)
        return .done(next.text, cookies: [Session.setCookie(secret, isSecure: site.isSecure)])
    }
}

private struct LoginContent: PageContent {
    let name: String
    let next: String
    /// Something is waiting for it.
    let leadsOn: Bool
    let signedInAs: String?
    let problem: String?

    var template: Template { .login }
}
