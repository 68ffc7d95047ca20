import Foundation
import HTTPTypes
import TestSupport
import Testing
import Timeline

@testable import Web

/// What programs write: once, as themselves, and so that nothing in it runs anywhere.
@Suite struct APIWritingTests {
    private let web: WebFixture
    private let ana: Newcomer

    init() async throws {
        web = try await WebFixture()
        ana = try await Newcomer("ana", on: web)
    }

    // MARK: - Hostile texts

    private static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<a href=javascript:alert(1)>x</a>",
        "javascript:alert(1)", "https://a.org/\"onmouseover=\"alert(1)", "https://a.org/<svg/onload=alert(1)>",
        "<p style='x'>\u{0}&lt;b&gt;</p>", "]]></p><iframe src=//evil.example>", "#<b> @<i> \u{202E}abc\u{600}<u>",
    ]

    /// Nothing but the tags that clients are promised, with web addresses.
    private func isHarmless(_ html: String) -> Bool {
        let allowed = /<\/?(p|span|a)( (href="https?:\/\/[^"<>]*"|(class|rel|target)="[a-z \-_]*"))*>|<br \/>/
        return !html.replacing(allowed, with: "").contains(/[<>]/) && !html.contains("\u{0}")
    }

    @Test(arguments: hostile)
    func nothingThatIsSaidCanRun(text: String) async throws {
        let status = try await ana.ask(.post, "/api/v1/statuses", "status=\("x \(text)".urlEncoded)").object()
        #expect(isHarmless(try #require(status["content"] as? String)), "\(status["content"] ?? "")")
        let form = [
            "display_name": String(text.prefix(30)), "note": text, "fields_attributes[0][name]": "site",
            "fields_attributes[0][value]": text,
        ]
        .map { "\($0.key.urlEncoded)=\($0.value.urlEncoded)" }.joined(separator: "&")
        let answer = try await ana.ask(.patch, "/api/v1/accounts/update_credentials", form)
        #expect(answer.status == 200)
        let me = try answer.object()
        #expect(isHarmless(try #require(me["note"] as? String)), "\(me["note"] ?? "")")
        for field in try #require(me["fields"] as? [[String: Any]]) {
            #expect(isHarmless(try #require(field["value"] as? String)))
        }
        let page = try await web.get("/@ana").body
        #expect(!page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("<iframe"))
        #expect(!page.contains("href=\"javascript") && !page.contains("onmouseover=\""))
    }

    @Test func wordsOfAnErrorAreData() async throws {
        let answer = try await ana.ask(.get, "/api/v1/statuses/%3Cscript%3E")
        #expect(answer.status == 404)
        #expect(answer["Content-Type"]?.hasPrefix("application/json") == true)
        #expect(answer["X-Content-Type-Options"] == "nosniff")
    }

    @Test(arguments: [Int64.max, .min, 0, -1])
    func anyNumberMayBeAskedFor(number: Int64) async throws {
        for path in [
            "/api/v1/notifications/\(number)", "/api/v1/statuses/\(number)", "/api/v1/accounts/\(number)",
            "/api/v1/statuses/\(number)/context", "/api/v1/lists/\(number)", "/api/v1/media/\(number)",
            "/api/v1/scheduled_statuses/\(number)",
        ] {
            #expect(try await ana.ask(.get, path).status == 404, "\(path)")
        }
        for name in ["max_id", "min_id", "since_id"] {
            for path in ["/api/v1/timelines/home", "/api/v1/notifications", "/api/v1/conversations"] {
                #expect(try await ana.ask(.get, "\(path)?\(name)=\(number)").status == 200, "\(path)")
            }
        }
    }

    // MARK: - Once

    @Test(arguments: ["", "&scheduled_at=2026-11-22T18:00:00Z"])
    func requestsThatRaceWithOneKeyWriteOnePost(more: String) async throws {
        let (ana, path) = (ana, "/api/v1/statuses")
        let ids = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let headers: HTTPFields = [.idempotencyKey: "one"]
                    let answer = try await ana.ask(.post, path, "status=Hello\(more)", headers: headers)
                    return try answer.object()["id"] as? String
                }
            }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(ids.count == 1 && ids.first != .some(nil))
        let list = more.isEmpty ? "/api/v1/accounts/\(ana.profileID)/statuses" : "/api/v1/scheduled_statuses"
        #expect(try await ana.ask(.get, list).list().count == 1)
        _ = try await ana.ask(.post, path, "status=Hello\(more)", headers: [.idempotencyKey: "two"])
        let ben = try await Newcomer("ben", on: web)
        _ = try await ben.ask(.post, path, "status=Hello\(more)", headers: [.idempotencyKey: "one"])
        #expect(try await ana.ask(.get, list).list().count == 2)
        #expect(try await ben.ask(.get, list.replacing("\(ana.profileID)", with: "\(ben.profileID)")).list().count == 1)
        web.clock.advance(by: 3_601)
        _ = try await ana.ask(.post, path, "status=Hello\(more)", headers: [.idempotencyKey: "one"])
        #expect(try await ana.ask(.get, list).list().count == 3)
    }

    // MARK: - Scopes

    /// What each of them does, and the scope that it takes.
    private static let deeds: [(HTTPRequest.Method, String, String, scope: String)] = [
        (.get, "/api/v1/timelines/home", "", "read:statuses"),
        (.get, "/api/v1/notifications", "", "read:notifications"),
        (.get, "/api/v1/lists", "", "read:lists"),
        (.get, "/api/v1/favourites", "", "read:favourites"),
        (.get, "/api/v1/bookmarks", "", "read:bookmarks"),
        (.get, "/api/v1/blocks", "", "read:blocks"),
        (.get, "/api/v1/mutes", "", "read:mutes"),
        (.get, "/api/v1/follow_requests", "", "read:follows"),
        (.get, "/api/v1/conversations", "", "read:statuses"),
        (.get, "/api/v1/accounts/verify_credentials", "", "read:accounts"),
        (.get, "/api/v1/streaming/user/notification", "", "read:notifications"),
        (.post, "/api/v1/statuses", "status=x", "write:statuses"),
        (.post, "/api/v1/lists", "title=x", "write:lists"),
        (.post, "/api/v2/media", "", "write:media"),
        (.post, "/api/v1/notifications/clear", "", "write:notifications"),
        (.post, "/api/v1/accounts/1/follow", "", "write:follows"),
        (.post, "/api/v1/accounts/1/block", "", "write:blocks"),
        (.post, "/api/v1/accounts/1/mute", "", "write:mutes"),
        (.post, "/api/v1/statuses/1/favourite", "", "write:favourites"),
        (.post, "/api/v1/statuses/1/bookmark", "", "write:bookmarks"),
        (.patch, "/api/v1/accounts/update_credentials", "note=x", "write:accounts"),
    ]

    @Test(arguments: deeds.indices)
    func aTokenDoesWhatItsScopesSayAndNoMore(index: Int) async throws {
        let (method, path, form, scope) = Self.deeds[index]
        let others = Set(Self.deeds.map(\.scope)).subtracting([scope]).sorted().joined(separator: " ")
        let without = try await Newcomer("without", scopes: others, on: web)
        let answer = try await without.ask(method, path, form)
        #expect(answer.status == 403, "\(path) \(answer.body)")
        guard !path.contains("streaming") else { return }
        let with = try await Newcomer("with", scopes: scope, on: web)
        #expect(try await with.ask(method, path, form).status != 403, "\(path)")
        // `read` and `write` hold all that begins with them.
        let broad = try await Newcomer("broad", scopes: String(scope.prefix { $0 != ":" }), on: web)
        #expect(try await broad.ask(method, path, form).status != 403, "\(path)")
    }

    @Test(arguments: deeds.indices)
    func nobodyActsWithoutAToken(index: Int) async throws {
        let (method, path, form, _) = Self.deeds[index]
        #expect(try await web.send(method, path, form).status == 401)
        let cookie = try await web.browser(of: "eve").cookie("feedline_session") ?? ""
        let headers: HTTPFields = [.cookie: "feedline_session=\(cookie)"]
        #expect(try await web.send(method, path, form, headers: headers).status == 401)
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .ifMatch
}
