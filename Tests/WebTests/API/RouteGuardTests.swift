import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// What holds for each route, taken from the router itself, so that no new one is forgotten.
@Suite struct RouteGuardTests {
    private let web: WebFixture
    private let door: FrontDoor

    init() async throws {
        web = try await WebFixture()
        door = FrontDoor(web)
    }

    /// Those that say the same to everybody, and those that ask for a program's secret.
    private static let open: Set<String> = [
        "/api/v1/instance", "/api/v2/instance", "/api/v1/instance/peers", "/api/v1/instance/activity",
        "/api/v1/instance/rules", "/api/v1/instance/domain_blocks", "/api/v1/instance/extended_description",
        "/api/v1/custom_emojis", "/api/v1/announcements", "/api/v1/filters", "/api/v2/filters", "/api/v1/trends",
        "/api/v1/trends/tags", "/api/v1/trends/statuses", "/api/v1/trends/links", "/api/v1/suggestions",
        "/api/v2/suggestions", "/api/v1/endorsements", "/api/v1/featured_tags", "/api/v1/featured_tags/suggestions",
        "/api/v1/domain_blocks", "/api/v1/directory", "/api/v1/reports", "/api/v1/notifications/requests",
        "/api/v1/annual_reports", "/api/v1/accounts/{id}/featured_tags", "/api/v1/accounts/{id}/endorsements",
        "/api/v1/streaming/health", "/nodeinfo/2.0", "/.well-known/nodeinfo",
        "/.well-known/oauth-authorization-server", "/api/v1/apps", "/api/v1/apps/verify_credentials", "/oauth/token",
        "/oauth/revoke",
    ]

    /// Those that everybody may read, and a program only if it was let.
    private static let readable: Set<String> = [
        "/api/v1/accounts", "/api/v1/accounts/lookup", "/api/v1/accounts/{id}", "/api/v1/accounts/{id}/statuses",
        "/api/v1/accounts/{id}/followers", "/api/v1/accounts/{id}/following", "/api/v1/statuses",
        "/api/v1/statuses/{id}", "/api/v1/statuses/{id}/context", "/api/v1/statuses/{id}/history",
        "/api/v1/statuses/{id}/card", "/api/v1/statuses/{id}/favourited_by", "/api/v1/statuses/{id}/reblogged_by",
        "/api/v1/timelines/public", "/api/v1/timelines/tag/{tag}", "/api/v1/tags/{name}", "/api/v1/search",
        "/api/v2/search", "/api/v1/streaming/public", "/api/v1/streaming/public/local",
        "/api/v1/streaming/hashtag", "/api/v1/streaming/hashtag/local",
    ]

    private func filled(_ path: String, id: Int64 = 1) -> String {
        let path = path.replacing("{id}", with: "\(id)").replacing("{key}", with: "ungrouped-\(id)")
            .replacing("{tag}", with: "x").replacing("{name}", with: "reporter").replacing("{secret}", with: "x")
        return path.hasSuffix("search") || path.contains("hashtag") ? path + "?q=x&tag=x" : path
    }

    private var guarded: [(method: HTTPRequest.Method, path: String)] {
        door.routes(forPrograms: true).filter { $0.method != .head && !Self.open.contains($0.path) }
    }

    @Test func theRoutesAreAllHere() {
        let routes = door.routes(forPrograms: true)
        #expect(routes.count > 130)
        #expect(Self.open.union(Self.readable).isSubset(of: Set(routes.map(\.path))))
    }

    @Test func withoutATokenNothingChangesAndNothingIsAnybodysOwn() async throws {
        for route in guarded where route.method != .get || !Self.readable.contains(route.path) {
            let answer = try await door.ask(route.method, filled(route.path))
            #expect(answer.status == 401, "\(route)")
            #expect(try answer.object()["error"] != nil)
        }
    }

    /// What another site has a browser send along is never somebody's.
    @Test func aCookieIsNoToken() async throws {
        let browser = try await web.browser(of: "ana")
        let secret = try #require(browser.cookie("feedline_session"))
        let cookie: HTTPFields = [.cookie: "feedline_session=\(secret)"]
        for route in guarded where route.method != .get || !Self.readable.contains(route.path) {
            #expect(try await door.ask(route.method, filled(route.path), headers: cookie).status == 401, "\(route)")
            #expect(try await door.ask(route.method, filled(route.path), token: secret).status == 401, "\(route)")
        }
    }

    @Test func whoMayOnlyReadChangesNothing() async throws {
        let ana = try await Newcomer("ana", scopes: "read push profile", on: web)
        for route in guarded where route.method != .get {
            let answer = try await door.ask(route.method, filled(route.path), "status=x&title=x", token: ana.token)
            #expect(answer.status == 403, "\(route)")
        }
    }

