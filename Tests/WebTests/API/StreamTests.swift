import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct StreamTests {
    private typealias Who = Circle.Who

    private struct Seat {
        let who: Who
        let path: String
        let listener: Listener
    }

    private func listen(_ circle: Circle) async throws -> [Seat] {
        var seats: [Seat] = []
        for who in Who.allCases {
            var paths = ["public", "hashtag?tag=Secret"]
            if who != .anybody { paths += ["user", "user/notification", "direct"] }
            if let list = circle.list(of: who) { paths.append("list?list=\(list)") }
            for path in paths {
                let listener = try await Listener(
                    circle.door,
                    "/api/v1/streaming/" + path,
                    token: circle.token(who)
                )
                seats.append(Seat(who: who, path: path, listener: listener))
            }
        }
        return seats
    }

    /// Whether a stream tells of something that Ana says with a tag and a mention.
    private func tells(_ seat: Seat, _ audience: Audience) -> Bool {
        let sees = Circle.sees(seat.who, audience) && seat.who != .muting
        return switch seat.path.prefix(while: { $0 != "?" }) {
        case "public", "hashtag": sees && audience == .public
        case "user": sees && audience != .direct && (seat.who == .author || seat.who == .follower)
        case "list": sees
        default: false
        }
    }

    @Test(arguments: Audience.allCases)
    func eachStreamTellsItsListenersAndNobodyElse(audience: Audience) async throws {
        let circle = try await Circle()
        let web = circle.web
        let seats = try await listen(circle)
        func heard(_ name: String, _ check: (Seat, [Listener.Frame]) -> Void) async throws {
            let mark = try await circle.markTheEnd()
            for seat in seats {
                let frames = await seat.listener.frames(until: mark).filter { !$0.data.contains("the end") }
                check(seat, frames)
            }
        }
        let post = try await circle.say("Hush now @mentioned @blocked @blocking #secret", audience)
        try await heard("update") { seat, frames in
            #expect(frames.contains { $0.event == "update" } == tells(seat, audience), "\(seat.who) \(seat.path)")
            let isToldOfMention = seat.who == .mentioned && seat.path.hasPrefix("user")
            #expect(frames.contains { $0.event == "notification" } == isToldOfMention, "\(seat.who) \(seat.path)")
            let hasMessage = audience == .direct && seat.path == "direct" && [.author, .mentioned].contains(seat.who)
            #expect(frames.contains { $0.event == "conversation" } == hasMessage, "\(seat.who) \(seat.path)")
            let mayHear = tells(seat, audience) || isToldOfMention || hasMessage
            #expect(mayHear || !frames.contains { $0.data.contains("Hush now") }, "\(seat.who) \(seat.path)")
        }
        web.clock.advance(by: 1)
        let words = PostDraft(text: "Hush again @mentioned #secret")
        try await web.store.edit(post.id, to: words, as: circle.ana.author, at: web.clock.date)
        try await heard("status.update") { seat, frames in
            #expect(
                frames.contains { $0.event == "status.update" } == tells(seat, audience),
                "\(seat.who) \(seat.path)"
            )
            #expect(tells(seat, audience) || !frames.contains { $0.data.contains("Hush") }, "\(seat.who) \(seat.path)")
        }
        try await web.store.delete(post.id, by: circle.ana.profileID, at: web.clock.date)
        try await heard("delete") { seat, frames in
            // That something which everybody could read is gone may be told to everybody.
            let isTold = audience.isOpen || tells(seat, audience)
            let end = Listener.Frame(event: "delete", data: "\(post.id)")
            #expect(frames == (isTold ? [end] : []), "\(seat.who) \(seat.path): \(frames)")
        }
    }

    @Test(.timeLimit(.minutes(5))) func aStreamEndsWithItsTokenAndNoOther() async throws {
        let circle = try await Circle()
        let follower = try await Listener(circle.door, "/api/v1/streaming/user", token: circle.token(.follower))
        let member = try await Listener(circle.door, "/api/v1/streaming/public", token: circle.token(.member))
        try await circle.web.store.revoke(#require(circle.token(.follower)))
        try await circle.ana.say("Hush now")
        #expect(await follower.framesUntilTheEnd().isEmpty)
        let mark = try await circle.markTheEnd()
        #expect(await member.frames(until: mark).contains { $0.data.contains("Hush now") })
    }

    private static let ends: [(name: String, end: @Sendable (WebFixture, Newcomer) async throws -> Void)] = [
        ("removed", { try await $0.store.removeAccount($1.name) }),
        ("password", { try await $0.store.setPassword(nil, ofAccount: $1.name) }),
        ("profiles", { try await $0.store.setProfiles(["reporter"], ofAccount: $1.name) }),
        (
            "grant",
            { web, person in
                for grant in try await web.store.reader.grants(ofAccount: person.accountID) {
                    try await web.store.revokeGrant(grant.id, ofAccount: person.accountID)
                }
            }
        ),
    ]

    @Test(.timeLimit(.minutes(5)), arguments: ends.map(\.name))
    func aStreamEndsWithWhatItsTokenStoodFor(name: String) async throws {
        let circle = try await Circle()
        let person = try circle.person(.follower)
        let listener = try await Listener(circle.door, "/api/v1/streaming/user", token: person.token)
        try await #require(Self.ends.first { $0.name == name }).end(circle.web, person)
        try await circle.ana.say("Hush now")
        #expect(await listener.framesUntilTheEnd().isEmpty)
    }

    @Test func aProgramIsToldNoMoreThanItWasLet() async throws {
        let web = try await WebFixture()
        let door = FrontDoor(web)
        let ana = try await Newcomer("ana", scopes: "read:statuses", on: web)
        let ben = try await Newcomer("ben", scopes: "write read:notifications", on: web)
        let listener = try await Listener(door, "/api/v1/streaming/user", token: ana.token)
        let other = try await Listener(door, "/api/v1/streaming/user/notification", token: ben.token)
        try await ben.say("Hello @ana")
        try await ana.say("Hello @ben")
        let end = try await ana.say("the end")
        try await web.store.delete(end, by: ana.profileID, at: web.clock.date)
        #expect(await !listener.frames(until: end).contains { $0.event == "notification" })
        #expect(await other.frames(until: end).contains { $0.event == "notification" })
        #expect(try await door.ask(.get, "/api/v1/streaming/user", token: ben.token).status == 403)
        for path in ["user", "user/notification", "direct", "list?list=1"] {
            #expect(try await door.ask(.get, "/api/v1/streaming/\(path)").status == 401)
            #expect(try await door.ask(.get, "/api/v1/streaming/\(path)", token: "made up").status == 401)
        }
    }

    /// Browsers cannot say it otherwise for a stream; everywhere else an address with a token in it would be written down.
    @Test func aTokenInTheAddressIsForStreamsAlone() async throws {
        let web = try await WebFixture()
        let door = FrontDoor(web)
        let ana = try await Newcomer("ana", on: web)
        let response = try await door.respond(.get, "/api/v1/streaming/user?access_token=\(ana.token)")
        #expect(response.status == .ok)
        #expect(try await door.ask(.get, "/api/v1/timelines/home?access_token=\(ana.token)").status == 401)
        #expect(try await door.ask(.post, "/api/v1/statuses?access_token=\(ana.token)", "status=x").status == 401)
        #expect(try await door.ask(.post, "/api/v1/statuses", "status=x&access_token=\(ana.token)").status == 401)
    }
}
