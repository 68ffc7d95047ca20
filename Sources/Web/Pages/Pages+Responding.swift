internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Timeline

extension Pages {
    /// Carries out what was asked for, and shows what keeps it from being done on a page that looks like the others.
    func respond(
        to visit: Visit,
        _ answer: (Visit) async throws -> PageAnswer
    ) async throws -> Response {
        var response: Response
        do {
            response = try await self.response(try await answer(visit), to: visit)
        } catch let error as PageError where visit.member != nil {
            response = try await self.response(.page(.flaw(error.flaw, visit.phrases)), to: visit)
        } catch let error as APIError {
            response = try await self.response(.page(.flaw(.init(error.status), visit.phrases)), to: visit)
            response.headers[.retryAfter] = error.response.headers[.retryAfter]
        } catch let refusal as Refusal {
            response = try await self.response(.page(.refusal(refusal, visit)), to: visit)
        }
        if visit.member == nil, Session.isCarried(by: visit.request) {
            response.headers.append(.setCookie(Session.setCookie(nil, isSecure: site.isSecure)))
            response.headers[.cacheControl] = Representation.Caching.personal.rawValue
        }
        return response
    }

    private func response(_ answer: PageAnswer, to visit: Visit) async throws -> Response {
        switch answer {
        case .moved(let path): return .moved(path)
        case .found(let path): return .found(path)
        case .done(let path, let cookies):
            var response = Response.redirect(to: path)
            response.headers[.cacheControl] = Representation.Caching.personal.rawValue
            for cookie in cookies { response.headers.append(.setCookie(cookie)) }
            return response
        case .other(let representation): return representation.response(to: visit.request)
        case .page(let page):
            var visit = visit
            var cookie: String?
            if page.isPersonal, visit.formSecret == nil {
                let secret = Secret().text
                visit.newFormSecret = secret
                cookie = FormToken.setCookie(secret, isSecure: site.isSecure)
            }
            let representation = try await representation(of: page, for: visit)
            var response = representation.response(to: visit.request, status: page.status)
            if let cookie { response.headers.append(.setCookie(cookie)) }
            if let target = page.formTarget {
                response.headers[.contentSecurityPolicy] = ContentSecurityPolicy.policy(formAction: "'self' \(target)")
            }
            if page.hasSecretAddress { response.headers[.referrerPolicy] = "same-origin" }
            return response
        }
    }

    func representation(of page: Page, for visit: Visit) async throws -> Representation {
        let frame = Frame(
            page,
            visit.phrases.language,
            site: site,
            member: try await view(of: visit.member, at: visit.now),
            formToken: visit.formSecret.map(FormToken.of) ?? "",
            here: visit.here
        )
        var representation = frame.representation
        if visit.member != nil || page.isPersonal {
            representation.caching = .personal
        } else {
            representation.caching = page.status == .ok ? .brief : .never
        }
        return representation
    }

    private func view(of member: Member?, at now: Date) async throws -> MemberView? {
        guard let member else { return nil }
        var others: [MemberView.Other] = []
        for profile in member.account.profiles where profile.id != member.profile.id {
            let unread = try await reader.unreadNotifications(of: profile.id, at: now)
            others.append(
                MemberView.Other(
                    id: profile.id,
                    displayName: profile.displayName,
                    handle: "@\(profile.name)",
                    unread: unread.badge
                )
            )
        }
        return MemberView(
            accountName: member.account.name,
            profile: ProfileView(member.profile, site: site),
            unread: try await reader.unreadNotifications(of: member.profile.id, at: now).badge,
            unreadMessages: try await reader.unreadConversations(of: member.profile.id).badge,
            hasOtherNews: others.contains { $0.unread != nil },
            others: others
        )
    }
}

extension Int {
    /// As it stands beside a link; nil for none.
    var badge: String? { self == 0 ? nil : self > 99 ? "99+" : "\(self)" }
}

extension HTTPField {
    fileprivate static func setCookie(_ value: String) -> HTTPField { HTTPField(name: .setCookie, value: value) }
}

extension Response {
    /// The address has another spelling.
    static func moved(_ path: String) -> Response { redirect(to: path, type: .temporary) }

    static func found(_ path: String) -> Response { redirect(to: path, type: .found) }
}
