import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// Lists that are longer than a page: whoever follows the links finds all of it, each entry once.
@Suite struct PagingLinkTests {
    private let web: WebFixture
    private let door: FrontDoor
    private let me: Newcomer

    init() async throws {
        web = try await WebFixture()
        door = FrontDoor(web)
        me = try await Newcomer("me", on: web)
    }

    private func ids(_ answer: Answer, _ path: String) throws -> [String] {
        try answer.list().compactMap { entry in
            path.contains("conversations")
                ? (entry["last_status"] as? [String: Any])?["id"] as? String : entry["id"] as? String
        }
    }

    private func link(_ relation: String, _ answer: Answer) -> String? {
        answer["Link"]?.split(separator: ", ").first { $0.hasSuffix("; rel=\"\(relation)\"") }
            .flatMap { $0.firstMatch(of: /<https:\/\/news\.example\.org([^>]+)>/)?.1 }.map(String.init)
    }

    /// The pages from one on, by nothing but their links.
    private func follow(_ relation: String, from path: String) async throws -> (pages: [[String]], last: Answer) {
        var pages: [[String]] = []
        var answer = try await door.ask(.get, path, token: me.token)
        while true {
            let page = try ids(answer, path)
            #expect(page.count <= 3)
            pages.append(page)
            if let header = answer["Link"], header.contains("next") {
                #expect(header.wholeMatch(of: /<([^>]+)>; rel="next", <([^>]+)>; rel="prev"/) != nil, "\(header)")
            }
            guard let next = link(relation, answer), pages.count < 50 else { return (pages, answer) }
            answer = try await door.ask(.get, next, token: me.token)
            #expect(answer.status == 200)
        }
    }

    private func expectWhole(_ path: String, count: Int) async throws {
        let separator = path.contains("?") ? "&" : "?"
        let all = try ids(await door.ask(.get, path + separator + "limit=40", token: me.token), path)
        #expect(all.count == count, "\(path)")
        let (older, last) = try await follow("next", from: path + separator + "limit=3")
        #expect(older.flatMap { $0 } == all, "\(path)")
        guard let back = link("prev", last) ?? nil else { return }
        let (newer, _) = try await follow("prev", from: back)
        let beyond = all.dropLast(older.last { !$0.isEmpty }?.count ?? 0)
        // With an empty last page, the way back begins at the one before.
        #expect(newer.reversed().flatMap { $0 } == Array(beyond), "\(path) back")
    }

    @Test func timelinesLeadToTheEndInBothDirections() async throws {
        let ana = try await Newcomer("ana", on: web)
        try await web.store.follow(ana.profileID, by: me.profileID, at: web.clock.date)
        let secret = try await web.addList("secret", of: "ana")
        let list = try await web.addList("mine", of: "me", holding: ["ana"])
        for number in 1...8 {
            // What is not for the reader lies between, more of it than a page holds.
            for hidden in 1...4 { try await web.say("No \(hidden) #t", as: "ana", .list, list: secret) }
            let id = try await ana.say("Word \(number) #t")
            web.clock.advance(by: 1)
            try await web.store.favourite(id, by: me.profileID, at: web.clock.date)
            try await web.store.bookmark(id, by: me.profileID, at: web.clock.date)
        }
        for path in [
            "/api/v1/timelines/home", "/api/v1/timelines/public?local=true", "/api/v1/timelines/tag/T",
            "/api/v1/timelines/list/\(list)", "/api/v1/favourites", "/api/v1/bookmarks",
            "/api/v1/accounts/\(ana.profileID)/statuses?exclude_replies=true",
        ] { try await expectWhole(path, count: 8) }
    }

    @Test func listsOfPeopleAndWhatTheyDidLeadToTheEndInBothDirections() async throws {
        let post = try await me.say("Say what you think")
        let closed = try await Newcomer("closed", on: web)
        var change = ProfileChange()
        change.isLocked = true
        try await web.store.change(me.profileID, change, at: web.clock.date)
        let list = try await web.addList("all", of: "me")
        let now = web.clock.date
        for number in 1...7 {
            let person = try await Newcomer("p\(number)", on: web)
            let nuisance = try await Newcomer("n\(number)", on: web)
            try await web.store.follow(person.profileID, by: me.profileID, at: now)
            try await web.store.setMembers([person.profileID], areIn: true, list: list, of: me.profileID)
            try await web.store.follow(me.profileID, by: person.profileID, at: now)
            try await web.store.acceptFollower(person.profileID, of: me.profileID, at: now)
            try await web.store.follow(me.profileID, by: nuisance.profileID, at: now)
            try await web.store.favourite(post, by: person.profileID, at: now)
            _ = try await web.store.boost(post, as: person.author, at: now)
            try await person.say("Hello @me", .direct)
        }
        let notifications = try await web.store.reader.notifications(
            of: me.profileID,
            PageQuery(limit: 100),
            at: web.clock.date
        ).count
        let base = "/api/v1/accounts/\(me.profileID)"
        for (path, count) in [
            (base + "/followers", 7), (base + "/following", 7), ("/api/v1/follow_requests", 7),
            ("/api/v1/lists/\(list)/accounts", 7), ("/api/v1/statuses/\(post)/favourited_by", 7),
            ("/api/v1/statuses/\(post)/reblogged_by", 7), ("/api/v1/conversations", 7),
            ("/api/v1/notifications", notifications), ("/api/v1/notifications?types[]=mention", 7),
        ] { try await expectWhole(path, count: count) }
        for number in 1...7 {
            let nuisance = try await web.profile("n\(number)").id
            try await web.store.block(nuisance, by: me.profileID, at: now)
            let person = try await web.profile("p\(number)").id
            try await web.store.mute(person, by: me.profileID, hidesNotifications: false, until: nil, at: now)
        }
        try await expectWhole("/api/v1/blocks", count: 7)
        try await expectWhole("/api/v1/mutes", count: 7)
        _ = closed
    }

    /// The one that was written last is not the one that is due last.
    @Test func scheduledPostsLeadToTheEndInBothDirections() async throws {
        for hours in [3, 1, 7, 2, 6, 5, 4] {
            web.clock.advance(by: 1)
            _ = try await web.store.schedule(
                PostDraft(text: "In \(hours) hours"),
                as: me.author,
                due: web.clock.date + Double(hours) * 3_600,
                at: web.clock.date
            )
        }
        try await expectWhole("/api/v1/scheduled_statuses", count: 7)
    }

    /// `since_id`: the newest of those that are newer; `min_id`: those right after it.
    @Test func newerPostsAreCountedFromEitherEnd() async throws {
        var said: [String] = []
        for number in 1...6 { said.append("\(try await me.say("Word \(number)"))") }
        let home = "/api/v1/timelines/home?limit=2"
        func page(_ more: String) async throws -> [String] {
            try ids(await door.ask(.get, home + more, token: me.token), home)
        }
        #expect(try await page("") == [said[5], said[4]])
        #expect(try await page("&max_id=\(said[2])") == [said[1], said[0]])
        #expect(try await page("&since_id=\(said[1])") == [said[5], said[4]])
        #expect(try await page("&min_id=\(said[1])") == [said[3], said[2]])
        #expect(try await page("&min_id=\(said[0])&max_id=\(said[3])") == [said[2], said[1]])
        #expect(try await page("&since_id=\(said[5])").isEmpty)
        #expect(try await page("&max_id=nonsense") == [said[5], said[4]])
        #expect(try await door.ask(.get, home + "&min_id=\(said[5])", token: me.token)["Link"] == nil)
    }
}
