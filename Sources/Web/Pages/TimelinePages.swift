internal import Foundation
internal import Hummingbird
internal import Timeline

/// The pages for people.
struct TimelinePages<Context: RequestContext> {
    let reader: TimelineReader
    let site: Site
    /// Nothing served is older: what a page looks like may have changed with the program.
    let startedAt: Date

    @Sendable func home(_ request: Request, _ context: Context) async throws -> Response {
        let paging = try Paging(request)
        guard let slice = try await PostSlice.read(paging, profileID: nil, from: reader) else {
            return .found(site.home)
        }
        let authors = try await authors(of: slice)
        return try await respond(request, .home) { phrases in
            .home(slice, authors: authors, paging: paging, site: site, phrases: phrases)
        }
    }

    @Sendable func profile(_ request: Request, _ context: Context) async throws -> Response {
        let name = try context.parameters.require("name")
        let paging = try Paging(request)
        guard let profile = try await reader.profile(named: name) else { throw PageError(.notFound) }
        guard profile.name == name else { return .moved(site.profile(profile.name) + paging.query) }
        guard let slice = try await PostSlice.read(paging, profileID: profile.id, from: reader) else {
            return .found(site.profile(name))
        }
        return try await respond(request, .profile) { phrases in
            .profile(profile, slice, paging: paging, site: site, phrases: phrases)
        }
    }

    @Sendable func post(_ request: Request, _ context: Context) async throws -> Response {
        let name = try context.parameters.require("name")
        guard let id = Int64(postID: try context.parameters.require("id")), let post = try await reader.post(id: id),
            post.audience == PostQuery().audience, let profile = try await reader.profile(named: name),
            profile.id == post.profileID
        else { throw PageError(.notFound) }
        guard profile.name == name else { return .moved(site.post(id, of: profile.name)) }
        return try await respond(request, .post) { phrases in
            .post(post, by: profile, site: site, phrases: phrases)
        }
    }

    private func respond(
        _ request: Request,
        _ template: Template,
        page: (PhraseBook) -> Page
    ) async throws -> Response {
        let phrases = PhraseBook.best(for: request.headers[.acceptLanguage])
        var representation = Representation.page(page(phrases), template, phrases)
        representation.lastModified = try await reader.lastModified(notBefore: startedAt)
        return representation.response(to: request)
    }

    private func authors(of slice: PostSlice) async throws -> [Int64: ProfileRecord] {
        var authors: [Int64: ProfileRecord] = [:]
        for post in slice.posts where authors[post.profileID] == nil {
            authors[post.profileID] = try await reader.profile(named: post.profileName)
        }
        return authors
    }
}

extension TimelineReader {
    /// When anything on any page last changed.
    func lastModified(notBefore start: Date) async throws -> Date {
        let change = try await latestChange()
        let milliseconds = max(change.postID >> 16, change.profilesChangedAt)
        return max(start, Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
    }
}

extension Response {
    /// The address has another spelling.
    static func moved(_ path: String) -> Response { redirect(to: path, type: .permanent) }

    static func found(_ path: String) -> Response { redirect(to: path, type: .found) }
}
