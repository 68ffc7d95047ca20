import Foundation
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct SessionTests {
    private func change(_ old: String, _ new: String, _ again: String? = nil) -> [String: String] {
        ["old_password": old, "new_password": new, "new_password_again": again ?? new]
    }

    @Test func browsersAndProgramsAreListedAndCanBeSentAway() async throws {
        let web = try await WebFixture()
        let browser = try await web.browser(of: "ana")
        let other = try await web.browser(of: "ana")
        let account = try #require(try await web.store.reader.account(named: "ana"))
        let application = try await web.addProgram()
        var token = NewToken(
            .access,
            accountID: account.id,
            profileID: account.profiles[0].id,
            applicationID: application.id
        )
        token.scopes = Scopes("read write:statuses")
        try await web.store.issue(token, hash: Secret.hash(of: "access"), at: web.clock.date)

        let page = try await browser.visit("/settings/sessions")
        #expect(page.body.contains("this browser"))
        #expect(page.body.contains("<strong dir=\"auto\">A program</strong>"))
        #expect(page.body.contains("may: read write:statuses"))
        let forms = page.body.matches(of: /sessions\/(\d+)\/revoke[\s\S]*?<\/form>/)
        #expect(forms.count == 3)
        for form in forms where !form.0.contains("this browser") {
            try await browser.send("/settings/sessions/\(form.1)/revoke")
        }
        #expect(try await other.request("/settings/sessions").status == 303)
        let own = try #require(forms.first { $0.0.contains("this browser") })
        let answer = try await browser.send("/settings/sessions/\(own.1)/revoke")
        #expect(answer["Location"] == "/")
        #expect(browser.cookie("feedline_session") == nil)
        #expect(try await other.request("/settings/sessions").status == 303)
        #expect(try await browser.request("/settings/sessions").status == 303)
        #expect(try await web.store.reader.grants(ofAccount: account.id) == [])
    }

    @Test func theSessionsOfOthersAreNotToBeEnded() async throws {
        let web = try await WebFixture()
        let ana = try await web.browser(of: "ana")
        let ben = try await web.browser(of: "ben")
        let page = try await ana.visit("/settings/sessions")
        let id = try #require(page.body.firstMatch(of: /sessions\/(\d+)\/revoke/)?.1)
        try await ben.visit("/settings/sessions")
        try await ben.send("/settings/sessions/\(id)/revoke")
        #expect(try await ana.request("/settings/sessions").status == 200)
    }

    @Test func aNewPasswordSignsOutEverywhereElse() async throws {
        let web = try await WebFixture()
        let browser = try await web.browser(of: "ana")
        let other = try await web.browser(of: "ana")
        try await browser.visit("/settings/sessions")
        let answer = try await browser.send("/settings/password", change(WebFixture.password, "nine lives"))
        #expect(answer["Location"] == "/settings/sessions?changed")
        #expect(try await browser.visit("/settings/sessions?changed").body.contains("Your password is changed."))
        #expect(try await other.request("/settings/sessions").status == 303)
        let again = Browser(web)
        try await again.visit("/login")
        #expect(try await again.send("/login", ["name": "ana", "password": WebFixture.password]).status == 422)
        #expect(try await again.send("/login", ["name": "ana", "password": "nine lives"]).status == 303)
    }

    @Test func thePasswordStaysUnlessTheOldOneIsKnown() async throws {
        let web = try await WebFixture()
        let browser = try await web.browser(of: "ana")
        let other = try await web.browser(of: "ana")
        try await browser.visit("/settings/sessions")
        for (fields, problem) in [
            (change("wrong", "nine lives"), "This is not your present password."),
            (change(WebFixture.password, "short"), "A password has at least 8 characters."),
            (change(WebFixture.password, "nine lives", "nine knives"), "These two passwords are not the same."),
        ] {
            let answer = try await browser.send("/settings/password", fields)
            #expect(answer.status == 422)
            #expect(answer.body.contains(problem))
        }
        #expect(try await other.request("/settings/sessions").status == 200)
    }

    @Test func useIsNotedByTheHour() async throws {
        let web = try await WebFixture()
        let browser = try await web.browser(of: "ana")
        let account = try #require(try await web.store.reader.account(named: "ana"))
        let start = web.clock.date
        web.clock.advance(by: 3_000)
        try await browser.visit("/")
        #expect(try await web.store.reader.grants(ofAccount: account.id)[0].usedAt == start)
        web.clock.advance(by: 1_000)
        try await browser.visit("/")
        #expect(try await web.store.reader.grants(ofAccount: account.id)[0].usedAt == start + 4_000)
    }
}
