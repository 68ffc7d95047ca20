internal import Foundation
internal import Hummingbird
internal import Timeline

/// The pages for people.
struct TimelinePages<Context: RequestContext> {
    let reader: TimelineReader
    let site: Site
    /// Nothing served is older: what a page looks like may have changed with the program.
    let startedAt: Date
    let now: @Sendable () -> Date

    @Sendable func home(_ request: Request, _ context: Context) async throws -> Response {
        let lastModified = try await reader.lastModified(notBefore: startedAt, at: now())
        let paging = try Paging(request)
        guard let slice = try await PostSlice.read(paging, profileID: nil, from: reader) else {
            return .found(site.home)
        }
        let authors = try await authors(of: slice)
        return respond(request, .home, lastModified) { phrases in
            .home(slice, authors: authors, paging: paging, site: site, phrases: phrases)
        }
    }

    @Sendable func profile(_ request: Request, _ context: Context) async throws -> Response {
        let lastModified = try await reader.lastModified(notBefore: startedAt, at: now())
        let name = try context.parameters.require("name")
        let paging = try Paging(request)
        guard let profile = try await reader.profile(named: name) else { throw PageError(.notFound) }
        guard profile.name == name else { return .moved(site.profile(profile.name) + paging.query) }
        guard let slice = try await PostSlice.read(paging, profileID: profile.id, from: reader) else {
            return .found(site.profile(name))
        }
        return respond(request, .profile, lastModified) { phrases in
            .profile(profile, slice, paging: paging, site: site, phrases: phrases)
        }
    }

    @Sendable func post(_ request: Request, _ context: Context) async throws -> Response {
        let lastModified = try await reader.lastModified(notBefore: startedAt, at: now())
        let name = try context.parameters.require("name")
        guard let id = Int64(postID: try context.parameters.require("id")), let post = try await reader.post(id: id),
            post.audience == .public, post.deletedAt == nil, let profile = try await reader.profile(named: name),
            profile.id == post.profileID
        else { throw PageError(.notFound) }
        guard profile.name == name else { return .moved(site.post(id, of: profile.name)) }
        return respond(request, .post, lastModified) { phrases in
            .post(post, by: profile, site: site, phrases: phrases)
        }
    }

    /// - Parameter lastModified: read before the page's content, so that it is never the newer one.
    private func respond(
        _ request: Request,
        _ template: Template,
        _ lastModified: Date?,
        page: (PhraseBook) -> Page
    ) -> Response {
        let phrases = PhraseBook.best(for: request.headers[.acceptLanguage])
        var representation = Representation.page(page(phrases), template, phrases)
        representation.lastModified = lastModified
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
    /// When anything on any page last changed; nil if that is so short ago that it may change again within the same
    /// second, which HTTP's dates could not tell apart.
    func lastModified(notBefore start: Date, at now: Date) async throws -> Date? {
        let change = try await latestChange()
        let milliseconds = max(change.postID >> 16, change.profilesChangedAt, change.postsChangedAt)
        let latest = Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
        return now.timeIntervalSince(latest) >= 1 ? max(start, latest) : nil
    }
}

extension Response {
    /// The address has another spelling.
    ///
    /// For now: a profile may be given its old spelling back, and browsers never forget a permanent redirect.
    static func moved(_ path: String) -> Response { redirect(to: path, type: .temporary) }

    static func found(_ path: String) -> Response { redirect(to: path, type: .found) }
}
