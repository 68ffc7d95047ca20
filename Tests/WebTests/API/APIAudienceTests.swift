import Foundation
import HTTPTypes
import TestSupport
import Testing
import Timeline

@testable import Web

/// Who sees what through the client API, and who hears of it as it happens.
@Suite struct APIAudienceTests {
    private let web: WebFixture
    private let people: [String: Newcomer]
    private let list: Int64

    /// Ana writes; Fay follows her, Lea is on her list, Mia is named in what she says, Sam is a stranger, Bob is blocked.
    init() async throws {
        web = try await WebFixture()
        var people: [String: Newcomer] = [:]
        for name in ["ana", "fay", "lea", "mia", "sam", "bob"] { people[name] = try await Newcomer(name, on: web) }
        self.people = people
        try await web.follow("ana", by: "fay")
        list = try await web.addList("newsroom", of: "ana", holding: ["lea"])
        try await web.store.block(web.profile("bob").id, by: web.profile("ana").id, at: web.clock.date)
    }

    private func person(_ name: String) throws -> Newcomer { try #require(people[name]) }

    /// nil: whoever has no token.
    private func ask(_ path: String, as name: String?) async throws -> Answer {
        guard let name else { return try await web.get(path) }
        return try await person(name).ask(.get, path)
    }

    private func readers(_ audience: Audience) -> Set<String?> {
        switch audience {
        case .public, .unlisted: ["ana", "fay", "lea", "mia", "sam", nil]
        case .followers: ["ana", "fay", "mia"]
        case .list: ["ana", "lea", "mia"]
        case .direct: ["ana", "mia"]
        }
    }

    private func say(_ audience: Audience) async throws -> Int64 {
        try await web.say("Hush now @mia #secret", as: "ana", audience, list: audience == .list ? list : nil)
    }

    @Test(arguments: Audience.allCases)
    func everyPathShowsAPostToItsAudienceAndToNobodyElse(audience: Audience) async throws {
        let id = try await say(audience)
        let ana = try await web.profile("ana").id
        let own = [
            "/api/v1/statuses/\(id)", "/api/v1/statuses/\(id)/history", "/api/v1/statuses?id[]=\(id)",
            "/api/v1/accounts/\(ana)/statuses",
        ]
        let others = [
            "/api/v1/timelines/home", "/api/v1/timelines/public", "/api/v1/timelines/tag/secret",
            "/api/v1/timelines/list/\(list)", "/api/v2/search?q=hush", "/api/v1/notifications", "/api/v2/notifications",
            "/api/v1/conversations", "/api/v1/favourites", "/api/v1/bookmarks", "/api/v1/statuses/\(id)/source",
            "/api/v1/statuses/\(id)/context", "/api/v1/statuses/\(id)/favourited_by",
        ]
        // Twice: the second answer may come from memory.
        for _ in 0..<2 {
            for name in people.keys.map(Optional.some) + [nil] {
                let mayRead = readers(audience).contains(name)
                for path in own {
                    let found = try await ask(path, as: name).body.contains("Hush now")
                    #expect(found == mayRead, "\(path) for \(name ?? "anybody")")
                }
                for path in others where !mayRead {
                    let answer = try await ask(path, as: name)
                    #expect(!answer.body.contains("Hush"), "\(path) for \(name ?? "anybody")")
                }
                let status = try await ask("/api/v1/statuses/\(id)/context", as: name).status
                #expect(status == (mayRead ? 200 : 404))
            }
        }
        let home = try await ask("/api/v1/timelines/home", as: "fay").body
        #expect(home.contains("Hush now") == [.public, .unlisted, .followers].contains(audience))
        let everybody = try await ask("/api/v1/timelines/public", as: nil).body
        #expect(everybody.contains("Hush now") == (audience == .public))
        // Counts and marks of what one may not read cannot be changed either.
        let sam = try await person("sam").ask(.post, "/api/v1/statuses/\(id)/favourite")
        #expect(sam.status == (readers(audience).contains("sam") ? 200 : 404))
    }

    @Test(arguments: Audience.allCases)
    func whatIsGoneLeavesNothingBehind(audience: Audience) async throws {
        let id = try await say(audience)
        let mia = try person("mia")
        #expect(try await mia.ask(.get, "/api/v1/statuses/\(id)").status == 200)
        #expect(try await person("ana").ask(.delete, "/api/v1/statuses/\(id)").status == 200)
        for path in ["/api/v1/statuses/\(id)", "/api/v1/statuses/\(id)/history", "/api/v1/statuses/\(id)/context"] {
            #expect(try await mia.ask(.get, path).status == 404)
        }
        for path in ["/api/v2/search?q=hush", "/api/v1/notifications", "/api/v1/timelines/tag/secret"] {
            #expect(try await !mia.ask(.get, path).body.contains("Hush"), "\(path)")
        }
    }

    @Test func whoIsNoLongerFollowedByYouIsNoLongerRead() async throws {
        let id = try await say(.followers)
        let fay = try person("fay")
        #expect(try await fay.ask(.get, "/api/v1/statuses/\(id)").status == 200)
        #expect(try await fay.ask(.post, "/api/v1/accounts/\(web.profile("ana").id)/unfollow").status == 200)
        #expect(try await fay.ask(.get, "/api/v1/statuses/\(id)").status == 404)
        #expect(try await !fay.ask(.get, "/api/v1/timelines/home").body.contains("Hush"))
    }

    // MARK: - As it happens

    /// What somebody hears of while something happens; their token is withdrawn then, which ends the stream.
    private func hears(
        _ path: String,
        _ name: String,
        while work: @Sendable () async throws -> Void
    ) async throws -> String {
        let person = try person(name)
        async let answer = person.ask(.get, path)
        while web.store.events.listenerCount == 0 { try await Task.sleep(for: .milliseconds(2)) }
        try await work()
        try await web.store.revoke(person.token)
        return try await answer.body
    }

    @Test(arguments: Audience.allCases, ["fay", "lea", "mia", "sam", "bob"])
    func aStreamTellsOfAPostToItsAudienceAlone(audience: Audience, name: String) async throws {
        let web = web
        let said = try await hears("/api/v1/streaming/user", name) {
            let id = try await say(audience)
            try await web.edit(id, to: "Hush again @mia #secret", by: "ana")
            try await web.store.delete(id, by: web.profile("ana").id, at: web.clock.date)
        }
        let isTold = said.contains("Hush")
        let isFollowed = name == "fay" && [.public, .unlisted, .followers].contains(audience)
        let isNamed = name == "mia" && said.contains("event: notification")
        #expect(!isTold || isFollowed || isNamed, "\(said)")
        #expect(!said.contains("event: delete") || isFollowed || isNamed || audience.isOpen)
    }

    @Test func aStreamTellsAFollowerOfEverything() async throws {
        let (web, fay) = (web, try person("fay"))
        try await web.served { address in
            let port = try #require(URL(string: address)?.port)
            let heard = Shared("")
            let request =
                "GET /api/v1/streaming/user HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(fay.token)\r\n"
                + "Connection: close\r\n\r\n"
            async let answer = RawClient.send(request, to: .tcp(port: port), heard: heard)
            func hears(_ words: String) async throws {
                while !heard.value.contains(words) { try await Task.sleep(for: .milliseconds(5)) }
            }
            try await hears(":)")
            let id = try await say(.followers)
            try await hears("event: update\ndata: {\"id\":\"\(id)\"")
            try await web.edit(id, to: "Hush again", by: "ana")
            try await hears("event: status.update\ndata: {\"id\":\"\(id)\"")
            try await web.store.delete(id, by: web.profile("ana").id, at: web.clock.date)
            try await hears("event: delete\ndata: \(id)\n\n")
            try await web.store.revoke(fay.token)
            #expect(try await answer?.contains("Hush again") == true)
        }
    }

    @Test func aStreamEndsWithTheAccountThatListens() async throws {
        let sam = try person("sam")
        async let answer = sam.ask(.get, "/api/v1/streaming/public")
        while web.store.events.listenerCount == 0 { try await Task.sleep(for: .milliseconds(2)) }
        try await web.store.removeAccount("sam")
        #expect(try await answer.status == 200)
        _ = try await say(.public)
        #expect(try await !answer.body.contains("Hush"))
    }
}
