import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// What was taken back or said anew is nowhere any more.
@Suite struct RetractionTests {
    private typealias Who = Circle.Who

    private func paths(_ id: Int64, _ ana: Int64) -> [String] {
        let base = "/api/v1/statuses/\(id)"
        return [
            base, base + "/context", base + "/source", base + "/history", base + "/card", base + "/favourited_by",
            "/api/v1/statuses?id[]=\(id)", "/api/v1/timelines/home", "/api/v1/timelines/public",
            "/api/v1/timelines/tag/secret", "/api/v1/accounts/\(ana)/statuses",
            "/api/v1/accounts/\(ana)/statuses?pinned=true", "/api/v1/accounts/\(ana)/statuses?tagged=secret",
            "/api/v2/search?q=hush", "/api/v2/search?q=secret", "/api/v1/favourites", "/api/v1/bookmarks",
            "/api/v1/notifications", "/api/v2/notifications", "/api/v1/conversations", "/@ana", "/@ana/\(id)",
            "/@ana/\(id)/history", "/@ana/feed.atom", "/@ana/feed.json", "/tags/secret", "/everybody",
        ]
    }

    private func mark(_ id: Int64, _ circle: Circle) async throws {
        for verb in ["favourite", "bookmark", "reblog"] {
            #expect(try await circle.ask(.follower, .post, "/api/v1/statuses/\(id)/\(verb)").status == 200)
        }
        try await circle.web.store.pin(id, true, by: circle.ana.profileID, at: circle.web.clock.date)
    }

    @Test func whatWasDeletedIsNowhereAnyMore() async throws {
        let circle = try await Circle()
        let post = try await circle.say("Hush now @mentioned #secret", .public)
        try await mark(post.id, circle)
        let answer = try await circle.ask(.mentioned, .post, "/api/v1/statuses", "status=Why&in_reply_to_id=\(post.id)")
        let answerID = try #require(try answer.object()["id"] as? String)
        try await circle.web.store.edit(
            post.id,
            to: PostDraft(text: "Hush again @mentioned #secret"),
            as: circle.ana.author,
            at: circle.web.clock.date
        )
        for path in paths(post.id, circle.ana.profileID) { _ = try await circle.ask(.follower, .get, path) }
        let deleted = try await circle.ask(.author, .delete, "/api/v1/statuses/\(post.id)")
        #expect(try deleted.object()["text"] as? String == "Hush again @mentioned #secret")
        for who in [Who.author, .follower, .mentioned, .anybody] {
            for path in paths(post.id, circle.ana.profileID) {
                let answer = try await circle.ask(who, .get, path)
                #expect(!answer.body.contains("Hush"), "\(who) \(path)")
                let isOwnPath =
                    path.contains("/\(post.id)") && !path.contains("history") || path.hasPrefix("/api/v1/statuses/")
                if isOwnPath { #expect([401, 404, 410].contains(answer.status), "\(who) \(path): \(answer.status)") }
            }
            #expect(try await circle.ask(who, .get, "/api/v1/statuses/\(answerID)/context").status == 200)
        }
        #expect(try await circle.ask(.anybody, .get, "/@ana/\(post.id)").status == 410)
        #expect(try await circle.ask(.follower, .get, "/api/v1/notifications").body == "[]")
        let tags = try await circle.ask(.follower, .get, "/api/v2/search?type=hashtags&q=secret").object()
        #expect((tags["hashtags"] as? [Any])?.isEmpty == true)
        // Nothing that is kept in the open holds the words: neither the index of words nor the post before its edit.
        await circle.web.store.close()
        let file = try Data(contentsOf: URL(filePath: circle.web.store.path))
        #expect(file.firstRange(of: Data("Hush again @mentioned".utf8)) == nil)
        #expect(file.firstRange(of: Data("Hush now @mentioned".utf8)) == nil)
    }

    @Test func whatWasSaidBeforeIsInTheHistoryAlone() async throws {
        let circle = try await Circle()
        let post = try await circle.say("Hush now @mentioned #secret", .public)
        try await mark(post.id, circle)
        for path in paths(post.id, circle.ana.profileID) { _ = try await circle.ask(.follower, .get, path) }
        circle.web.clock.advance(by: 1)
        try await circle.web.store.edit(
            post.id,
            to: PostDraft(text: "All is said @mentioned #open"),
            as: circle.ana.author,
            at: circle.web.clock.date
        )
        for path in paths(post.id, circle.ana.profileID) {
            let answer = try await circle.ask(.follower, .get, path)
            let isFound = answer.body.contains("Hush") && !path.contains("q=hush")
            #expect(isFound == path.hasSuffix("/history"), "\(path)")
        }
        let words = try await circle.ask(.follower, .get, "/api/v2/search?q=hush&type=statuses").object()
        #expect((words["statuses"] as? [Any])?.isEmpty == true)
        let found = try await circle.ask(.follower, .get, "/api/v2/search?q=said&type=statuses").object()
        #expect((found["statuses"] as? [Any])?.count == 1)
    }

    /// Whom an edit does not call any more reads no more, not even what the post said then.
    @Test func whoIsCalledNoMoreSeesNoMore() async throws {
        let circle = try await Circle()
        let post = try await circle.say("Hush now @mentioned", .direct)
        #expect(try await circle.ask(.mentioned, .get, "/api/v1/conversations").body.contains("Hush now"))
        try await circle.web.store.edit(
            post.id,
            to: PostDraft(text: "Hush now", audience: .direct),
            as: circle.ana.author,
            at: circle.web.clock.date
        )
        for path in paths(post.id, circle.ana.profileID) {
            let answer = try await circle.ask(.mentioned, .get, path)
            #expect(!answer.body.contains("Hush now"), "\(path)")
        }
    }

    @Test func anEditKeepsItsAudienceAndDescribesThePicturesThatItNames() async throws {
        let circle = try await Circle()
        var media: [Int64] = []
        for picture in [TinyPicture.named, .palette] {
            media.append(
                try await circle.web.store.keepPicture(
                    picture.bytes,
                    by: circle.ana.profileID,
                    at: circle.web.clock.date
                ).id
            )
        }
        let form = "status=Look&visibility=private&media_ids[]=\(media[0])&media_ids[]=\(media[1])"
        let said = try await circle.ask(.author, .post, "/api/v1/statuses", form)
        let id = try #require(try said.object()["id"] as? String)
        let foreign = try await circle.web.store.keepPicture(
            TinyPicture.lossy.bytes,
            by: circle.person(.stranger).profileID,
            at: circle.web.clock.date
        )
        let edit =
            "status=Look+here&visibility=public&media_attributes[0][id]=\(media[1])"
            + "&media_attributes[0][description]=Second&media_attributes[1][id]=\(foreign.id)"
            + "&media_attributes[1][description]=Not+mine"
        let answer = try await circle.ask(.author, .put, "/api/v1/statuses/\(id)", edit)
        #expect(answer.status == 200)
        let shown = try #require(try answer.object()["media_attachments"] as? [[String: Any]])
        #expect(shown.map { $0["description"] as? String } == [nil, "Second"])
        #expect(try answer.object()["visibility"] as? String == "private")
        #expect(try await circle.ask(.stranger, .get, "/api/v1/statuses/\(id)").status == 404)
        let kept = try await circle.web.store.reader.media(foreign.id, of: foreign.profileID)
        #expect(kept?.description == "")
    }
}
