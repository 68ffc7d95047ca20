import Foundation
import TestSupport
import Testing
import Timeline

@testable import Bridge

/// Posts whose items their publishers change.
@Suite struct EditsTests {
    /// A feed of one or more items whose publisher corrects them.
    private final class CorrectedFeed: Sendable {
        struct Item: Sendable {
            var title: String
            var link = "http://example.org/1"
            var guid = "g"
            var extra = ""
        }

        let items: Shared<[Item]>
        let server: LoopbackServer

        init(_ title: String) throws {
            let items = Shared([Item(title: title)])
            self.items = items
            server = try LoopbackServer { request in
                let entries = items.value.map { item in
                    "<item><title>\(item.title)</title><link>\(item.link)</link><guid isPermaLink=\"false\">\(item.guid)</guid>"
                        + "\(item.extra)</item>"
                }
                let body =
                    "<rss version=\"2.0\" xmlns:ev=\"http://purl.org/rss/1.0/modules/event/\"><channel>"
                    + "<title>News</title>\(entries.joined())</channel></rss>"
                let tag = "\"\(body.hashValue)\""
                return request["If-None-Match"] == tag
                    ? LoopbackReply(304, headers: [("ETag", tag)]) : LoopbackReply(200, headers: [("ETag", tag)], body)
            }
        }

        func change(_ body: (inout Item) -> Void) { items.withLock { body(&$0[0]) } }
    }

    private let feed: CorrectedFeed

    init() throws { feed = try CorrectedFeed("Frist draft") }

    private func room(
        following policy: UpdatePolicy = .edit,
        _ change: (inout FeedConfiguration) throws -> Void = { _ in }
    ) async throws -> Newsroom {
        let room = try await Newsroom(feeds: feed.server.url("/feed"), every: .seconds(1_800)) {
            $0.onUpdate = policy
            try change(&$0)
        }
        try await room.pollAll()
        return room
    }

    private func poll(_ room: Newsroom, after seconds: TimeInterval = 4_000) async throws {
        room.clock.advance(by: seconds)
        try await room.pollDue()
    }

    private func post(in room: Newsroom) async throws -> PostRecord {
        let posts = try await room.store.reader.posts(PostQuery(audience: nil))
        #expect(posts.count == 1)
        return try #require(posts.first)
    }

    private func edits(in room: Newsroom) async throws -> FollowedEdits? {
        let query = ItemQuery(text: "", postID: try await post(in: room).id)
        return try await room.store.reader.history(of: query).first?.edits
    }

    // MARK: - Following

    @Test func postSaysWhatItsItemSaysNow() async throws {
        let room = try await room()
        let first = try await post(in: room)
        feed.change { $0.title = "First draft" }
        try await poll(room)
        let second = try await post(in: room)
        #expect(second.text == "First draft http://example.org/1")
        #expect(second.title == "First draft")
        #expect(second.id == first.id && second.createdAt == first.createdAt && second.editedAt == room.clock.date)
        let versions = try await room.store.reader.history(ofPost: first.id, for: .anybody, at: room.clock.date)
        #expect(versions?.map(\.text) == [first.text, second.text])
        #expect(try await edits(in: room)?.count == 1)
        try await poll(room)
        #expect(try await post(in: room) == second)
        await room.close()
    }

    @Test func postStaysAsItIsWhereNobodyAskedForEdits() async throws {
        let room = try await room(following: .ignore)
        feed.change { $0.title = "First draft" }
        try await poll(room)
        #expect(try await post(in: room).text == "Frist draft http://example.org/1")
        #expect(try await edits(in: room) == nil)
        await room.close()
    }

    @Test func changesTheWordsAndNotTheReaders() async throws {
        let room = try await room { $0.audience = .followers }
        feed.change {
            $0.title = "First draft"
            $0.extra = "<category>Presse</category>"
        }
        try await room.bridge.reload(room.bridge.configuration.changed { $0.audience = .public })
        try await poll(room)
        let post = try await post(in: room)
        #expect(post.audience == .followers && post.text.hasPrefix("First"))
        await room.close()
    }

