internal import Foundation
internal import Hummingbird
internal import Timeline

/// Finds profiles, tags and posts.
struct SearchPages {
    let pages: Pages

    func add(to router: Router<VisitContext>) { router.get("/search", use: pages.open(search)) }

    /// In characters.
    private static let maximumLength = 200

    @Sendable private func search(_ visit: Visit) async throws -> PageAnswer {
        let words = String(
            (try visit.query().text("q") ?? "").trimmingCharacters(in: .whitespacesAndNewlines).prefix(
                Self.maximumLength
            )
        )
        let heading = visit.phrases[FramePhrase.search]
        guard !words.isEmpty else { return .page(Page(heading, SearchContent(words: ""))) }
        let base = "/search?q=\(words.urlEncoded)"
        let paging = try Paging(visit.request)
        // Search has its newest end alone.
        if case .newer = paging { return .found(base) }
        let slice = try await Slice.read(paging, id: \.post.id) {
            try await pages.reader.search(posts: words, for: visit.viewer, $0, at: visit.now)
        }
        guard let slice else { return .found(base) }
        var content = SearchContent(words: words)
        content.posts = slice.elements.map { PostView($0, PostScene(visit, pages.site)) }
        if paging == .newest { try await find(words, visit, &content) }
        content.isEmpty = content.posts.isEmpty && content.people.isEmpty && content.tags.isEmpty
        var page = Page("\(words) · \(heading)", content)
        page.olderPage = slice.older.map { base.with($0) }
        page.newerPage = paging == .newest ? nil : base
        return .page(page)
    }

    private func find(_ words: String, _ visit: Visit, _ content: inout SearchContent) async throws {
        content.people = try await pages.reader.search(profiles: words, for: visit.viewer, limit: 5)
            .map { PersonView($0, site: pages.site) }
        content.tags = try await pages.reader.search(tags: words, limit: 10)
            .map { TextPart.WordLink(word: "#\($0)", target: pages.site.tag($0)) }
    }
}

struct SearchContent: PageContent {
    let words: String
    var isEmpty = false
    var people: [PersonView] = []
    var tags: [TextPart.WordLink] = []
    var posts: [PostView] = []

    init(words: String) { self.words = words }

    var template: Template { .search }
}
