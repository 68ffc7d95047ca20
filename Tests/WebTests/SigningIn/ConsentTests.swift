import Foundation
import HTTPTypes
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct ConsentTests {
    private let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"

    private func query(
        _ program: ApplicationRecord,
        _ changes: [String: String?] = [:]
    ) -> String {
        var fields: [String: String] = [
            "response_type": "code", "client_id": program.clientID, "redirect_uri": "https://client.example/back",
            "scope": "read write", "state": "a b&c=d",
        ]
        for (name, value) in changes { fields[name] = value }
        return "/oauth/authorize?"
            + fields.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.urlEncoded)" }.joined(separator: "&")
    }

    /// The hidden fields of the page that asks.
    private func fields(_ page: Answer) -> [String: String] {
        Dictionary(
            page.body.matches(of: /<input type="hidden" name="([a-z_]+)" value="([^"]*)">/).map {
                (String($0.1), String($0.2).replacing("&amp;", with: "&"))
            }
        ) { first, _ in first }
    }

    private func decide(_ browser: Browser, _ page: Answer, _ choices: [String: String]) async throws -> Answer {
        try await browser.send("/oauth/authorize", fields(page).merging(choices) { _, new in new })
    }

    private func trade(
        _ web: WebFixture,
        _ program: ApplicationRecord,
        _ fields: [String: String]
    ) async throws -> Answer {
        let base = ["grant_type": "authorization_code", "client_id": program.clientID]
        return try await Browser(web).post("/oauth/token", base.merging(fields) { _, new in new })
    }

    @Test func somebodyLetsAProgramIn() async throws {
        let web = try await WebFixture()
        let program = try await web.addProgram()
        let browser = try await web.browser(of: "ana")
        let page = try await browser.visit(query(program))
        #expect(page.status == 200)
        #expect(page.body.contains("<h1 dir=\"auto\">Let A program in?</h1>"))
        #expect(page.body.contains("href=\"https://client.example/about\""))
        #expect(page.body.contains("@ana"))
        #expect(page.body.contains("Afterwards you are sent to client.example."))
        let policy = try #require(page["Content-Security-Policy"])
        #expect(policy.contains("form-action 'self' https://client.example;"))

        let answer = try await decide(browser, page, ["decision": "allow"])
        #expect(answer.status == 303)
        let target = try #require(answer["Location"])
        let match = try #require(
            target.wholeMatch(of: /https:\/\/client\.example\/back\?code=([\w-]+)&state=a%20b%26c%3Dd/)
        )
        let token = try await trade(
            web,
            program,
            ["code": String(match.1), "client_secret": "secret", "redirect_uri": "https://client.example/back"]
        )
        #expect(token.status == 200)
        #expect(token.body.contains("\"scope\":\"read write\""))
    }

    @Test func aCodeIsShownToThoseWhoHaveToCopyIt() async throws {
        let web = try await WebFixture()
        let program = try await web.addProgram()
        let browser = try await web.browser(of: "ana")
        let page = try await browser.visit(query(program, ["redirect_uri": RedirectAddress.outOfBand]))
        #expect(page["Content-Security-Policy"] == ContentSecurityPolicy.usual)
        let answer = try await decide(browser, page, ["decision": "allow"])
        #expect(answer.status == 200)
        #expect(answer["Cache-Control"] == "private, no-store")
        let code = try #require(answer.body.firstMatch(of: /<input id="code"[^>]* value="([\w-]{43})" readonly/)?.1)
        let token = try await trade(
            web,
            program,
            ["code": String(code), "client_secret": "secret", "redirect_uri": RedirectAddress.outOfBand]
        )
        #expect(token.status == 200)
    }

    @Test func whoIsNotSignedInIsAskedToAndComesBack() async throws {
        let web = try await WebFixture()
        try await web.addAccount("ana")
        let program = try await web.addProgram()
        let browser = Browser(web)
        let path = query(program).replacing("/oauth/authorize?", with: "/oauth/authorize/?")
        let login = try await browser.visit(path)
        #expect(login.body.contains("<h1>Sign in</h1>"))
        let next = try #require(fields(login)["next"])
        #expect(next.hasPrefix("/oauth/authorize?response_type=code&client_id="))
        let fields = ["name": "ana", "password": WebFixture.password, "next": next]
        let answer = try await browser.send("/login", fields)
        let page = try await browser.visit(try #require(answer["Location"]))
        #expect(page.body.contains("Let A program in?"))
        #expect(self.fields(page)["state"] == "a b&c=d")
    }

    @Test func signingInAnewCanBeAskedFor() async throws {
        let web = try await WebFixture()
        let program = try await web.addProgram()
        let browser = try await web.browser(of: "ana")
        let answer = try await browser.request(query(program, ["force_login": "true"]))
        #expect(answer.status == 303)
        #expect(try #require(answer["Location"]).hasPrefix("/login?next=%2Foauth%2Fauthorize%3F"))
        #expect(try #require(answer["Location"]).contains("force_login") == false)
    }

    @Test func aProgramSpeaksAsTheProfileThatIsChosen() async throws {
        let web = try await WebFixture([.reporter, .secours])
        let program = try await web.addProgram()
        let browser = try await web.browser(of: "ana", speakingFor: ["reporter", "Secours"])
        try await web.addAccount("ben")
        let page = try await browser.visit(query(program))
        let secours = try #require(try await web.store.reader.profile(named: "Secours"))
        #expect(page.body.contains("name=\"profile\" value=\"\(secours.id)\""))
        let answer = try await decide(browser, page, ["decision": "allow", "profile": "\(secours.id)"])
        let code = try #require(answer["Location"]?.firstMatch(of: /code=([\w-]+)/)?.1)
        let token = try await trade(
            web,
            program,
            ["code": String(code), "client_secret": "secret", "redirect_uri": "https://client.example/back"]
        )
        let access = try #require(token.body.firstMatch(of: /"access_token":"([\w-]+)"/)?.1)
        let identity = try await web.store.reader.identity(.access, secret: String(access), at: web.clock.date)
        #expect(identity?.profileID == secours.id)
        // Nobody speaks as somebody else's.
        let stranger = try #require(try await web.store.reader.profile(named: "ben"))
        #expect(try await decide(browser, page, ["decision": "allow", "profile": "\(stranger.id)"]).status == 400)
    }

    @Test func whoDoesNotAllowItSaysSo() async throws {
        let web = try await WebFixture()
        let program = try await web.addProgram()
        let browser = try await web.browser(of: "ana")
        let page = try await browser.visit(query(program))
        let answer = try await decide(browser, page, ["decision": "deny"])
        #expect(answer["Location"] == "https://client.example/back?error=access_denied&state=a%20b%26c%3Dd")
    }

    @Test(
        arguments: [
            ["client_id": "unknown"], ["client_id": nil], ["redirect_uri": "https://evil.example/"],
            ["redirect_uri": nil],
            ["redirect_uri": "https://client.example/back/"], ["redirect_uri": "https://client.example/back?x"],
            ["redirect_uri": "https://client.example.evil.example/back"], ["response_type": "token"],
            ["response_type": nil], ["scope": "admin"], ["scope": "read push"], ["scope": "nonsense"],
            ["code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"],
            ["code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method": "plain"],
            ["code_challenge": "short", "code_challenge_method": "S256"], ["code_challenge_method": "plain"],
        ] as [[String: String?]]
    )
    func aRequestThatIsWrongLeadsNowhere(changes: [String: String?]) async throws {
        let web = try await WebFixture()
        let program = try await web.addProgram()
        let browser = try await web.browser(of: "ana")
        let good = try await browser.visit(query(program))
        for browser in [browser, Browser(web)] {
            let answer = try await browser.request(query(program, changes))
            #expect(answer.status == 400)
            #expect(answer["Location"] == nil)
            #expect(answer.body.contains("This program cannot be let in"))
        }
        // Nor does the form, if it is sent with that.
        var fields = fields(good)
        for (name, value) in changes { fields[name] = value }
        fields["decision"] = "allow"
        let sent = try await browser.send("/oauth/authorize", fields)
        #expect(sent.status == 400)
        #expect(sent["Location"] == nil)
    }

    @Test func aSealedCodeIsOpenedByItsVerifierAlone() async throws {
        let web = try await WebFixture()
        let program = try await web.addProgram()
        let browser = try await web.browser(of: "ana")
        for (given, status) in [(verifier, 200), ("wrong", 400)] {
            let page = try await browser.visit(
                query(program, ["code_challenge": challenge, "code_challenge_method": "S256"])
            )
            let answer = try await decide(browser, page, ["decision": "allow"])
            let code = try #require(answer["Location"]?.firstMatch(of: /code=([\w-]+)/)?.1)
            let fields = [
                "code": String(code), "code_verifier": given, "redirect_uri": "https://client.example/back",
            ]
            #expect(try await trade(web, program, fields).status == status)
            // It is good once.
            #expect(try await trade(web, program, fields).status == 400)
        }
    }

    @Test func aCodeIsGoodForTenMinutes() async throws {
        let web = try await WebFixture()
        let program = try await web.addProgram()
        let browser = try await web.browser(of: "ana")
        let page = try await browser.visit(query(program))
        let answer = try await decide(browser, page, ["decision": "allow"])
        let code = try #require(answer["Location"]?.firstMatch(of: /code=([\w-]+)/)?.1)
        web.clock.advance(by: 600)
        let token = try await trade(
            web,
            program,
            ["code": String(code), "client_secret": "secret", "redirect_uri": "https://client.example/back"]
        )
        #expect(token.status == 400)
    }

    @Test func nobodyIsMadeToAgree() async throws {
        let web = try await WebFixture()
        let program = try await web.addProgram()
        let browser = try await web.browser(of: "ana")
        let page = try await browser.visit(query(program))
        var fields = fields(page)
        fields["decision"] = "allow"
        fields["form_token"] = "x"
        let answer = try await browser.send("/oauth/authorize", fields)
        #expect(answer.status == 403)
        #expect(answer["Location"] == nil)
        fields["form_token"] = nil
        #expect(
            try await browser.send("/oauth/authorize", fields, headers: [.origin: "https://evil.example"]).status == 403
        )
    }

    @Test(arguments: [
        ("https://client.example:8443/a?b=c", "https://client.example:8443"),
        ("http://127.0.0.1:1234/", "http://127.0.0.1:1234"),
        ("http://[::1]:9/", "http:"), ("com.example.app:/oauth", "com.example.app:"), ("toot://auth", "toot:"),
        ("https://user@client.example/", "https://client.example"), ("https://a;script-src/x", "https:"),
    ])
    func thePolicyNamesTheOneTargetOnly(address: String, target: String) async throws {
        let web = try await WebFixture()
        let program = try await web.addProgram(redirectURIs: [address])
        let browser = try await web.browser(of: "ana")
        let page = try await browser.visit(query(program, ["redirect_uri": address]))
        #expect(page.status == 200)
        #expect(page["Content-Security-Policy"] == ContentSecurityPolicy.policy(formAction: "'self' \(target)"))
    }
}

extension WebFixture {
    /// Registered with the secret "secret".
    func addProgram(
        redirectURIs: [String] = ["https://client.example/back", RedirectAddress.outOfBand],
        name: String = "A program"
    ) async throws -> ApplicationRecord {
        try await store.addApplication(
            ApplicationRecord(
                name: name,
                website: "https://client.example/about",
                redirectURIs: redirectURIs,
                scopes: Scopes("read write"),
                clientID: Secret().text,
                secretHash: Secret.hash(of: "secret"),
                createdAt: clock.date
            )
        )
    }
}
