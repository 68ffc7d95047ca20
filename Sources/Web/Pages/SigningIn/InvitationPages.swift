internal import Hummingbird
internal import Timeline

/// Where somebody who was let in chooses a password. Looking does not use the invitation up; what mail programs look at
/// before people do is still good.
struct InvitationPages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/invite/{secret}", use: pages.open(show))
        router.post("/invite/{secret}", use: pages.form(choose))
    }

    @Sendable private func show(_ visit: Visit) async throws -> PageAnswer {
        .page(page(visit, try await account(visit)))
    }

    @Sendable private func choose(_ visit: Visit, _ form: SentForm, _ isOurs: Bool) async throws -> PageAnswer {
        let account = try await account(visit)
        guard let account else { return .page(page(visit, nil)) }
        guard isOurs else { return .page(page(visit, account, .formTooOld)) }
        let choice = PasswordChoice(form.parameters)
        if let problem = choice.problem { return .page(page(visit, account, problem)) }
        let hash = try await pages.signIn.hash(choice.password)
        guard try await pages.store.redeem(.invitation, visit.name("secret"), at: visit.now) != nil else {
            return .page(page(visit, nil))
        }
        try await pages.store.setPassword(hash, ofAccount: account.name)
        guard let profile = account.profiles.first else {
            return .done(pages.site.signIn(next: .home))
        }
        return try await pages.begin(account, as: profile, visit, next: .home)
    }

    private func account(_ visit: Visit) async throws -> AccountRecord? {
        let identity = try await pages.reader.identity(.invitation, secret: visit.name("secret"), at: visit.now)
        guard let id = identity?.accountID else { return nil }
        return try await pages.reader.account(id: id)
    }

    /// - Parameter account: nil: the invitation is good for nothing any more.
    private func page(_ visit: Visit, _ account: AccountRecord?, _ problem: SignInPhrase? = nil) -> Page {
        let phrases = visit.phrases
        let heading =
            account.map { phrases[SignInPhrase.welcome, $0.name] } ?? phrases[SignInPhrase.invitationUsed]
        var page = Page(
            heading,
            InvitationContent(
                heading: heading,
                invitation: account.map {
                    InvitationContent.Open(
                        name: $0.name,
                        hint: PasswordChoice.hint(phrases),
                        problem: problem.map { PasswordChoice.words($0, phrases) },
                        minimumLength: PasswordHash.minimumLength
                    )
                }
            )
        )
        page.isPersonal = true
        page.hasSecretAddress = true
        page.status = account == nil ? .gone : problem == nil ? .ok : .unprocessableContent
        return page
    }
}

/// A password that somebody has typed twice.
struct PasswordChoice {
    let password: String
    let problem: SignInPhrase?

    init(_ parameters: RequestParameters) {
        password = parameters.text("new_password") ?? ""
        if password.count < PasswordHash.minimumLength || password.utf8.count > SignIn.maximumLength {
            problem = .passwordTooShort
        } else if password != parameters.text("new_password_again") {
            problem = .passwordsDiffer
        } else {
            problem = nil
        }
    }

    static func hint(_ phrases: PhraseBook) -> String { words(.choosePasswordHint, phrases) }

    static func words(_ phrase: SignInPhrase, _ phrases: PhraseBook) -> String {
        phrases[phrase, "\(PasswordHash.minimumLength)"]
    }
}

private struct InvitationContent: PageContent {
    let heading: String
    /// nil: it is good for nothing any more.
    let invitation: Open?

    struct Open: Sendable {
        let name: String
        let hint: String
        let problem: String?
        let minimumLength: Int
    }

    var template: Template { .invitation }
}
