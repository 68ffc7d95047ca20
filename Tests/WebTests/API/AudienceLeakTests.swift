import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// Each way in which programs read, as each kind of reader.
@Suite struct AudienceLeakTests {
    private typealias Who = Circle.Who

    /// What a path of the API shows, and to whom it should.
    private struct Path {
        let path: String
        /// Whether it is answered at all; otherwise what counts is whether the words are in it.
        var isAnswer = false
        let shows: (Who) -> Bool
    }

    private static let words = "Hush now"

    private func paths(
        _ post: (id: Int64, picture: String),
        answer: Int64,
        _ audience: Audience,
        _ circle: Circle
    )
        -> [Path]
    {
        let id = post.id
        let ana = circle.ana.profileID
        func sees(_ who: Who) -> Bool { Circle.sees(who, audience) }
        func isKnown(_ who: Who) -> Bool { who != .anybody }
        let isCalled: (Who) -> Bool = { $0 == .author || $0 == .mentioned }
        let mine = (isPublic: audience == .public, isDirect: audience == .direct)
        let base = "/api/v1/statuses/\(id)"
        let profile = "/api/v1/accounts/\(ana)/statuses"
        let address = "https://news.example.org/@ana/\(id)".urlEncoded
        return [
            Path(path: base) { sees($0) },
            Path(path: "/api/v1/statuses?id[]=\(id)") { sees($0) },
            Path(path: base + "/source") { sees($0) && isKnown($0) },
            Path(path: base + "/history") { sees($0) },
            Path(path: base + "/card", isAnswer: true) { sees($0) },
            Path(path: base + "/context", isAnswer: true) { sees($0) },
            Path(path: base + "/favourited_by", isAnswer: true) { sees($0) },
            Path(path: base + "/reblogged_by", isAnswer: true) { sees($0) },
            Path(path: "/api/v1/statuses/\(answer)/context") { sees($0) && $0 != .muting },
            Path(path: "/api/v1/timelines/home") { !mine.isDirect && sees($0) && [.author, .follower].contains($0) },
            Path(path: "/api/v1/timelines/public") { mine.isPublic && sees($0) && $0 != .muting },
            Path(path: "/api/v1/timelines/tag/secret") { mine.isPublic && sees($0) && $0 != .muting },
            Path(path: profile) { sees($0) },
            Path(path: profile + "?pinned=true") { sees($0) },
            Path(path: profile + "?exclude_replies=1&exclude_reblogs=1&only_media=1&tagged=secret") { sees($0) },
            Path(path: "/api/v2/search?q=hush&type=statuses") {
                isKnown($0) && sees($0) && $0 != .muting && (audience != .unlisted || $0 == .author)
            },
            Path(path: "/api/v2/search?resolve=true&q=\(address)") { sees($0) },
            Path(path: "/api/v1/favourites") { isKnown($0) && sees($0) },
            Path(path: "/api/v1/bookmarks") { isKnown($0) && sees($0) },
            Path(path: "/api/v1/notifications", shows: isCalled),
            Path(path: "/api/v2/notifications", shows: isCalled),
            Path(path: "/api/v1/conversations") { mine.isDirect && isCalled($0) },
            // What everybody may look at on the web, a picture is for those too who are blocked.
            Path(path: post.picture, isAnswer: true) { audience.isOpen || sees($0) },
            Path(path: "/@ana/feed.atom") { _ in mine.isPublic },
            Path(path: "/@ana/feed.json") { _ in mine.isPublic },
        ]
    }

    @Test(arguments: Audience.allCases)
    func eachPathShowsAPostToItsAudienceAndToNobodyElse(audience: Audience) async throws {
        let circle = try await Circle()
        let post = try await circle.say("\(Self.words) @mentioned @blocked @blocking #secret", audience)
        try await circle.web.store.pin(post.id, true, by: circle.ana.profileID, at: circle.web.clock.date)
        let answer = try await circle.ana.say("And so on", answering: post.id)
        let known = Who.allCases.filter { $0 != .anybody }
        for who in known {
            for verb in ["favourite", "bookmark"] {
                let answer = try await circle.ask(who, .post, "/api/v1/statuses/\(post.id)/\(verb)")
                #expect(answer.status == (Circle.sees(who, audience) ? 200 : 404), "\(who) \(verb)")
            }
        }
        // Those who may see it come first, so that whatever is kept of their answers would show.
        for who in Who.allCases {
            for path in paths(post, answer: answer, audience, circle) {
                let answer = try await circle.ask(who, .get, path.path)
                let isShown = path.isAnswer ? answer.status == 200 : answer.body.contains(Self.words)
                #expect(isShown == path.shows(who), "\(who) \(path.path): \(answer.status)")
            }
            guard let list = circle.list(of: who) else { continue }
            let timeline = try await circle.ask(who, .get, "/api/v1/timelines/list/\(list)")
            #expect(timeline.body.contains(Self.words) == (Circle.sees(who, audience) && who != .muting), "\(who)")
        }
    }

