internal import Foundation
internal import Hummingbird
internal import Timeline

/// What all pages work with, and the way that every request for one goes.
struct Pages: Sendable {
    let store: TimelineStore
    let site: Site
    let signIn: SignIn
    let limiter: RateLimiter
    let freshness: Freshness
    let cache: AnswerCache<Key, Representation>
    let now: @Sendable () -> Date

    /// What a stranger's page depends on, besides the timeline.
    struct Key: Hashable {
        let path: OwnPath
        let language: PhraseBook.Language
    }

    var reader: TimelineReader { store.reader }

    typealias Handler = @Sendable (Request, VisitContext) async throws -> Response

    /// A page for anybody; what is on it depends on who they are.
    func open(_ answer: @escaping @Sendable (Visit) async throws -> PageAnswer) -> Handler {
        { request, context in
            guard !Session.isCarried(by: request) else {
                return try await respond(to: visit(request, context), answer)
            }
            let moment = now()
            let phrases = PhraseBook.best(for: request.headers[.acceptLanguage])
            let path = OwnPath(request.uri.string)
            let changes = store.events.changes
            let lastModified = freshness.lastModified(at: moment)
            let key = path.map { Key(path: $0, language: phrases.language) }
            if let key, var kept = cache.answer(key, at: changes) {
                kept.lastModified = lastModified
                return kept.response(to: request)
            }
            let visit = Visit(
                request: request,
                parameters: context.parameters,
                phrases: phrases,
                member: nil,
                now: moment,
                address: ClientAddress(request, context),
                here: path ?? .home
            )
            return try await respond(to: visit) { visit in
                let made = try await answer(visit)
                guard case .page(let page) = made, page.status == .ok, !page.isPersonal else { return made }
                var representation = try await representation(of: page, for: visit)
                representation.lastModified = lastModified
                representation.fingerprint = Fingerprint(representation.bytes)
                if let key { cache.keep(representation, bytes: representation.bytes.count, for: key, at: changes) }
                return .other(representation)
            }
        }
    }

    /// A page for those who are signed in. Others are asked to, and come back.
    func own(_ answer: @escaping @Sendable (Visit, Member) async throws -> PageAnswer) -> Handler {
        { request, context in
            try await respond(to: visit(request, context)) { visit in
                guard let member = visit.member else { return .done(site.signIn(next: visit.here)) }
                return try await answer(visit, member)
            }
        }
    }

    /// Something that somebody who is signed in changes, with a form of ours.
    ///
    /// - Parameter maximumBody: of the form, in bytes.
    func change(
        upTo maximumBody: Int = RequestParameters.maximumBody,
        _ make: @escaping @Sendable (Visit, Member, SentForm) async throws -> PageAnswer
    ) -> Handler {
        { request, context in
            try await respond(to: visit(request, context)) { visit in
                let maximum = visit.member == nil ? RequestParameters.maximumBody : maximumBody
                let form = try await SentForm(RequestParameters(request, maximumBody: maximum))
                var visit = visit
                visit.here = form.back
                guard let member = visit.member else { return .done(site.signIn(next: form.back)) }
                guard FormToken.isValid(form.parameters, request, secret: member.session.secret, site: site) else {
                    throw PageError(.formExpired)
                }
                return try await make(visit, member, form)
            }
        }
    }

    /// A form of ours that is for those too who are not signed in.
    ///
    /// - Parameter take: with whether it comes from one of our own pages.
    func form(_ take: @escaping @Sendable (Visit, SentForm, Bool) async throws -> PageAnswer) -> Handler {
        { request, context in
            try await respond(to: visit(request, context)) { visit in
                let form = try await SentForm(RequestParameters(request))
                let isOurs = FormToken.isValid(form.parameters, request, secret: visit.formSecret, site: site)
                return try await take(visit, form, isOurs)
            }
        }
    }

    private func visit(_ request: Request, _ context: VisitContext) async throws -> Visit {
        let moment = now()
        let member = try await Member.find(request, in: reader, at: moment)
        if let identity = member?.session.identity, moment.timeIntervalSince(identity.usedAt) > 3_600 {
            try await store.noteUse(ofToken: identity.tokenID, at: moment)
        }
        return Visit(
            request: request,
            parameters: context.parameters,
            phrases: PhraseBook.best(for: request.headers[.acceptLanguage]),
            member: member,
            now: moment,
            address: ClientAddress(request, context),
            here: OwnPath(request.uri.string) ?? .home
        )
    }
}
