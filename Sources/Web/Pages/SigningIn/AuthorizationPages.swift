internal import Foundation
internal import Hummingbird
internal import Timeline

/// Where somebody lets a program in, or does not.
struct AuthorizationPages {
    let pages: Pages

    /// In seconds.
    private static let codeLifetime: TimeInterval = 600

    func add(to router: Router<VisitContext>) {
        router.get("/oauth/authorize", use: pages.open(ask))
        router.post("/oauth/authorize", use: pages.change(decide))
    }

    @Sendable private func ask(_ visit: Visit) async throws -> PageAnswer {
        let parameters = try visit.query()
        let request: AuthorizationRequest
        do {
            request = try await AuthorizationRequest(parameters, pages.reader)
        } catch let flaw as AuthorizationRequest.Flaw {
            return .page(Self.page(flaw, visit.phrases))
        }
        guard let member = visit.member, parameters.flag("force_login") != true else {
            return .done(pages.site.signIn(next: request.path ?? .home))
        }
        return .page(page(request, member, visit.phrases))
    }

    @Sendable private func decide(_ visit: Visit, _ member: Member, _ form: SentForm) async throws -> PageAnswer {
        let request: AuthorizationRequest
        do {
            request = try await AuthorizationRequest(form.parameters, pages.reader)
        } catch let flaw as AuthorizationRequest.Flaw {
            return .page(Self.page(flaw, visit.phrases))
        }
        let state = request.state.map { [("state", $0)] } ?? []
        guard form.parameters.text("decision") == "allow" else {
            if request.isOutOfBand { return .done(pages.site.home) }
            return .done(RedirectAddress.adding([("error", "access_denied")] + state, to: request.redirectURI))
        }
        let chosen = form.parameters.id("profile") ?? member.profile.id
        guard let profile = member.account.profiles.first(where: { $0.id == chosen }) else {
            throw PageError(.badRequest)
        }
        let code = try await issueCode(for: request, to: member.account, as: profile, at: visit.now)
        if request.isOutOfBand { return .page(Self.page(code, for: request.application, visit.phrases)) }
        return .done(RedirectAddress.adding([("code", code.text)] + state, to: request.redirectURI))
    }

    private func issueCode(
        for request: AuthorizationRequest,
        to account: AccountRecord,
        as profile: ProfileRecord,
        at now: Date
    ) async throws -> Secret {
        var token = NewToken(
            .code,
            accountID: account.id,
            profileID: profile.id,
            applicationID: request.application.id,
            label: request.application.name,
            expiresAt: now + Self.codeLifetime
        )
        token.scopes = request.scopes
        token.redirectURI = request.redirectURI
        token.challenge = request.challenge
        let code = Secret()
        try await pages.store.issue(token, hash: code.hash, at: now)
        return code
    }

    // MARK: - What is shown

    private func page(_ request: AuthorizationRequest, _ member: Member, _ phrases: PhraseBook) -> Page {
        let heading = phrases[ConsentPhrase.letIn, request.application.name]
        let profiles = member.account.profiles
        var page = Page(
            heading,
            ConsentContent(
                heading: heading,
                website: request.application.website.flatMap(WebLink.init).map { LinkView($0) },
                wishes: request.scopes.words.map { phrases.wish($0) },
                fields: request.fields.map { ConsentContent.Field(fieldName: $0.name, value: $0.value) },
                speaker: profiles.count == 1 ? "@\(member.profile.name)" : nil,
                profiles: profiles.count == 1
                    ? []
                    : profiles.map {
                        ConsentContent.Choice(
                            id: $0.id,
                            handle: "@\($0.name)",
                            displayName: $0.displayName,
                            isChosen: $0.id == member.profile.id
                        )
                    },
                aftermath: request.isOutOfBand
                    ? phrases[ConsentPhrase.leadsNowhere] : phrases[ConsentPhrase.leadsTo, request.destination]
            )
        )
        page.formTarget = request.formTarget
        page.isPersonal = true
        return page
    }

    private static func page(_ flaw: AuthorizationRequest.Flaw, _ phrases: PhraseBook) -> Page {
        let content = FlawContent(
            heading: phrases[ConsentPhrase.consentFailed],
            text: phrases[flaw.phrase] + " " + phrases[ConsentPhrase.tellDeveloper]
        )
        var page = Page(content.heading, content)
        page.status = .badRequest
        return page
    }

    private static func page(_ code: Secret, for application: ApplicationRecord, _ phrases: PhraseBook) -> Page {
        let content = CodeContent(code: code.text, hint: phrases[ConsentPhrase.yourCodeHint, application.name])
        var page = Page(phrases[ConsentPhrase.yourCode], content)
        page.isPersonal = true
        return page
    }
}

extension PhraseBook {
    /// What a scope lets a program do.
    fileprivate func wish(_ scope: String) -> String {
        let parts = scope.split(separator: ":", maxSplits: 1)
        let rest = parts.dropFirst().first.map { String($0).replacing(":", with: " ") }
        return switch (parts.first, rest) {
        case ("read", nil): self[ConsentPhrase.mayRead]
        case ("read", let part?): self[ConsentPhrase.mayReadSome, part]
        case ("write", nil): self[ConsentPhrase.mayWrite]
        case ("write", let part?): self[ConsentPhrase.mayWriteSome, part]
        case ("follow", _): self[ConsentPhrase.mayFollow]
        case ("profile", _): self[ConsentPhrase.mayKnow]
        case ("push", _): self[ConsentPhrase.mayPush]
        default: self[ConsentPhrase.mayAdmin]
        }
    }
}

private struct ConsentContent: PageContent {
    let heading: String
    let website: LinkView?
    let wishes: [String]
    let fields: [Field]
    /// nil where there is a choice.
    let speaker: String?
    let profiles: [Choice]
    let aftermath: String

    struct Field: Sendable {
        let fieldName: String
        let value: String
    }

    struct Choice: Sendable {
        let id: Int64
        let handle: String
        let displayName: String
        let isChosen: Bool
    }

    var template: Template { .consent }
}

private struct CodeContent: PageContent {
    let code: String
    let hint: String

    var template: Template { .code }
}