    @Test(arguments: [Audience.public, .followers])
    func whoIsBlockedFindsNothingOfWhatWasMarkedBefore(audience: Audience) async throws {
        let circle = try await Circle()
        let post = try await circle.say("\(Self.words) @follower #secret", audience)
        let answer = try await circle.ana.say("And so on", answering: post.id)
        for verb in ["favourite", "bookmark"] {
            #expect(try await circle.ask(.follower, .post, "/api/v1/statuses/\(post.id)/\(verb)").status == 200)
        }
        #expect(try await circle.ask(.follower, .get, "/api/v1/notifications").body.contains(Self.words))
        let follower = try circle.person(.follower).profileID
        try await circle.web.store.block(follower, by: circle.ana.profileID, at: circle.web.clock.date)
        for path in paths(post, answer: answer, audience, circle) where !path.path.contains("feed.") {
            let answer = try await circle.ask(.follower, .get, path.path)
            if path.path.hasPrefix("/media/"), audience == .public { continue }
            #expect(path.isAnswer ? answer.status == 404 : !answer.body.contains(Self.words), "\(path.path)")
        }
    }

    @Test func theListsOfOthersAreNotThere() async throws {
        let circle = try await Circle()
        for path in ["/api/v1/lists/\(circle.newsroom)", "/api/v1/timelines/list/\(circle.newsroom)"] {
            #expect(try await circle.ask(.author, .get, path).status == 200)
            #expect(try await circle.ask(.member, .get, path).status == 404)
        }
        for path in ["/api/v1/lists/\(circle.newsroom)/accounts", "/api/v1/streaming/list?list=\(circle.newsroom)"] {
            #expect(try await circle.ask(.member, .get, path).status == 404)
        }
        let list = "/api/v1/lists/\(circle.newsroom)"
        let stranger = try circle.person(.stranger).profileID
        #expect(try await circle.ask(.stranger, .post, list + "/accounts", "account_ids[]=\(stranger)").status == 404)
        #expect(try await circle.ask(.stranger, .put, list, "title=x").status == 404)
        #expect(try await circle.ask(.stranger, .delete, list).status == 404)
        // Nor can one speak to them.
        let form = "status=x&list_id=\(circle.newsroom)"
        #expect(try await circle.ask(.stranger, .post, "/api/v1/statuses", form).status == 422)
    }

    @Test func nobodyChangesWhatIsSomebodyElses() async throws {
        let circle = try await Circle()
        let post = try await circle.say(Self.words, .public)
        let media = try await circle.web.store.keepPicture(
            TinyPicture.palette.bytes,
            by: circle.ana.profileID,
            at: circle.web.clock.date
        )
        let due = circle.web.clock.date + 3_600
        let draft = PostDraft(text: Self.words)
        let scheduled = try await circle.web.store.schedule(
            draft,
            as: circle.ana.author,
            due: due,
            at: circle.web.clock.date
        )
        let base = "/api/v1/statuses/\(post.id)"
        #expect(try await circle.ask(.stranger, .put, base, "status=x").status == 404)
        #expect(try await circle.ask(.stranger, .delete, base).status == 404)
        #expect(try await circle.ask(.stranger, .post, base + "/pin").status == 422)
        #expect(try await circle.ask(.stranger, .put, "/api/v1/media/\(media.id)", "description=x").status == 404)
        #expect(try await circle.ask(.stranger, .get, "/api/v1/media/\(media.id)").status == 404)
        let form = "status=x&media_ids[]=\(media.id)"
        #expect(try await circle.ask(.stranger, .post, "/api/v1/statuses", form).status == 422)
        let waiting = "/api/v1/scheduled_statuses/\(scheduled)"
        #expect(try await circle.ask(.stranger, .get, waiting).status == 404)
        #expect(try await circle.ask(.stranger, .put, waiting, "scheduled_at=2030-01-01T00:00:00Z").status == 404)
        #expect(try await circle.ask(.stranger, .delete, waiting).status == 404)
        #expect(try await !circle.ask(.stranger, .get, "/api/v1/scheduled_statuses").body.contains(Self.words))
        #expect(try await circle.ask(.author, .get, waiting).status == 200)
    }

    /// An answer or a boost would say that there is something to answer.
    @Test(arguments: [Audience.followers, .list, .direct])
    func whatOneDoesNotSeeCannotBeAnsweredOrBoosted(audience: Audience) async throws {
        let circle = try await Circle()
        let post = try await circle.say(Self.words, audience)
        for who in [Circle.Who.stranger, .blocked, .blocking] {
            let form = "status=What&in_reply_to_id=\(post.id)"
            #expect(try await circle.ask(who, .post, "/api/v1/statuses", form).status == 404)
            #expect(try await circle.ask(who, .post, "/api/v1/statuses/\(post.id)/reblog").status == 404)
        }
        #expect(try await circle.ask(.author, .post, "/api/v1/statuses/\(post.id)/reblog").status == 403)
    }
}
