internal import Foundation
internal import Hummingbird
internal import Timeline

/// Somebody's request for a page.
struct Visit: Sendable {
    let request: Request
    let parameters: Parameters
    let phrases: PhraseBook
    /// nil: somebody who has not signed in.
    let member: Member?
    let now: Date
    /// Where it comes from.
    let address: ClientAddress
    /// Where its forms lead back to.
    var here: OwnPath

    var viewer: Viewer { member?.viewer ?? .anybody }

    /// What visitors are given to sign their forms with, if their browser holds nothing yet.
    var newFormSecret: String?

    /// What their forms are signed with.
    var formSecret: String? { member?.session.secret ?? FormToken.visitor(request) ?? newFormSecret }

    /// A part of the address, decoded.
    func name(_ part: String = "name") throws(PageError) -> String {
        guard let name = parameters.get(part)?.removingPercentEncoding else { throw PageError(.notFound) }
        return name
    }

    /// The number of a thing, as its address has it.
    func id(_ part: String = "id") throws(PageError) -> Int64 {
        guard let id = parameters.get(part).flatMap({ Int64(postID: $0) }) else { throw PageError(.notFound) }
        return id
    }

    /// What follows the question mark.
    func query() throws(PageError) -> RequestParameters {
        do {
            return try RequestParameters(query: request)
        } catch {
            throw PageError(.badRequest)
        }
    }
}

/// Somebody who is signed in, and the profile that they speak as.
struct Member: Sendable {
    let session: Session
    let account: AccountRecord
    let profile: ProfileRecord

    var viewer: Viewer { Viewer(profileID: profile.id) }

    var author: Author { Author(profileID: profile.id, accountID: account.id) }

    /// nil if the session has ended, or its account speaks for nobody.
    static func find(_ request: Request, in reader: TimelineReader, at now: Date) async throws -> Member? {
        guard let session = try await Session.find(request, in: reader, at: now),
            let accountID = session.identity.accountID, let account = try await reader.account(id: accountID),
            let profile = account.profiles.first(where: { $0.id == session.identity.profileID })
        else { return nil }
        return Member(session: session, account: account, profile: profile)
    }
}

/// What somebody sent by a form of ours.
struct SentForm: Sendable {
    let parameters: RequestParameters
    /// Where they were.
    let back: OwnPath

    init(_ parameters: RequestParameters) {
        self.parameters = parameters
        back = parameters.text("back").flatMap(OwnPath.init) ?? .home
    }

    /// Without white space around it; empty if there is none.
    func text(_ name: String) -> String {
        parameters.text(name)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    }
}