    @Test func followsALinkThatLeadsElsewhereNow() async throws {
        let room = try await room()
        feed.change { $0.link = "https://www.example.org/1?utm_source=rss" }
        try await poll(room)
        #expect(try await post(in: room).editedAt == nil)
        feed.change { $0.link = "https://example.org/corrected" }
        try await poll(room)
        #expect(try await post(in: room).text == "Frist draft https://example.org/corrected")
        #expect(try await post(in: room).link == "https://example.org/corrected")
        await room.close()
    }

    @Test func followsTagsAndSummariesThatItShows() async throws {
        let room = try await room { $0.template = try Template.parse("{title} – {summary} {link} {tags}") }
        feed.change {
            $0.extra = "<description>Told in short.</description><category>Presse</category><category>Inde</category>"
        }
        try await poll(room)
        let text = "Frist draft – Told in short. http://example.org/1 #Presse #Inde"
        #expect(try await post(in: room).text == text)
        // The same categories in another order are the same.
        feed.change {
            $0.extra = "<description>Told in short.</description><category>Inde</category><category>Presse</category>"
        }
        try await poll(room)
        #expect(try await post(in: room).text == text)
        await room.close()
    }

    @Test func followsNoPartThatItDoesNotShow() async throws {
        let room = try await room()
        feed.change { $0.extra = "<description>12 comments</description><category>Inde</category>" }
        try await poll(room)
        #expect(try await post(in: room).editedAt == nil)
        await room.close()
    }

