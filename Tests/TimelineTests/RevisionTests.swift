import Foundation
import Testing

@testable import Timeline

/// Posts that follow what their items say.
@Suite struct RevisionTests {
    private let workshop: Workshop
    private let noon = Workshop.noon

    init() throws { workshop = try Workshop() }

    /// A post of a feed whose edits are followed.
    private func publish(audience: Audience = .public) async throws -> PostRecord {
        let id = try await workshop.declare("https://a.org/feed")[0]
        var verdict = Verdict.post("Frist #Nepal", audience: audience)
        verdict.post?.digest = Data([1])
        verdict.post?.card = PostCard(kind: .link, description: "Old")
        return try #require(try await workshop.record([NewItem(1, verdict)], of: id).first)
    }

    private func record(_ edits: PostEdit..., at now: Date) async throws {
        var refresh = Refresh(feedID: 1, at: now, nextPollAt: now + 3_600, outcome: .changed(nil))
        refresh.edits = edits
        #expect(try await workshop.store.record(refresh).isEmpty)
    }

    private func edit(_ id: Int64, to text: String, card: PostCard? = nil) -> PostEdit {
        var post = NewPost(text: text, link: "https://a.org/new", title: text, language: nil, audience: .public)
        post.card = card
        return PostEdit(postID: id, post: post, digest: Data([2]))
    }

    private func editable() async throws -> EditablePost? { try await workshop.reader.editablePosts(of: [1])[1] }

    private func found(_ words: String) async throws -> Int {
        try await workshop.reader.search(posts: words, for: .anybody, at: noon).count
    }

    @Test func changesEverythingThatIsShownAndFound() async throws {
        let post = try await publish()
        let card = PostCard(kind: .event, startsAt: noon + 60)
        try await record(edit(post.id, to: "First #India", card: card), at: noon + 60)
        var expected = post
        expected.text = "First #India"
        expected.title = "First #India"
        expected.link = "https://a.org/new"
        expected.editedAt = noon + 60
        #expect(try await workshop.reader.post(id: post.id) == expected)
        #expect(try await editable()?.card == card)
        #expect(try await editable()?.followed == FollowedEdits(digest: Data([2]), count: 1, lastAt: noon + 60))
        #expect(try await found("Frist") == 0)
        #expect(try await found("First") == 1)
        let tags = try await workshop.ask("SELECT tag FROM post_tag")
        #expect(tags == [["\"india\""]])
        let versions = try await workshop.reader.history(ofPost: post.id, for: .anybody, at: noon)
        #expect(versions?.map(\.text) == ["Frist #Nepal", "First #India"])
        try await record(edit(post.id, to: "Last"), at: noon + 120)
        #expect(try await editable()?.card == nil)
        #expect(try await editable()?.followed?.count == 2)
    }

    @Test func audienceAndLinkHashStayWhatTheyAre() async throws {
        let post = try await publish(audience: .followers)
        try await record(edit(post.id, to: "First"), at: noon + 60)
        #expect(try await workshop.reader.post(id: post.id)?.audience == .followers)
        #expect(try await found("First") == 0)
    }

    @Test func shortLinkOfTheNewWordsLeadsToTheirArticle() async throws {
        let post = try await publish()
        let old = ShortLink(code: "aaaaaaaaaaa", target: "https://a.org/old")
        var change = edit(post.id, to: "First")
        change.post?.shortLink = old
        try await record(change, at: noon + 60)
        #expect(try await workshop.reader.post(id: post.id)?.shortCode == old.code)
        #expect(try await workshop.reader.shortLink(code: old.code) == old)
        // Where it leads to, it leads to for ever.
        change.post?.text = "Second"
        change.post?.shortLink = ShortLink(code: old.code, target: "https://a.org/new")
        try await record(change, at: noon + 120)
        #expect(try await workshop.reader.post(id: post.id)?.text == "First")
        #expect(try await editable()?.followed?.refusal == "its new short link leads to another article already")
        // What others have passed on goes on counting.
        try await record(edit(post.id, to: "Third"), at: noon + 180)
        #expect(try await workshop.reader.post(id: post.id)?.text == "Third")
        #expect(try await workshop.reader.post(id: post.id)?.shortCode == old.code)
    }

    @Test func refusalIsKeptBesideThePost() async throws {
        let post = try await publish()
        try await record(PostEdit(postID: post.id, digest: Data([3]), refusal: "too long"), at: noon + 60)
        #expect(try await workshop.reader.post(id: post.id) == post)
        #expect(try await editable()?.followed == FollowedEdits(digest: Data([3]), refusal: "too long"))
        let history = try await workshop.reader.history(of: ItemQuery(text: "", postID: post.id))
        #expect(history.first?.edits?.refusal == "too long")
    }

    @Test func whatSomebodyEditedMeanwhileIsLeftAlone() async throws {
        let post = try await publish()
        try await record(edit(post.id, to: "First"), at: noon + 60)
        let author = Author(profileID: post.profileID)
        try await workshop.store.edit(post.id, to: PostDraft(text: "By hand"), as: author, at: noon + 90)
        #expect(try await editable() == nil)
        try await record(edit(post.id, to: "Second"), at: noon + 120)
        #expect(try await workshop.reader.post(id: post.id)?.text == "By hand")
        #expect(try await workshop.store.retract(post.id, at: noon + 150))
        try await record(edit(post.id, to: "Third"), at: noon + 180)
        #expect(try await workshop.reader.post(id: post.id)?.text == "")
        #expect(try await workshop.ask("SELECT * FROM post_source").isEmpty)
    }

    @Test func tellsWhoListensAndWhoBoosted() async throws {
        let post = try await publish()
        let ana = try await workshop.store.addAccount("ana", profiles: [], password: nil, at: noon)
        let profile = try #require(try await workshop.reader.profile(named: "ana"))
        _ = try await workshop.store.boost(
            post.id,
            as: Author(profileID: profile.id, accountID: ana),
            at: noon
        )
        let events = workshop.store.events.listen()
        try await record(PostEdit(postID: post.id, digest: Data([3]), refusal: "too long"), at: noon + 30)
        try await record(edit(post.id, to: "First"), at: noon + 60)
        var iterator = events.makeAsyncIterator()
        #expect(await iterator.next() == .edited(post.id))
        let told = try await workshop.reader.notifications(of: profile.id, at: noon + 60)
        #expect(told.map(\.notification.kind) == [.update])
    }
}