    @Test func whoMayOnlyWriteReadsNothing() async throws {
        let ana = try await Newcomer("ana", scopes: "write push", on: web)
        for route in guarded where route.method == .get && route.path != "/api/v1/media/{id}" {
            let answer = try await door.respond(.get, filled(route.path), token: ana.token)
            #expect(answer.status == .forbidden, "\(route)")
        }
    }

    @Test(arguments: ["write:statuses", "write:lists", "write:follows", "write:media"])
    func aPartOfWhatMayBeDoneIsNotTheRest(scope: String) async throws {
        let ana = try await Newcomer("ana", scopes: scope, on: web)
        let others: [(HTTPRequest.Method, String, String)] = [
            (.post, "/api/v1/statuses", "write:statuses"), (.put, "/api/v1/statuses/1", "write:statuses"),
            (.delete, "/api/v1/statuses/1", "write:statuses"),
            (.post, "/api/v1/statuses/1/favourite", "write:favourites"),
            (.post, "/api/v1/statuses/1/bookmark", "write:bookmarks"), (.post, "/api/v1/lists", "write:lists"),
            (.post, "/api/v1/accounts/1/follow", "write:follows"), (.post, "/api/v1/accounts/1/block", "write:blocks"),
            (.post, "/api/v1/accounts/1/mute", "write:mutes"), (.post, "/api/v2/media", "write:media"),
            (.patch, "/api/v1/accounts/update_credentials", "write:accounts"),
            (.post, "/api/v1/notifications/clear", "write:notifications"),
            (.delete, "/api/v1/scheduled_statuses/1", "write:statuses"),
            (.post, "/api/v1/conversations/1/read", "write:conversations"),
        ]
        for (method, path, needed) in others {
            let answer = try await door.ask(method, path, "status=x&title=x&reblogs=1", token: ana.token)
            #expect((answer.status == 403) == (needed != scope), "\(method) \(path): \(answer.status)")
        }
    }

    @Test func aProgramOnItsOwnIsNobody() async throws {
        let secret = Secret()
        var token = NewToken(.access)
        token.scopes = .all
        try await web.store.issue(token, hash: secret.hash, at: web.clock.date)
        for route in guarded where route.method != .get || !Self.readable.contains(route.path) {
            let answer = try await door.ask(route.method, filled(route.path), "status=x", token: secret.text)
            #expect(answer.status == 422, "\(route)")
        }
    }

    /// Pages of other sites may ask and read, with a token that they show, and never with what a browser keeps.
    @Test func programsInBrowsersMayAskEverywhereButOnPages() async throws {
        let site: HTTPFields = [.origin: "https://elk.example"]
        for route in door.routes(forPrograms: true) {
            let answer = try await door.respond(route.method, filled(route.path), headers: site)
            #expect(answer.headers[.accessControlAllowOrigin] == "*", "\(route)")
            #expect(answer.headers[.accessControlAllowCredentials] == nil, "\(route)")
            let preflight = try await door.ask(.options, filled(route.path), headers: site)
            #expect(preflight.status == 204 && preflight["Access-Control-Allow-Credentials"] == nil, "\(route)")
        }
        for route in door.routes(forPrograms: false)
        where !["feed.", "/static", "avatar"].contains(where: { route.path.contains($0) }) {
            let answer = try await door.respond(route.method, filled(route.path), headers: site)
            #expect(answer.headers[.accessControlAllowOrigin] == nil, "\(route)")
        }
        #expect(try await door.ask(.options, "/compose", headers: site)["Access-Control-Allow-Origin"] == nil)
    }

    /// Arithmetic on what a client sends would end the whole server.
    @Test(arguments: [Int64.max, .min, 0, -1])
    func noNumberIsTooMuch(id: Int64) async throws {
        let ana = try await Newcomer("ana", on: web)
        let browser = try await web.browser(of: "ana")
        let parts = "max_id=\(id)&min_id=\(id)&limit=\(id)&offset=\(id)&duration=\(id)&list=\(id)&list_id=\(id)"
        for route in door.routes(forPrograms: true) where !route.path.contains("streaming") {
            let path = filled(route.path, id: id)
            let query = path + (path.contains("?") ? "&" : "?") + parts + "&id[]=\(id)&types[]=\(id)"
            let form =
                "status=x&title=x&in_reply_to_id=\(id)&media_ids[]=\(id)&account_ids[]=\(id)&focus=\(id),\(id)"
                + "&home[last_read_id]=\(id)&scheduled_at=9999999-01-01T00:00:00Z"
            let answer = try await door.ask(route.method, query, route.method == .get ? "" : form, token: ana.token)
            #expect(answer.status < 500, "\(route): \(answer.body)")
        }
        let secret = try #require(browser.cookie("feedline_session"))
        for route in door.routes(forPrograms: false) where route.method == .get && route.path != "/metrics" {
            let path = filled(route.path, id: id) + "?older=\(id)&newer=\(id)"
            let answer = try await door.respond(.get, path, headers: [.cookie: "feedline_session=\(secret)"])
            #expect(answer.status.code < 500, "\(route)")
        }
    }
}
