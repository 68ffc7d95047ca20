import Foundation
import HTTPTypes
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct OAuthTests {
    private let web: WebFixture

    init() async throws { web = try await WebFixture() }

    private struct Program {
        let id: String
        let secret: String
    }

    private func register(
        _ redirect: String = "https://app.example/cb",
        scopes: String = "read write"
    ) async throws -> Program {
        let answer = try await web.send(
            .post,
            "/api/v1/apps",
            "client_name=App&redirect_uris=\(redirect.urlEncoded)&scopes=\(scopes.urlEncoded)"
        )
        #expect(answer.status == 200)
        let json = try answer.object()
        return Program(
            id: try #require(json["client_id"] as? String),
            secret: try #require(json["client_secret"] as? String)
        )
    }

    /// What somebody's consent leaves behind.
    private func code(
        for program: Program,
        _ newcomer: Newcomer,
        redirect: String = "https://app.example/cb",
        challenge: String? = nil
    ) async throws -> String {
        let application = try #require(try await web.store.reader.application(clientID: program.id))
        let secret = Secret()
        var token = NewToken(
            .code,
            accountID: newcomer.accountID,
            profileID: newcomer.profileID,
            applicationID: application.id,
            expiresAt: web.clock.date + 600
        )
        token.scopes = Scopes("read")
        token.redirectURI = redirect
        token.challenge = challenge
        try await web.store.issue(token, hash: secret.hash, at: web.clock.date)
        return secret.text
    }

    private func change(_ code: String, _ program: Program, _ more: String = "") async throws -> Answer {
        try await web.send(
            .post,
            "/oauth/token",
            "grant_type=authorization_code&code=\(code)&client_id=\(program.id)"
                + "&redirect_uri=\("https://app.example/cb".urlEncoded)"
                + (more.isEmpty ? "&client_secret=\(program.secret)" : more)
        )
    }

    @Test func aCodeIsChangedForATokenOnce() async throws {
        let program = try await register()
        let ana = try await Newcomer("ana", on: web)
        let code = try await code(for: program, ana)
        let answer = try await change(code, program)
        #expect(answer.status == 200)
        let json = try answer.object()
        #expect(json["token_type"] as? String == "Bearer" && json["scope"] as? String == "read")
        let token = try #require(json["access_token"] as? String)
        let me = try await web.send(
            .get,
            "/api/v1/accounts/verify_credentials",
            headers: [.authorization: "Bearer \(token)"]
        )
        #expect(try me.object()["acct"] as? String == "ana")
        #expect(try await change(code, program).status == 400)
    }

    @Test func aCodeIsGoodForItsOwnProgramAddressAndTimeAlone() async throws {
        let program = try await register()
        let other = try await register()
        let ana = try await Newcomer("ana", on: web)
        #expect(try await change(code(for: program, ana), other).status == 400)
        #expect(try await change(code(for: program, ana, redirect: "https://app.example/other"), program).status == 400)
        let late = try await code(for: program, ana)
        web.clock.advance(by: 601)
        let answer = try await change(late, program)
        #expect(answer.status == 400)
        #expect(try answer.object()["error"] as? String == "invalid_grant")
    }

    @Test func aSealedCodeNeedsWhatSealedIt() async throws {
        let program = try await register()
        let ana = try await Newcomer("ana", on: web)
        let verifier = "a-verifier-of-forty-three-characters-and-more"
        let challenge = Secret.hash(of: verifier).base64URL
        let wrong = try await code(for: program, ana, challenge: challenge)
        #expect(try await change(wrong, program, "&code_verifier=another").status == 400)
        let missing = try await code(for: program, ana, challenge: challenge)
        #expect(try await change(missing, program).status == 400)
        let right = try await code(for: program, ana, challenge: challenge)
        #expect(try await change(right, program, "&code_verifier=\(verifier)").status == 200)
    }

    /// Else a code that was caught on its way could be changed without the secret of the program.
    @Test func aCodeWithoutASealNeedsTheProgramsSecret() async throws {
        let program = try await register()
        let ana = try await Newcomer("ana", on: web)
        let code = try await code(for: program, ana)
        #expect(try await change(code, program, "&code_verifier=anything").status == 400)
        let second = try await self.code(for: program, ana)
        #expect(try await change(second, program, "&client_secret=wrong").status == 401)
    }

    private func signIn(
        _ program: Program,
        _ name: String,
        _ password: String,
        scope: String = "read"
    ) async throws -> Answer {
        try await web.send(
            .post,
            "/oauth/token",
            "grant_type=password&username=\(name.urlEncoded)&password=\(password)&scope=\(scope.urlEncoded)"
                + "&client_id=\(program.id)&client_secret=\(program.secret)"
        )
    }

    @Test func aPasswordIsChangedForAToken() async throws {
        let program = try await register()
        _ = try await Newcomer("ana", on: web)
        #expect(try await signIn(program, "ana", Newcomer.password).status == 200)
        #expect(try await signIn(program, "ana@example.org", Newcomer.password).status == 200)
        for (name, password) in [("ana", "wrong"), ("nobody", Newcomer.password), ("", "")] {
            let answer = try await signIn(program, name, password)
            #expect(answer.status == 400)
            #expect(try answer.object()["error"] as? String == "invalid_grant")
        }
        #expect(try await signIn(program, "ana", Newcomer.password, scope: "admin:write").status == 400)
    }

    @Test func aNameWithAProfileSpeaksForIt() async throws {
        let web = try await WebFixture([.reporter, .secours])
        let ana = try await Newcomer("ana", speakingFor: ["reporter", "Secours"], on: web)
        let signIn = SignIn(web.store.reader, limiter: RateLimiter(), now: web.clock.now)
        #expect(
            try await signIn.person("ana@secours", password: Newcomer.password, from: .local)?.profile?.name
                == "Secours"
        )
        #expect(
            try await signIn.person(ana.name, password: Newcomer.password, from: .local)?.profile?.name == "reporter"
        )
        #expect(
            try await signIn.person("ana@nobody", password: Newcomer.password, from: .local)?.profile?.name
                == "reporter"
        )
    }

    @Test func guessingComesToAnEnd() async throws {
        _ = try await Newcomer("ana", on: web)
        let limiter = RateLimiter()
        let signIn = SignIn(web.store.reader, limiter: limiter, now: web.clock.now)
        // All guesses but one; each of them takes a while.
        for _ in 1..<RateLimiter.Rule.signIns.limit { _ = limiter.take(.signIns, "name ana", at: web.clock.date) }
        #expect(try await signIn.person("ana", password: "guess", from: .local) == nil)
        #expect(try await signIn.person("Ana", password: Newcomer.password, from: .local) == nil)
        web.clock.advance(by: 301)
        #expect(try await signIn.person("ana", password: Newcomer.password, from: .local) != nil)
    }

    /// Whoever asks does not learn from the time it takes whether there is such a name.
    @Test func anUnknownNameTakesAsLongAsAWrongPassword() async throws {
        _ = try await Newcomer("ana", on: web)
        let signIn = SignIn(web.store.reader, limiter: RateLimiter(), now: web.clock.now)
        let clock = ContinuousClock()
        let known = try await clock.measure { _ = try await signIn.person("ana", password: "wrong", from: .local) }
        let unknown = try await clock.measure { _ = try await signIn.person("nobody", password: "wrong", from: .local) }
        #expect(unknown * 5 > known)
    }

    @Test(arguments: [
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "/relative", "//evil.example", "https://",
        "https://app.example/#fragment", "https://app.example/\u{20}x y", "",
    ])
    func noProgramIsSentWhereABrowserWouldRunSomething(redirect: String) async throws {
        #expect(!RedirectAddress.isAcceptable(redirect))
    }

    @Test(arguments: [
        "https://app.example/cb?x=1", "http://127.0.0.1:5555/", "myapp://cb", "urn:ietf:wg:oauth:2.0:oob",
    ])
    func programsHaveAddressesOfManyKinds(redirect: String) {
        #expect(RedirectAddress.isAcceptable(redirect))
    }

    @Test func aRevokedTokenIsGoodForNothing() async throws {
        let program = try await register()
        let ana = try await Newcomer("ana", on: web)
        let json = try await change(code(for: program, ana), program).object()
        let token = try #require(json["access_token"] as? String)
        let other = try await register()
        func revoke(_ program: Program) async throws -> Int {
            try await web.send(
                .post,
                "/oauth/revoke",
                "token=\(token)&client_id=\(program.id)&client_secret=\(program.secret)"
            ).status
        }
        func isGood() async throws -> Bool {
            try await web.send(.get, "/api/v1/timelines/home", headers: [.authorization: "Bearer \(token)"]).status
                == 200
        }
        #expect(try await revoke(other) == 200)
        #expect(try await isGood())
        #expect(try await revoke(program) == 200)
        #expect(try await !isGood())
        #expect(try await revoke(program) == 200)
    }

    @Test func aProgramOnItsOwnReadsWhatEverybodyReads() async throws {
        let program = try await register()
        let answer = try await web.send(
            .post,
            "/oauth/token",
            "grant_type=client_credentials&client_id=\(program.id)&client_secret=\(program.secret)&scope=read"
        )
        let token = try #require(try answer.object()["access_token"] as? String)
        let headers: HTTPFields = [.authorization: "Bearer \(token)"]
        #expect(try await web.send(.get, "/api/v1/timelines/public", headers: headers).status == 200)
        #expect(try await web.send(.get, "/api/v1/timelines/home", headers: headers).status == 422)
        #expect(try await web.send(.get, "/api/v1/apps/verify_credentials", headers: headers).status == 200)
    }

    @Test func nothingSecretIsStored() async throws {
        let program = try await register()
        let ana = try await Newcomer("ana", on: web)
        let secrets = [program.secret, ana.token, Newcomer.password]
        for file in ["", "-wal"] {
            let bytes = try Data(contentsOf: URL(filePath: web.store.path + file))
            for secret in secrets { #expect(bytes.firstRange(of: Data(secret.utf8)) == nil) }
        }
    }

    @Test(arguments: [
        ("/api/v1/statuses", "read"), ("/api/v1/accounts/1/follow", "write:statuses"),
        ("/api/v1/accounts/1/block", "read write:statuses"), ("/api/v1/lists", "read write:follows"),
    ])
    func aProgramDoesNoMoreThanItWasLet(path: String, scopes: String) async throws {
        let ana = try await Newcomer("ana", scopes: scopes, on: web)
        let answer = try await ana.ask(.post, path, "status=x&title=x")
        #expect(answer.status == 403)
        #expect(try answer.object()["error"] as? String == "This action is outside the authorized scopes")
    }

    /// What another site has a browser send along is never somebody's.
    @Test func aCookieIsNoToken() async throws {
        let ana = try await Newcomer("ana", on: web)
        let secret = Secret()
        var token = NewToken(
            .session,
            accountID: ana.accountID,
            profileID: ana.profileID,
            expiresAt: web.clock.date + 60
        )
        token.scopes = .all
        try await web.store.issue(token, hash: secret.hash, at: web.clock.date)
        let cookie: HTTPFields = [.cookie: "feedline_session=\(secret.text)"]
        #expect(try await web.send(.post, "/api/v1/statuses", "status=x", headers: cookie).status == 401)
        let bearer: HTTPFields = [.authorization: "Bearer \(secret.text)"]
        #expect(try await web.send(.get, "/api/v1/timelines/home", headers: bearer).status == 401)
    }
}
