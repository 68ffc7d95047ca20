import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing
import Timeline

@testable import Web

@Suite struct APILimitsTests {
    private let web: WebFixture

    init() async throws { web = try await WebFixture() }

    @Test func aClientIsToldWhatIsLeftAndThenToWait() async throws {
        let limiter = RateLimiter()
        let rule = RateLimiter.Rule.requests(3)
        let left = (0..<4).map { _ in limiter.take(rule, "a", at: web.clock.date).remaining }
        #expect(left == [2, 1, 0, -1])
        #expect(limiter.take(rule, "b", at: web.clock.date).remaining == 2)
        web.clock.advance(by: 300)
        #expect(limiter.take(rule, "a", at: web.clock.date).remaining == 2)
        let answer = try await web.send(.get, "/api/v1/timelines/public")
        #expect(answer["X-RateLimit-Limit"] == "300" && answer["X-RateLimit-Remaining"] == "299")
        #expect(answer["X-RateLimit-Reset"]?.hasSuffix("Z") == true)
    }

    @Test func whoAsksTooOftenIsAnswered429() async throws {
        let application = web.application(WebOptions(version: "1", requestsPerFiveMinutes: 2)).build()
        let statuses = try await application.test(.router) { client in
            var statuses: [(Int, String?)] = []
            for _ in 0..<3 {
                try await client.execute(uri: "/api/v1/timelines/public", method: .get) {
                    statuses.append((Int($0.status.code), $0.headers[.retryAfter]))
                }
            }
            return statuses
        }
        #expect(statuses.map(\.0) == [200, 200, 429])
        #expect(statuses.last?.1 == "300")
    }

    @Test func pagesForPeopleAreNotCounted() async throws {
        #expect(try await web.get("/")["X-RateLimit-Limit"] == nil)
    }

    @Test func otherSitesMayAskButNotSeePages() async throws {
        let answer = try await web.send(.get, "/api/v1/instance")
        #expect(answer["Access-Control-Allow-Origin"] == "*")
        #expect(answer["Access-Control-Allow-Credentials"] == nil)
        #expect(answer["Access-Control-Expose-Headers"]?.contains("Link") == true)
        let preflight = try await web.send(.options, "/api/v1/statuses")
        #expect(preflight.status == 204)
        #expect(preflight["Access-Control-Allow-Headers"]?.contains("Idempotency-Key") == true)
        #expect(try await web.get("/")["Access-Control-Allow-Origin"] == nil)
    }
}