    @Test func followsAnEventThatIsPostponed() async throws {
        feed.change { $0.extra = "<ev:startdate>2026-12-01T19:00:00Z</ev:startdate>" }
        let room = try await room()
        feed.change { $0.extra = "<ev:startdate>2026-12-08T19:00:00Z</ev:startdate>" }
        try await poll(room)
        let post = try await post(in: room)
        #expect(post.editedAt != nil)
        let seen = try await room.store.reader.editablePosts(of: [try #require(post.itemID)])
        #expect(seen.values.first?.card?.startsAt == (try Date("2026-12-08T19:00:00Z", strategy: .iso8601)))
        await room.close()
    }

    // MARK: - What is no change of the item

    @Test func anotherTemplateRewritesNothing() async throws {
        let room = try await room()
        let template = try Template.parse("News: {title} {summary} {link} {tags}")
        try await room.bridge.reload(
            room.bridge.configuration.changed { $0.template = template }
        )
        feed.items.withLock { $0.append(.init(title: "Other", link: "http://example.org/2", guid: "h")) }
        feed.change { $0.extra = "<description>Told in short.</description><category>Inde</category>" }
        try await poll(room)
        let posts = try await room.posts()
        #expect(posts == ["Frist draft http://example.org/1", "News: Other http://example.org/2"])
        // From now on it shows these parts, and a change of them is one of the item.
        feed.change { $0.extra = "<description>Told in brief.</description><category>Inde</category>" }
        try await poll(room)
        #expect(try await room.posts().first == "News: Frist draft Told in brief. http://example.org/1 #Inde")
        await room.close()
    }

    @Test func postFromBeforeIsTakenToSayWhatItsItemSays() async throws {
        let room = try await room(following: .ignore)
        feed.change { $0.title = "Second draft" }
        try await room.bridge.reload(room.bridge.configuration.changed { $0.onUpdate = .edit })
        try await poll(room)
        #expect(try await post(in: room).text == "Frist draft http://example.org/1")
        feed.change { $0.title = "Third draft" }
        try await poll(room)
        #expect(try await post(in: room).text == "Third draft http://example.org/1")
        await room.close()
    }

    @Test func itemThatDisappearsLeavesItsPost() async throws {
        let room = try await room()
        feed.items.withLock { $0 = [] }
        try await poll(room)
        #expect(try await post(in: room).editedAt == nil)
        await room.close()
    }

    @Test func documentThatSaysTwoThingsOfAnItemSaysNothing() async throws {
        let room = try await room()
        // One item by its guid, the other by its link.
        feed.change { $0.link = "http://example.org/2" }
        feed.items.withLock { $0.append(.init(title: "Other", guid: "h")) }
        try await poll(room)
        #expect(try await post(in: room).editedAt == nil)
        await room.close()
    }

    // MARK: - Who may not be overruled

    @Test func whatSomebodyEditedByHandStays() async throws {
        let room = try await room()
        let first = try await post(in: room)
        try await room.store.edit(
            first.id,
            to: PostDraft(text: "By hand http://example.org/1"),
            as: Author(profileID: first.profileID),
            at: room.clock.date
        )
        feed.change { $0.title = "First draft" }
        try await poll(room)
        #expect(try await post(in: room).text == "By hand http://example.org/1")
        await room.close()
    }

    @Test func whatWasTakenBackStaysSo() async throws {
        let room = try await room()
        let id = try await post(in: room).id
        #expect(try await room.store.retract(id, at: room.clock.date))
        feed.change { $0.title = "First draft" }
        try await poll(room)
        #expect(try await room.posts().isEmpty)
        #expect(try await room.store.reader.post(id: id)?.text == "")
        await room.close()
    }

    @Test func whatCannotBePostedLeavesThePostAndSaysWhy() async throws {
        let room = try await room { $0.filter = try Filter(exclude: ["emploi"]) }
        feed.change { $0.link = "http://example.org/" + String(repeating: "long", count: 40) }
        try await poll(room)
        #expect(try await post(in: room).text == "Frist draft http://example.org/1")
        #expect(
            try await edits(in: room)?.refusal?.hasPrefix("its link is 179 characters long, and a post has 140") == true
        )
        feed.change {
            $0.link = "http://example.org/1"
            $0.title = "Offre d’emploi"
        }
        try await poll(room)
        #expect(try await post(in: room).editedAt == nil)
        #expect(try await edits(in: room)?.refusal == "excluded by \"emploi\" (in the title)")
        feed.change { $0.title = "First draft" }
        try await poll(room)
        #expect(try await edits(in: room)?.refusal == nil)
        #expect(try await post(in: room).text == "First draft http://example.org/1")
        await room.close()
    }

    // MARK: - Flapping

    @Test func secondEditWithinAnHourWaitsAndIsNotForgotten() async throws {
        let room = try await room()
        feed.change { $0.title = "First draft" }
        try await poll(room)
        feed.change { $0.title = "Final draft" }
        try await poll(room, after: 1_900)
        #expect(try await post(in: room).title == "First draft")
        let asked = feed.server.requests.count
        // The document stays the same from now on.
        try await poll(room, after: 1_900)
        #expect(try await post(in: room).title == "Final draft")
        try await poll(room, after: 1_900)
        #expect(feed.server.requests.count == asked + 2)
        #expect(feed.server.requests.last?["If-None-Match"] != feed.server.requests.first?["If-None-Match"])
        await room.close()
    }

    @Test func counterInATitleIsNotFollowedForEver() async throws {
        let room = try await room()
        for count in 1...30 {
            feed.change { $0.title = "Draft with \(count) comments" }
            try await poll(room)
        }
        #expect(try await post(in: room).title == "Draft with 20 comments")
        let edits = try #require(try await edits(in: room))
        #expect(edits.count == 20)
        #expect(edits.refusal == "it has followed its item 20 times, and follows no more")
        await room.close()
    }
}

extension Configuration {
    fileprivate func changed(_ change: (inout FeedConfiguration) -> Void) -> Configuration {
        var configuration = self
        for index in configuration.feeds.indices { change(&configuration.feeds[index]) }
        return configuration
    }
}
