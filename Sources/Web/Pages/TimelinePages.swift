internal import Hummingbird
internal import Timeline

/// The pages for people.
struct TimelinePages {
    let pages: Pages

    func add(to router: Router<VisitContext>) {
        router.get("/", use: pages.open(home))
        router.get("/@{name}", use: pages.open(profile))
        router.get("/@{name}/{id}", use: pages.open(post))
    }

    private var reader: TimelineReader { pages.reader }
    private var site: Site { pages.site }

    @Sendable private func home(_ visit: Visit) async throws -> PageAnswer {
        let paging = try Paging(visit.request)
        guard let slice = try await PostSlice.read(paging, profileID: nil, from: reader) else {
            return .found(site.home)
        }
        let authors = try await authors(of: slice)
        let views = slice.posts.compactMap { post in
            authors[post.profileID].map { PostView(post, by: $0, site: site, phrases: visit.phrases) }
        }
        var page = Page(site.name, path: site.home + paging.query, HomeContent(posts: views))
        page.summary = visit.phrases[ReadingPhrase.description, site.name]
        page.fill(slice, site.home)
        return .page(page)
    }

    @Sendable private func profile(_ visit: Visit) async throws -> PageAnswer {
        let name = try visit.name()
        let paging = try Paging(visit.request)
        guard let profile = try await reader.profile(named: name) else { throw PageError(.notFound) }
        guard profile.name == name else { return .moved(site.profile(profile.name) + paging.query) }
        guard let slice = try await PostSlice.read(paging, profileID: profile.id, from: reader) else {
            return .found(site.profile(name))
        }
        let views = slice.posts.map { PostView($0, by: profile, site: site, phrases: visit.phrases) }
        var page = Page(
            "\(profile.displayName) (@\(profile.name))",
            path: site.profile(name) + paging.query,
            ProfileContent(profile: ProfileView(profile, site: site), posts: views)
        )
        page.feeds = ProfileView(profile, site: site)
        page.fill(slice, site.profile(name))
        return .page(page)
    }

    @Sendable private func post(_ visit: Visit) async throws -> PageAnswer {
        let name = try visit.name()
        let id = try visit.id()
        guard let post = try await reader.post(id: id),
            post.audience == .public, post.deletedAt == nil, let profile = try await reader.profile(named: name),
            profile.id == post.profileID
        else { throw PageError(.notFound) }
        guard profile.name == name else { return .moved(site.post(id, of: profile.name)) }
        let view = PostView(post, by: profile, site: site, phrases: visit.phrases, isAlone: true)
        var page = Page(
            "\(profile.displayName): \(post.title ?? post.text)",
            path: view.address,
            PostContent(post: view)
        )
        page.openGraphType = "article"
        page.feeds = view.author
        return .page(page)
    }

    private func authors(of slice: PostSlice) async throws -> [Int64: ProfileRecord] {
        var authors: [Int64: ProfileRecord] = [:]
        for post in slice.posts where authors[post.profileID] == nil {
            authors[post.profileID] = try await reader.profile(named: post.profileName)
        }
        return authors
    }
}

extension Page {
    fileprivate mutating func fill(_ slice: PostSlice, _ path: String) {
        olderPage = slice.older.map { path + $0.query }
        newerPage = slice.newer.map { path + $0.query }
    }
}

struct HomeContent: PageContent {
    let posts: [PostView]
    var template: Template { .home }
}

struct ProfileContent: PageContent {
    let profile: ProfileView
    let posts: [PostView]
    var template: Template { .profile }
}

struct PostContent: PageContent {
    let post: PostView
    var template: Template { .post }
}
