import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// Somebody's browser: it keeps cookies, and sends the forms that it was shown.
final class Browser: Sendable {
    let web: WebFixture
    private let cookies = Shared<[String: String]>([:])
    private let formToken = Shared("")

    /// What the last page signed its forms with.
    var token: String { formToken.value }

    init(_ web: WebFixture) { self.web = web }

    func cookie(_ name: String) -> String? { cookies.value[name] }

    func forget(_ name: String) { cookies.withLock { _ = $0.removeValue(forKey: name) } }

    func keep(_ name: String, _ value: String) { cookies.withLock { $0[name] = value } }

    /// Goes to an address, and to where it is sent on from there.
    @discardableResult
    func visit(_ path: String, language: String = "en") async throws -> Answer {
        var answer = try await request(path, headers: [.acceptLanguage: language])
        for _ in 0..<5 {
            guard (300..<400).contains(answer.status), let next = answer["Location"], next.hasPrefix("/") else { break }
            answer = try await request(next, headers: [.acceptLanguage: language])
        }
        return answer
    }

    /// Sends a form as the last page had it: signed, and from our own pages.
    @discardableResult
    func send(_ path: String, _ fields: [String: String] = [:], headers: HTTPFields = [:]) async throws -> Answer {
        var fields = fields
        if fields["form_token"] == nil { fields["form_token"] = formToken.value }
        let own: HTTPFields = [.origin: "https://news.example.org", .secFetchSite: "same-origin"]
        return try await post(path, fields, headers: own.merged(with: headers))
    }

    /// Sends whatever it is told to.
    func post(_ path: String, _ fields: [String: String], headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        let body = fields.sorted { $0.key < $1.key }
            .map { "\($0.key.urlEncoded)=\($0.value.urlEncoded)" }.joined(separator: "&")
        return try await request(path, method: .post, headers: headers, body: body)
    }

    @discardableResult
    func request(
        _ path: String,
        method: HTTPRequest.Method = .get,
        headers: HTTPFields = [:],
        body: String? = nil
    ) async throws -> Answer {
        try await request(path, method: method, headers: headers, bytes: body.map { Array($0.utf8) })
    }

    @discardableResult
    func request(
        _ path: String,
        method: HTTPRequest.Method,
        headers: HTTPFields,
        bytes: [UInt8]?
    ) async throws -> Answer {
        var headers = headers
        let carried = cookies.value.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        if !carried.isEmpty { headers[.cookie] = carried.joined(separator: "; ") }
        let answer = try await web.get(path, method: method, headers: headers, bytes: bytes)
        for line in answer.headers[values: .setCookie] {
            let parts = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
            let pair = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            if parts.contains("Max-Age=0") { forget(pair[0]) } else { keep(pair[0], pair[1]) }
        }
        if let token = answer.body.firstMatch(of: /name="form_token" value="([^"]*)"/) {
            formToken.value = String(token.1)
        }
        return answer
    }
}

extension HTTPFields {
    fileprivate func merged(with others: HTTPFields) -> HTTPFields {
        var fields = self
        for field in others { fields[field.name] = field.value }
        return fields
    }
}

extension WebFixture {
    func profile(_ name: String) async throws -> ProfileRecord {
        try #require(try await store.reader.profile(named: name))
    }

    /// Says something as somebody, a second after whatever was said before.
    @discardableResult
    func say(
        _ text: String,
        as name: String,
        _ audience: Audience = .public,
        list: Int64? = nil,
        replyTo parent: Int64? = nil,
        warning: String = ""
    ) async throws -> Int64 {
        clock.advance(by: 1)
        let draft = PostDraft(text: text, warning: warning, audience: audience, listID: list, replyToID: parent)
        return try await store.publish(draft, as: Author(profileID: profile(name).id), at: clock.date)
    }

    func edit(_ id: Int64, to text: String, by name: String) async throws {
        clock.advance(by: 1)
        let author = Author(profileID: try await profile(name).id)
        try await store.edit(id, to: PostDraft(text: text), as: author, at: clock.date)
    }

    func follow(_ followed: String, by follower: String) async throws {
        try await store.follow(profile(followed).id, by: profile(follower).id, at: clock.date)
    }

    /// A list of somebody's with these on it.
    func addList(_ title: String, of name: String, holding members: [String] = []) async throws -> Int64 {
        let owner = try await profile(name).id
        let list = try await store.addList(title, by: owner)
        var ids: [Int64] = []
        for member in members { ids.append(try await profile(member).id) }
        try await store.setMembers(ids, areIn: true, list: list.id, of: owner)
        return list.id
    }

    static let password = "correct horse battery"

    /// Somebody with an account and a password.
    func addAccount(_ name: String, speaksFor profiles: [String] = []) async throws {
        try await store.addAccount(name, profiles: profiles, password: Self.hash.get(), at: clock.date)
    }

    private static let hash = Result { try PasswordHash(password) }

    /// A browser in which somebody is signed in; their account is made if need be.
    func browser(of name: String, speakingFor profiles: [String] = []) async throws -> Browser {
        if try await store.reader.account(named: name) == nil { try await addAccount(name, speaksFor: profiles) }
        let account = try #require(try await store.reader.account(named: name))
        let secret = Secret()
        var token = NewToken(
            .session,
            accountID: account.id,
            profileID: account.profiles.first?.id,
            label: "Test",
            expiresAt: clock.date + Session.lifetime
        )
        token.scopes = .all
        try await store.issue(token, hash: secret.hash, at: clock.date)
        let browser = Browser(self)
        browser.keep("feedline_session", secret.text)
        return browser
    }
}
