import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// Ana, and people who are each something else to her, with programs that all ask the same server.
struct Circle: Sendable {
    enum Who: String, CaseIterable {
        case author, mentioned, follower, member, muting, stranger, anybody, blocked, blocking
    }

    let web: WebFixture
    let door: FrontDoor
    let ana: Newcomer
    /// A list of Ana's that holds the member.
    let newsroom: Int64
    private let people: [Who: Newcomer]
    private let lists: [Who: Int64]

    init() async throws {
        let web = try await WebFixture()
        var people: [Who: Newcomer] = [:]
        for who in Who.allCases where who != .anybody {
            people[who] = try await Newcomer(who == .author ? "ana" : who.rawValue, on: web)
        }
        let ana = try #require(people[.author])
        let now = web.clock.date
        var lists: [Who: Int64] = [:]
        for (who, person) in people where who != .author {
            let list = try await web.store.addList("mine", by: person.profileID).id
            try await web.store.setMembers([ana.profileID], areIn: true, list: list, of: person.profileID)
            lists[who] = list
            guard [.follower, .muting, .blocked, .blocking].contains(who) else { continue }
            try await web.store.follow(ana.profileID, by: person.profileID, at: now)
        }
        newsroom = try await web.addList("newsroom", of: "ana", holding: ["member", "blocked", "blocking"])
        func id(_ who: Who) throws -> Int64 { try #require(people[who]).profileID }
        try await web.store.block(id(.blocked), by: ana.profileID, at: now)
        try await web.store.block(ana.profileID, by: id(.blocking), at: now)
        try await web.store.mute(ana.profileID, by: id(.muting), hidesNotifications: true, until: nil, at: now)
        web.clock.advance(by: 1)
        self.web = web
        self.ana = ana
        self.people = people
        self.lists = lists
        door = FrontDoor(web)
    }

    func token(_ who: Who) -> String? { people[who]?.token }

    func person(_ who: Who) throws -> Newcomer { try #require(people[who]) }

    /// The list on which somebody has Ana.
    func list(of who: Who) -> Int64? { lists[who] }

    func ask(
        _ who: Who,
        _ method: HTTPRequest.Method = .get,
        _ path: String,
        _ form: String = ""
    ) async throws -> Answer {
        try await door.ask(method, path, form, token: token(who))
    }

    /// Who reads what Ana says to an audience, if it calls the mentioned, and in vain those who have nothing to do with
    /// her.
    static func sees(_ who: Who, _ audience: Audience) -> Bool {
        switch who {
        case .author, .mentioned: true
        case .blocked, .blocking: false
        case .follower, .muting: audience != .list && audience != .direct
        case .member: audience.isOpen || audience == .list
        case .stranger, .anybody: audience.isOpen
        }
    }

    /// Ana's words, with a picture.
    func say(_ text: String, _ audience: Audience) async throws -> (id: Int64, picture: String) {
        web.clock.advance(by: 1)
        let picture = try await web.store.keepPicture(
            TinyPicture.named.bytes,
            by: ana.profileID,
            description: "Hush now",
            at: web.clock.date
        )
        var draft = PostDraft(text: text, audience: audience, mediaIDs: [picture.id])
        if audience == .list { draft.listID = newsroom }
        let id = try await web.store.publish(draft, as: ana.author, at: web.clock.date)
        return (id, "/media/\(picture.name)")
    }

    /// Something that everybody is told of, and of its end: after it all that came before was told.
    func markTheEnd() async throws -> Int64 {
        let stranger = try person(.stranger)
        let id = try await stranger.say("the end")
        try await web.store.delete(id, by: stranger.profileID, at: web.clock.date)
        return id
    }
}
