import Foundation
import HTTPTypes
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct LoginTests {
    private func signIn(
        _ browser: Browser,
        next: String? = nil,
        password: String = WebFixture.password
    ) async throws
        -> Answer
    {
        try await browser.visit("/login")
        var fields = ["name": "ana", "password": password]
        fields["next"] = next
        return try await browser.send("/login", fields)
    }

    @Test func nameAndPasswordOpenASession() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let browser = Browser(web)
        let answer = try await signIn(browser)
        #expect(answer.status == 303)
        #expect(answer["Location"] == "/")
        let cookie = try #require(answer.headers[values: .setCookie].first { $0.hasPrefix("feedline_session=") })
        for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] { #expect(cookie.contains("; \(attribute)")) }
        let home = try await browser.visit("/")
        #expect(home.body.contains("@ana"))
        #expect(home["Cache-Control"] == "private, no-store")
        #expect(home["ETag"] == nil)
    }

    @Test(arguments: ["wrong password", "", "correct horse", WebFixture.password + " "])
    func aWrongPasswordOpensNothing(password: String) async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let browser = Browser(web)
        let answer = try await signIn(browser, password: password)
        #expect(answer.status == 422)
        #expect(answer.body.contains("This name and this password do not go together."))
        #expect(answer.body.contains("aria-describedby=\"problem\""))
        #expect(answer.body.contains("value=\"ana\""))
        #expect(browser.cookie("feedline_session") == nil)
    }

    @Test func aNameCanSayAsWhomToSpeak() async throws {
        let web = try await WebFixture([.reporter, .secours])
        try await web.addAccount("ana", speaksFor: ["reporter", "Secours"])
        let browser = Browser(web)
        try await browser.visit("/login")
        try await browser.send("/login", ["name": "ana@secours", "password": WebFixture.password])
        #expect(try await browser.visit("/").body.contains("href=\"/@Secours\""))
    }

    @Test func oneGoesOnWhereOneWantedToGo() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let browser = Browser(web)
        let asked = try await browser.request("/settings/sessions?x=1&y=%2F")
        #expect(asked.status == 303)
        let login = try #require(asked["Location"])
        #expect(login == "/login?next=%2Fsettings%2Fsessions%3Fx%3D1%26y%3D%252F")
        let page = try await browser.request(login)
        #expect(page.body.contains("name=\"next\" value=\"/settings/sessions?x=1&amp;y=%2F\""))
        let answer = try await signIn(browser, next: "/settings/sessions?x=1&y=%2F")
        #expect(answer["Location"] == "/settings/sessions?x=1&y=%2F")
    }

    @Test(arguments: [
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
        "https:evil.example", "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "\t//evil.example",
        " //evil.example", "evil.example", "", "/\u{2028}", "/%5C\\evil", "http:/evil.example",
        "/" + String(repeating: "a", count: 3_000),
    ])
    func nobodyIsSentToAnotherSite(next: String) async throws {
        #expect(OwnPath(next) == nil)
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let page = try await Browser(web).request("/login?next=\(next.prefix(1_000).description.urlEncoded)")
        if next.utf8.count < 1_000 { #expect(page.body.contains("name=\"next\" value=\"/\"")) }
        let answer = try await signIn(Browser(web), next: next)
        #expect(answer.status == 303)
        #expect(answer["Location"] == "/")
    }

    @Test func signingOutEndsTheSessionItself() async throws {
        let web = try await WebFixture()
        let browser = try await web.browser(of: "ana")
        try await browser.visit("/")
        let secret = try #require(browser.cookie("feedline_session"))
        let answer = try await browser.send("/logout")
        #expect(answer.status == 303)
        #expect(browser.cookie("feedline_session") == nil)
        browser.keep("feedline_session", secret)
        #expect(try await browser.visit("/settings/sessions").body.contains("<h1>Sign in</h1>"))
    }

    @Test func aSessionEndsByItself() async throws {
        let web = try await WebFixture()
        let browser = try await web.browser(of: "ana")
        #expect(try await browser.request("/settings/sessions").status == 200)
        web.clock.advance(by: Session.lifetime)
        let answer = try await browser.request("/settings/sessions")
        #expect(answer.status == 303)
        #expect(browser.cookie("feedline_session") == nil)
    }

    @Test func aFormThatIsNotOursSignsNobodyIn() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        for (token, headers): (String?, HTTPFields) in [
            (nil, [:]), ("x", [:]), (nil, [.origin: "https://evil.example"]),
            (nil, [.secFetchSite: "cross-site"]), (nil, [.secFetchSite: "same-site"]), (nil, [.origin: "null"]),
        ] {
            let browser = Browser(web)
            try await browser.visit("/login")
            var fields = ["name": "ana", "password": WebFixture.password]
            if headers.isEmpty { fields["form_token"] = token ?? "" }
            let answer = try await browser.send("/login", fields, headers: headers)
            #expect(answer.status == 403)
            #expect(browser.cookie("feedline_session") == nil)
        }
    }

    @Test func theFormOfOneBrowserIsNoGoodInAnother() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let (one, other) = (Browser(web), Browser(web))
        let page = try await one.visit("/login")
        let token = try #require(page.body.firstMatch(of: /name="form_token" value="([^"]+)"/)?.1)
        try await other.visit("/login")
        let fields = ["name": "ana", "password": WebFixture.password, "form_token": String(token)]
        #expect(try await other.send("/login", fields).status == 403)
        #expect(try await one.send("/login", fields).status == 303)
    }

    @Test func aFormHoldsAMegabyteAtMost() async throws {
        let web = try await WebFixture()
        let browser = Browser(web)
        try await browser.visit("/login")
        let long = String(repeating: "a", count: 1 << 20)
        let answer = try await browser.send("/login", ["name": long, "password": "x"])
        #expect(answer.status == 413)
        #expect(answer.body.contains("This is too much at once"))
    }
}
