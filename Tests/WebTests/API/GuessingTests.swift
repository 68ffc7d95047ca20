import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// Passwords and limits, as somebody meets them who has much time.
@Suite struct GuessingTests {
    private let web: WebFixture

    init() async throws { web = try await WebFixture() }

    private func from(_ address: String) -> HTTPFields { [.xForwardedFor: address] }

    /// One password tried on many names is no guess at any of them.
    @Test func anAddressHasOnlySoManyGuesses() async throws {
        _ = try await Newcomer("ana", on: web)
        let limiter = RateLimiter()
        let signIn = SignIn(web.store.reader, limiter: limiter, now: web.clock.now)
        let near = try await address("198.51.100.7")
        for _ in 1..<RateLimiter.Rule.signIns.limit {
            _ = limiter.take(.signIns, "address 198.51.100.7", at: web.clock.date)
        }
        #expect(try await signIn.person("nobody", password: "guess", from: near) == nil)
        #expect(try await signIn.person("ana", password: Newcomer.password, from: near) == nil)
        #expect(
            try await signIn.person("ana", password: Newcomer.password, from: address("198.51.100.8")) != nil
        )
        web.clock.advance(by: 301)
        #expect(try await signIn.person("ana", password: Newcomer.password, from: near) != nil)
    }

    private func address(_ text: String) async throws -> ClientAddress {
        let request = Request(
            head: HTTPRequest(method: .get, scheme: nil, authority: nil, path: "/", headerFields: from(text)),
            body: RequestBody(buffer: .init())
        )
        return ClientAddress(request, .test)
    }

    @Test func theSignInPageCountsByAddressToo() async throws {
        try await web.addAccount("ana")
        let door = FrontDoor(web)
        let page = try await door.ask(.get, "/login")
        let secret = try #require(page["Set-Cookie"]?.firstMatch(of: /^feedline_form=([^;]+);/)?.1)
        func signIn(_ name: String, _ password: String, from address: String) async throws -> Int {
            var headers = from(address)
            headers[.cookie] = "feedline_form=\(secret)"
            let form = "name=\(name)&password=\(password.urlEncoded)&form_token=\(FormToken.of(String(secret)))"
            return try await door.ask(.post, "/login", form, headers: headers).status
        }
        for number in 0..<RateLimiter.Rule.signIns.limit {
            #expect(try await signIn("name\(number)", "Summer2026!", from: "198.51.100.7") == 422)
        }
        #expect(try await signIn("ana", WebFixture.password, from: "198.51.100.7") == 422)
        #expect(try await signIn("ana", WebFixture.password, from: "203.0.113.1") == 303)
    }

    /// Whoever can make up tokens without end cannot have the guesses forgotten that way.
    @Test func aFloodOfOneKindEndsNoOtherLimit() {
        let limiter = RateLimiter()
        let now = web.clock.date
        for _ in 0..<RateLimiter.Rule.signIns.limit { _ = limiter.take(.signIns, "name ana", at: now) }
        for number in 0..<20_500 { _ = limiter.take(.requests(300), "token \(number)", at: now) }
        #expect(limiter.isExhausted(.signIns, "name ana", at: now))
    }

    /// However an address is written that leads there.
    @Test(arguments: ["/oauth/token", "/oauth/token/", "//oauth//token", "/oauth//token?x"])
    func theTokenRouteIsLimitedHoweverItIsWritten(path: String) async throws {
        let door = FrontDoor(web)
        var answer = try await door.ask(.post, path, "grant_type=x", headers: from("198.51.100.7"))
        #expect(answer["X-RateLimit-Limit"] == "\(RateLimiter.Rule.signIns.limit)")
        for _ in 0..<RateLimiter.Rule.signIns.limit {
            answer = try await door.ask(.post, path, "grant_type=x", headers: from("198.51.100.7"))
        }
        #expect(answer.status == 429)
        #expect(answer["X-RateLimit-Remaining"] == "0")
        #expect(answer["Retry-After"] == "300")
        #expect(try answer.object()["error"] as? String == "Too many requests")
        #expect(try await door.ask(.post, path, "grant_type=x", headers: from("198.51.100.9")).status == 401)
    }

    @Test func namesAndPasswordsOfAnyLengthAreTurnedAway() async throws {
        let limiter = RateLimiter()
        let signIn = SignIn(web.store.reader, limiter: limiter, now: web.clock.now)
        let long = String(repeating: "a", count: 100_000)
        let clock = ContinuousClock()
        let time = try await clock.measure {
            for (name, password) in [(long, "x"), ("x", long), ("", "x"), ("@", "x"), (" ", " ")] {
                let person = try await signIn.person(name, password: password, from: .local)
                #expect(person == nil)
            }
        }
        // None of them was computed, which takes a tenth of a second each at the least.
        #expect(time < .milliseconds(100))
        #expect(
            !limiter.isExhausted(.init(name: "sign-ins", limit: 1, window: 300), "name \(long)", at: web.clock.date)
        )
    }

    @Test func whoIsTurnedAwayIsToldForHowLong() {
        #expect(APIError.tooManyRequests.response.headers[.retryAfter] == "30")
        #expect(APIError.notFound.response.headers[.retryAfter] == nil)
    }

    /// A proxy on this machine may say whom it speaks for; what a client put in front of that is a client's word.
    @Test func theLastAddressIsTheProxysOwnWord() async throws {
        #expect(try await address("192.0.2.1, 198.51.100.7").text == "198.51.100.7")
        #expect(try await address("2001:db8:1:2:3:4:5:6").text == "2001:db8:1:2::/64")
        #expect(try await address("2001:db8:1:2::9").text == "2001:db8:1:2::/64")
        #expect(try await address("127.0.0.1").isLoopback)
        #expect(try await !address("128.0.0.1").isLoopback)
    }
}
