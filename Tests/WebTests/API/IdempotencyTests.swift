import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct IdempotencyTests {
    private let web: WebFixture
    private let door: FrontDoor
    private let ana: Newcomer

    init() async throws {
        web = try await WebFixture()
        door = FrontDoor(web)
        ana = try await Newcomer("ana", on: web)
    }

    private func post(_ form: String, key: String?, by person: Newcomer? = nil) async throws -> String {
        var headers = HTTPFields()
        if let key { headers[try #require(HTTPField.Name("Idempotency-Key"))] = key }
        let answer = try await door.ask(
            .post,
            "/api/v1/statuses",
            form,
            token: (person ?? ana).token,
            headers: headers
        )
        #expect(answer.status == 200, "\(answer.body)")
        return try #require(try answer.object()["id"] as? String)
    }

    /// A client that gets no answer asks again, at times before the first request is done.
    @Test(arguments: ["status=Once", "status=Once&scheduled_at=2027-01-01T00:00:00Z"])
    func requestsThatRaceMakeOnePost(form: String) async throws {
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<12 { group.addTask { try await post(form, key: "k") } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        let scheduled = try await web.store.reader.scheduledPosts(of: ana.profileID).count
        let posts = try await web.store.reader.posts(PostQuery(profileID: ana.profileID, limit: 40)).count
        #expect(scheduled + posts == 1)
    }

    @Test func anotherKeyAnotherPersonAndNoKeyMakeAnotherPost() async throws {
        let ben = try await Newcomer("ben", on: web)
        let first = try await post("status=Once", key: "k")
        #expect(try await post("status=Something+else", key: "k") == first)
        var all = [first]
        all.append(try await post("status=Once", key: "l"))
        all.append(try await post("status=Once", key: "k", by: ben))
        all.append(try await post("status=Once", key: nil))
        all.append(try await post("status=Once", key: ""))
        #expect(Set(all).count == 5)
        web.clock.advance(by: 1)
        #expect(try await !all.contains(post("status=Once&scheduled_at=2027-01-01T00:00:00Z", key: "k")))
    }

    @Test func aKeyIsForgottenAfterAnHour() async throws {
        let first = try await post("status=Once", key: "k")
        web.clock.advance(by: 3_599)
        #expect(try await post("status=Twice", key: "k") == first)
        web.clock.advance(by: 2)
        #expect(try await post("status=Twice", key: "k") != first)
    }

    /// The number of a token that has ended is given to the next one.
    @Test func aKeyIsNobodyElses() async throws {
        let first = try await post("status=Once", key: "k")
        try await web.store.revoke(ana.token)
        let ben = try await Newcomer("ben", on: web)
        #expect(try await post("status=Mine", key: "k", by: ben) != first)
    }
}
