import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// Somebody with an account and a program that speaks for them.
struct Newcomer: Sendable {
    let name: String
    let profileID: Int64
    let accountID: Int64
    let token: String
    let web: WebFixture

    static let password = "correct-horse"

    var viewer: Viewer { Viewer(profileID: profileID) }
    var author: Author { Author(profileID: profileID, accountID: accountID) }

    /// - Parameter profiles: whom they speak for; empty: a profile of their own.
    init(
        _ name: String,
        speakingFor profiles: [String] = [],
        scopes: String = "read write follow",
        on web: WebFixture
    ) async throws {
        let now = web.clock.date
        try await web.store.addAccount(name, profiles: profiles, password: Self.hash, at: now)
        let account = try #require(try await web.store.reader.account(named: name))
        accountID = account.id
        profileID = try #require(account.profiles.first).id
        let secret = Secret()
        var access = NewToken(.access, accountID: account.id, profileID: profileID)
        access.scopes = Scopes(scopes)
        try await web.store.issue(access, hash: secret.hash, at: now)
        self.name = name
        token = secret.text
        self.web = web
    }

    /// Made once: it takes a quarter of a second.
    private static let hash = try? PasswordHash(password)

    func ask(
        _ method: HTTPRequest.Method = .get,
        _ path: String,
        _ form: String = "",
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        headers[.authorization] = "Bearer \(token)"
        return try await web.send(method, path, form, headers: headers)
    }

    /// Publishes something and returns its number.
    @discardableResult
    func say(_ text: String, _ audience: Audience = .public, answering parent: Int64? = nil) async throws -> Int64 {
        web.clock.advance(by: 1)
        let draft = PostDraft(text: text, audience: audience, replyToID: parent)
        return try await web.store.publish(draft, as: author, at: web.clock.date)
    }
}

extension WebFixture {
    /// One request with a form in its body.
    func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ form: String = "",
        headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if !form.isEmpty, headers[.contentType] == nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        return try await get(path, method: method, headers: headers, body: form)
    }
}

extension Answer {
    func object() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any])
    }

    func list() throws -> [[String: Any]] {
        try #require(try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [[String: Any]])
    }
}
