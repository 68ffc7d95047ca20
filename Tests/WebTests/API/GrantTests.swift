import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// What a program gets for a code, a password and a secret of its own, and what it does not.
@Suite struct GrantTests {
    private let web: WebFixture
    private let door: FrontDoor
    private let ana: Newcomer
    private let program: ApplicationRecord

    init() async throws {
        web = try await WebFixture()
        door = FrontDoor(web)
        ana = try await Newcomer("ana", on: web)
        program = try await web.addProgram()
    }

    private func code(challenge: String? = nil, for program: ApplicationRecord? = nil) async throws -> String {
        let secret = Secret()
        var token = NewToken(
            .code,
            accountID: ana.accountID,
            profileID: ana.profileID,
            applicationID: (program ?? self.program).id,
            expiresAt: web.clock.date + 600
        )
        token.scopes = Scopes("read")
        token.redirectURI = "https://client.example/back"
        token.challenge = challenge
        try await web.store.issue(token, hash: secret.hash, at: web.clock.date)
        return secret.text
    }

    private func trade(_ fields: [String: String], headers: HTTPFields = [:]) async throws -> Answer {
        let form = fields.map { "\($0.key)=\($0.value.urlEncoded)" }.joined(separator: "&")
        return try await door.ask(.post, "/oauth/token", form, headers: headers)
    }

    private func redeem(_ code: String, _ more: [String: String] = [:]) async throws -> Answer {
        let fields = [
            "grant_type": "authorization_code", "code": code, "client_id": program.clientID,
            "client_secret": "secret", "redirect_uri": "https://client.example/back",
        ]
        return try await trade(fields.merging(more) { _, new in new })
    }

    /// RFC 9700, section 4.8.2: a verifier for a code without a seal means that somebody took the seal off on the way.
    @Test func aSealThatWasTakenOffIsNoticed() async throws {
        #expect(try await redeem(code(), ["code_verifier": "a-verifier"]).status == 400)
        #expect(try await redeem(code()).status == 200)
    }

    @Test func theSecretDoesNotOpenASeal() async throws {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        #expect(try await redeem(code(challenge: challenge)).status == 400)
        // As plain text the seal itself would open it.
        #expect(try await redeem(code(challenge: challenge), ["code_verifier": challenge]).status == 400)
        #expect(try await redeem(code(challenge: challenge), ["code_verifier": verifier]).status == 200)
    }

    @Test(arguments: [
        "https://client.example/back/", "https://client.example/back?x", "https://CLIENT.example/back",
        "https://client.example/back#", "https://client.example:443/back", "http://client.example/back", "",
    ])
    func theAddressIsTheSameToTheLetter(address: String) async throws {
        #expect(try await redeem(code(), ["redirect_uri": address]).status == 400)
        let browser = try await web.browser(of: "ana")
        let query = "response_type=code&client_id=\(program.clientID)&redirect_uri=\(address.urlEncoded)"
        let page = try await browser.request("/oauth/authorize?\(query)")
        #expect(page.status == 400 && page["Location"] == nil)
    }

    @Test func aCodeThatWasTriedIsUsedUp() async throws {
        let code = try await code()
        #expect(try await redeem(code, ["redirect_uri": "https://evil.example"]).status == 400)
        #expect(try await redeem(code).status == 400)
        let other = try await web.addProgram(name: "Another")
        #expect(try await redeem(self.code(for: other)).status == 400)
    }

    /// RFC 7617, as `token_endpoint_auth_methods_supported` promises.
    @Test func aProgramMayShowItsSecretInTheHeader() async throws {
        func basic(_ secret: String) -> HTTPFields {
            [.authorization: "Basic " + Data("\(program.clientID):\(secret)".utf8).base64EncodedString()]
        }
        let grant = ["grant_type": "client_credentials", "scope": "read"]
        #expect(try await trade(grant, headers: basic("secret")).status == 200)
        #expect(try await trade(grant, headers: basic("wrong")).status == 401)
        // It is nobody's access.
        let home = try await door.ask(.get, "/api/v1/timelines/home", headers: basic("secret"))
        #expect(home.status == 401)
    }

    @Test(arguments: ["read write follow", "write", "admin:read", "read:nonsense write", "everything"])
    func nobodyGetsMoreThanWasRegistered(scope: String) async throws {
        let application = try await web.store.addApplication(
            ApplicationRecord(
                name: "Reader",
                website: nil,
                redirectURIs: ["https://client.example/back"],
                scopes: Scopes("read"),
                clientID: Secret().text,
                secretHash: Secret.hash(of: "secret"),
                createdAt: web.clock.date
            )
        )
        var fields = ["client_id": application.clientID, "client_secret": "secret", "scope": scope]
        for grant in ["client_credentials", "password"] {
            fields["grant_type"] = grant
            fields["username"] = "ana"
            fields["password"] = Newcomer.password
            let answer = try await trade(fields)
            #expect(answer.status == 400 && answer.body.contains("invalid_scope"), "\(grant)")
        }
        fields["scope"] = nil
        #expect(try await trade(fields).object()["scope"] as? String == "read")
    }

    @Test(arguments: ["", "implicit", "refresh_token", "urn:ietf:params:oauth:grant-type:jwt-bearer"])
    func otherGrantsAreNone(grant: String) async throws {
        let answer = try await trade(["grant_type": grant, "client_id": program.clientID, "client_secret": "secret"])
        #expect(answer.status == 400)
        #expect(try answer.object()["error"] as? String == "unsupported_grant_type")
    }

    @Test func aProgramIsOfASensibleSize() async throws {
        func register(_ fields: String) async throws -> Int {
            try await door.ask(.post, "/api/v1/apps", fields).status
        }
        let address = "redirect_uris=https://app.example/"
        #expect(try await register("client_name=App&\(address)") == 200)
        #expect(try await register("client_name=\(String(repeating: "a", count: 101))&\(address)") == 422)
        let stacked = "e" + String(repeating: "\u{301}", count: 5_000)
        #expect(try await register("client_name=\(stacked.urlEncoded)&\(address)") == 422)
        let many = (0..<21).map { "redirect_uris[]=https://app.example/\($0)" }.joined(separator: "&")
        #expect(try await register("client_name=App&\(many)") == 422)
        let scopes = (0..<200).map { "read:s\($0)" }.joined(separator: "+")
        #expect(try await register("client_name=App&\(address)&scopes=\(scopes)") == 422)
        #expect(
            try await register("client_name=App&\(address)&scopes=read:\(String(repeating: "a", count: 99))") == 422
        )
    }

    /// Clients write these with a slash at the end.
    @Test(arguments: ["/api/v1/instance/", "/api/v2/instance/", "/api/v1/conversations/", "/oauth/authorize/?x=1"])
    func aSlashAtTheEndChangesNothing(path: String) async throws {
        let plain = path.replacing("/?", with: "?").replacing(/\/$/, with: "")
        let with = try await door.ask(.get, path, token: ana.token)
        let without = try await door.ask(.get, plain, token: ana.token)
        #expect(with.status == without.status && with.status != 404)
    }
}
