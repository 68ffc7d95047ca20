import Foundation
import HTTPTypes
import HummingbirdCore
import TestSupport
import Testing
import Timeline

@testable import Web

/// Whatever a request says, there is an answer, and none that tells of a fault of ours.
@Suite struct RequestFuzzTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func everyRouteAnswersWhateverItIsAsked(seed: UInt64) async throws {
        let web = try await WebFixture()
        let ana = try await Newcomer("ana", on: web)
        try await web.say("Something to ask for")
        let door = FrontDoor(web)
        var nonsense = Nonsense(seed: seed)
        for route in door.routes(forPrograms: true) + door.routes(forPrograms: false) {
            for token in [nil, ana.token, ana.token] {
                let path = nonsense.filled(route.path)
                let (type, body) = nonsense.body()
                let response = try await door.respond(
                    route.method,
                    path,
                    route.method == .get || route.method == .head ? "" : body,
                    token: token,
                    headers: [.contentType: type]
                )
                #expect(response.status.code < 500, "\(route.method) \(path) \(type) \(body.prefix(300))")
            }
        }
        // The one who asked so much may have left; the timeline stands.
        #expect(try await web.get("/").status == 200)
    }
}

/// Requests that nobody means, made of words that mean something.
private struct Nonsense {
    private var dice: SeededRandom

    init(seed: UInt64) { dice = SeededRandom(seed: seed) }

    private static let names = """
        status in_reply_to_id media_ids[] poll[options][] visibility scheduled_at sensitive spoiler_text language quote_id \
        limit max_id min_id since_id offset q type resolve id id[] account_ids[] title replies_policy exclusive \
        display_name note locked fields_attributes[0][name] fields_attributes[0][value] source[privacy] avatar header \
        client_name redirect_uris scopes scope grant_type code code_verifier client_id client_secret token \
        username name text next form last_read_id home[last_read_id] types[] exclude_types[] duration reblogs notify \
        only_media exclude_replies pinned tagged list tag stream access_token state
        """.split(separator: " ").map(String.init)

    private static let values =
        [
            "", "0", "-1", "1", "1.5", "1e400", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
            "99999999999999999999999", "true", "null", "NaN", "\u{0}", "\u{FEFF}", "\u{202E}x", "é", "👨‍👩‍👧‍👦", "<script>",
            "../..",
            "2026-11-23T00:00:00Z", "+292277026596-12-04T00:00:00Z", "9999-99-99T99:99:99Z", "%", "%zz", "[]", "{}",
            "public",
            "direct", "list", "authorization_code", "client_credentials", "urn:ietf:wg:oauth:2.0:oob", "read write",
            "https://example.org", "javascript:alert(1)", "@ana", "reporter", "' OR 1=1 --",
        ] + [String(repeating: "a", count: 5_000), String(repeating: "e\u{301}\u{302}", count: 500)]

    private mutating func pick(_ words: [String]) -> String { words.randomElement(using: &dice) ?? "" }

    /// A route's address with something in each of its places, and a query.
    mutating func filled(_ route: String) -> String {
        let places = route.split(separator: "/").map { part in
            part.hasPrefix("{") || part.hasPrefix("@{") || part.contains("{")
                ? escaped(pick(Self.values)) : String(part)
        }
        return "/" + places.joined(separator: "/") + (dice.chance(0.5) ? "?" + form() : "")
    }

    mutating func body() -> (type: String, text: String) {
        switch Int.random(in: 0..<4, using: &dice) {
        case 0: ("application/json", json(depth: 0))
        case 1: ("application/x-www-form-urlencoded", form())
        case 2: ("multipart/form-data; boundary=cut", parts())
        default: (pick(Self.values).filter { $0.isASCII && !$0.isWhitespace && $0 != "\0" }, pick(Self.values))
        }
    }

    private mutating func form() -> String {
        (0..<Int.random(in: 0..<6, using: &dice))
            .map { _ in (pick(Self.names), pick(Self.values)) }
            .map { name, value in dice.chance(0.9) ? "\(escaped(name))=\(escaped(value))" : "\(name)=%\(name.prefix(1))"
            }
            .joined(separator: "&")
    }

    private mutating func json(depth: Int) -> String {
        switch Int.random(in: depth == 0 ? 0..<2 : 0..<7, using: &dice) {
        case 0, 5:
            return "{"
                + (0..<Int.random(in: 0..<5, using: &dice))
                .map { _ in "\"\(pick(Self.names))\":\(json(depth: depth + 1))" }.joined(separator: ",") + "}"
        case 1:
            // Deep enough to fill the stack of who reads it by calling himself.
            let layers = dice.chance(0.2) ? 20_000 : 2
            return String(repeating: "[", count: layers) + json(depth: depth + 1)
                + String(repeating: "]", count: dice.chance(0.9) ? layers : 1)
        case 2: return pick(["1", "-0", "1e999", "123456789012345678901234567890", "01", "true", "null", "nul"])
        default:
            let text = pick(Self.values).replacing("\"", with: "\\\"")
            return dice.chance(0.95) ? "\"\(text)\"" : "\"\(text)\\ud800"
        }
    }

    private mutating func parts() -> String {
        (0..<Int.random(in: 0..<4, using: &dice))
            .map { _ in
                let file = dice.chance(0.3) ? "; filename=\"\(pick(["x.png", "", "../x"]))\"" : ""
                return
                    "--cut\r\nContent-Disposition: form-data; name=\"\(pick(Self.names))\"\(file)\r\n\r\n\(pick(Self.values))\r\n"
            }
            .joined() + (dice.chance(0.8) ? "--cut--\r\n" : "")
    }

    private func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
