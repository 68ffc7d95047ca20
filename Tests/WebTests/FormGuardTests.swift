import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// Each form of the pages, taken from the router itself, so that no new one is forgotten.
@Suite struct FormGuardTests {
    private let web: WebFixture
    private let post: Int64
    private let invitation: String

    init() async throws {
        web = try await WebFixture()
        for name in ["ana", "ben"] { try await web.addAccount(name) }
        post = try await web.say("Here to stay", as: "ana")
        let account = try #require(try await web.store.reader.account(named: "ben"))
        let secret = Secret()
        let token = NewToken(.invitation, accountID: account.id, expiresAt: web.clock.date + 3_600)
        try await web.store.issue(token, hash: secret.hash, at: web.clock.date)
        invitation = secret.text
    }

    private var forms: [String] {
        FrontDoor(web).routes(forPrograms: false).filter { $0.method != .get && $0.method != .head }.map {
            $0.path.replacing("{id}", with: "\(post)").replacing("{secret}", with: invitation)
                .replacing("{name}", with: "ben")
        }
    }

    private let expired = PhraseBook.english[PhraseBook.Flaw.formExpired.title]
    private let tooOld = PhraseBook.english[SignInPhrase.formTooOld]

    private func isRefused(_ answer: Answer) -> Bool {
        [403, 422].contains(answer.status) && (answer.body.contains(expired) || answer.body.contains(tooOld))
    }

    private static let strangers: [(token: String?, headers: HTTPFields)] = [
        ("", [:]), ("x", [:]), (nil, [.origin: "https://evil.example"]), (nil, [.origin: "null"]),
        (nil, [.origin: "https://news.example.org.evil.example"]), (nil, [.origin: "http://news.example.org"]),
        (nil, [.secFetchSite: "cross-site"]), (nil, [.secFetchSite: "same-site"]),
    ]

    @Test func noFormIsTakenThatIsNotOurs() async throws {
        #expect(forms.count > 30)
        let browser = try await web.browser(of: "ana")
        try await browser.visit("/compose")
        let other = try await Browser(web).visit("/login")
        let foreign = try #require(other.body.firstMatch(of: /name="form_token" value="([^"]+)"/)?.1)
        for form in forms {
            for (token, headers) in Self.strangers {
                var fields = ["text": "x", "name": "ana", "password": WebFixture.password, "title": "x"]
                fields["form_token"] = token
                #expect(isRefused(try await browser.send(form, fields, headers: headers)), "\(form) \(headers)")
            }
            // A form of another visitor's is as good as none.
            #expect(isRefused(try await browser.send(form, ["form_token": String(foreign)])), "\(form)")
        }
        #expect(try await browser.request("/settings/sessions").status == 200)
        #expect(try await web.get("/@ana/\(post)").body.contains("Here to stay"))
        #expect(try await web.store.reader.account(named: "ben")?.password != nil)
    }

    /// Else the test above would say nothing.
    @Test func ourOwnFormsAreTaken() async throws {
        for form in forms {
            let browser = try await web.browser(of: "ana")
            try await browser.visit("/compose")
            let answer = try await browser.send(form, ["text": "x"])
            #expect(!isRefused(answer) && answer.status < 500, "\(form): \(answer.status)")
        }
    }

    /// A link or a picture on another site can ask for anything; SameSite=Lax lets the cookie go along with links.
    @Test func nothingIsChangedByLooking() async throws {
        let browser = try await web.browser(of: "ana")
        let changes = web.store.events.changes
        for route in FrontDoor(web).routes(forPrograms: false) where route.method == .get {
            let path = route.path.replacing("{id}", with: "\(post)").replacing("{secret}", with: invitation)
                .replacing("{name}", with: "ana").replacing("{code}", with: "x").replacing("{file}", with: "x")
            let fields = "form_token=x&text=x&decision=allow&confirmed=1"
            let answer = try await browser.request(path + "?" + fields)
            #expect(answer.status < 500, "\(path)")
        }
        #expect(web.store.events.changes == changes)
        #expect(try await web.store.reader.identity(.invitation, secret: invitation, at: web.clock.date) != nil)
    }

    @Test func theCookiesAreForThisSiteAlone() async throws {
        for (address, isSecure) in [("https://news.example.org", true), ("http://news.example.org", false)] {
            let door = FrontDoor(web, WebOptions(publicURL: address, version: "1"))
            let page = try await door.ask(.get, "/login")
            let form = try #require(page["Set-Cookie"])
            let secret = try #require(form.firstMatch(of: /^feedline_form=([^;]+);/)?.1)
            let token = FormToken.of(String(secret))
            let answer = try await door.ask(
                .post,
                "/login",
                "name=ana&password=\(WebFixture.password.urlEncoded)&form_token=\(token)",
                headers: [.cookie: "feedline_form=\(secret)", .origin: address]
            )
            #expect(answer.status == 303)
            let session = try #require(answer["Set-Cookie"])
            for (cookie, site) in [(form, "Strict"), (session, "Lax")] {
                let parts = Set(cookie.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) })
                #expect(parts.isSuperset(of: ["HttpOnly", "SameSite=\(site)", "Path=/"]))
                #expect(parts.contains("Secure") == isSecure)
            }
        }
    }
}
