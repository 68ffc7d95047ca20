import Foundation
import HTTPTypes
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct InvitationTests {
    private func invite(_ web: WebFixture) async throws -> String {
        try await web.store.addAccount("ana", profiles: [], password: nil, at: web.clock.date)
        let account = try #require(try await web.store.reader.account(named: "ana"))
        let secret = Secret()
        let token = NewToken(.invitation, accountID: account.id, expiresAt: web.clock.date + 7 * 86_400)
        try await web.store.issue(token, hash: secret.hash, at: web.clock.date)
        return "/invite/\(secret.text)"
    }

    private func choice(_ one: String, _ other: String) -> [String: String] {
        ["new_password": one, "new_password_again": other]
    }

    @Test func whoWasInvitedChoosesAPasswordAndIsSignedIn() async throws {
        let web = try await WebFixture()
        let path = try await invite(web)
        let browser = Browser(web)
        // Mail programs look at links before people do.
        for _ in 0..<3 {
            let page = try await browser.visit(path)
            #expect(page.status == 200)
            #expect(page.body.contains("Welcome, ana"))
            #expect(page["Cache-Control"] == "private, no-store")
            #expect(page["Referrer-Policy"] == "same-origin")
        }
        let answer = try await browser.send(path, choice("nine lives", "nine lives"))
        #expect(answer.status == 303)
        #expect(try await browser.visit("/").body.contains("@ana"))
        let again = Browser(web)
        try await again.visit("/login")
        #expect(try await again.send("/login", ["name": "ana", "password": "nine lives"]).status == 303)
    }

    @Test func anInvitationIsGoodOnce() async throws {
        let web = try await WebFixture()
        let path = try await invite(web)
        let (one, other) = (Browser(web), Browser(web))
        try await one.visit(path)
        try await other.visit(path)
        #expect(try await one.send(path, choice("nine lives", "nine lives")).status == 303)
        let late = try await other.send(path, choice("other lives", "other lives"))
        #expect(late.status == 410)
        #expect(late.body.contains("This link is no longer good"))
        #expect(other.cookie("feedline_session") == nil)
        #expect(try await other.visit(path).status == 410)
    }

    @Test func anInvitationEndsAfterAWeek() async throws {
        let web = try await WebFixture()
        let path = try await invite(web)
        web.clock.advance(by: 7 * 86_400)
        #expect(try await Browser(web).visit(path).status == 410)
        #expect(try await Browser(web).visit("/invite/unknown").status == 410)
    }

    @Test func aPasswordHasToBeLongEnoughAndTypedTwice() async throws {
        let web = try await WebFixture()
        let path = try await invite(web)
        let browser = Browser(web)
        try await browser.visit(path)
        let short = try await browser.send(path, choice("seven77", "seven77"))
        #expect(short.status == 422)
        #expect(short.body.contains("A password has at least 8 characters."))
        let different = try await browser.send(path, choice("nine lives", "nine knives"))
        #expect(different.body.contains("These two passwords are not the same."))
        // Nothing of that has used it up.
        #expect(try await browser.send(path, choice("nine lives", "nine lives")).status == 303)
    }

    @Test func aFormFromElsewhereUsesNothingUp() async throws {
        let web = try await WebFixture()
        let path = try await invite(web)
        let browser = Browser(web)
        try await browser.visit(path)
        let foreign = try await browser.send(
            path,
            choice("nine lives", "nine lives"),
            headers: [.origin: "https://evil.example"]
        )
        #expect(foreign.status == 422)
        #expect(try await browser.visit(path).status == 200)
    }
}
