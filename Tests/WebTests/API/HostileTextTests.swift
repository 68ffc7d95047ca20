import Foundation
import HTTPTypes
import Hummingbird
import TestSupport
import Testing
import Timeline

@testable import Web

/// Whatever people, feeds and programs write: a text in JSON, and in HTML for clients no markup but ours.
@Suite struct HostileTextTests {
    private static let payloads = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)",
        "</p></a><h1>x</h1><svg/onload=alert(1)>", "javascript:alert(1) JaVaScRiPt:alert(1)//x.example/",
        "https://x.example/\"onmouseover=\"alert(1)", "https://x.example/'onclick='alert(1)//<b>",
        "<a href=\"javascript:alert(1)\">https://x.example/</a>", "data:text/html,<b>x</b> vbscript:x",
        "&lt;script&gt; &#60;b&#62; &amp;lt;", "\u{600}<script>x</script> <\u{338}img src=x>", "x\"\u{301} onx=1 y",
        "{{version}} {{{version}}}", "\\\"}],\"x\":[{\\u0000 \u{2028}\u{2029}", "a\u{0}b\u{8}c\u{1B}[31m\u{7F}\u{85}",
        "\u{202E}gnp.exe\u{202C} \u{FEFF}\u{200B}x", "#tag\"onx=1 @ana\"onx=1 #<b> @<b>", "]]><!--x--><![CDATA[x",
    ]

    private static let tags: Set<String> = ["p", "br", "a", "span"]

    /// Every tag is one that clients are promised, every address one of the web.
    private func expectHarmless(_ html: String, _ place: String) throws {
        var rest = html.unicodeScalars[...]
        while let open = rest.firstIndex(of: "<") {
            let tail = String(rest[open...].prefix(3_000))
            let tag = try #require(tail.prefixMatch(of: tagPattern), "\(place): \(tail.prefix(80))")
            #expect(Self.tags.contains(String(tag.output.1)), "\(place): \(tag.output.0)")
            for attribute in tag.output.2.matches(of: attributePattern) {
                #expect(["href", "class", "rel", "target"].contains(String(attribute.output.1)), "\(place): \(tail)")
                let isAddress = attribute.output.1 == "href"
                let isOfTheWeb = attribute.output.2.hasPrefix("https://") || attribute.output.2.hasPrefix("http://")
                #expect(!isAddress || isOfTheWeb, "\(place): \(tag.output.0)")
            }
            rest = rest[rest.index(open, offsetBy: tag.output.0.unicodeScalars.count)...]
        }
        #expect(!html.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F }, "\(place)")
    }

    /// All HTML in what a program was answered, wherever it is.
    private func check(_ value: Any, _ place: String) throws {
        if let list = value as? [Any] {
            for element in list { try check(element, place) }
        } else if let object = value as? [String: Any] {
            for (name, inner) in object {
                // What its owner is given to edit is as it was written.
                let isHTML = ["content", "note"].contains(name) || name == "value" && object["verified_at"] != nil
                if let text = inner as? String, isHTML, !place.contains("source") {
                    try expectHarmless(text, "\(place).\(name)")
                }
                if let text = inner as? String, ["url", "avatar", "preview_url", "website"].contains(name) {
                    #expect(text.hasPrefix("https://") || text.hasPrefix("http://"), "\(place).\(name): \(text)")
                }
                try check(inner, "\(place).\(name)")
            }
        }
    }

    @Test(arguments: payloads)
    func nothingThatIsWrittenBecomesMarkup(payload: String) async throws {
        var reporter = ProfileDeclaration(name: "reporter", displayName: payload, bio: payload, language: "en")
        reporter.url = "https://x.example/\(payload)"
        let web = try await WebFixture([reporter])
        let door = FrontDoor(web)
        let ana = try await Newcomer("ana", on: web)
        let value = payload.urlEncoded
        func send(_ method: HTTPRequest.Method, _ path: String, _ form: String) async throws -> Answer {
            let answer = try await door.ask(method, path, form, token: ana.token)
            _ = try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
            return answer
        }
        #expect(
            try await send(
                .patch,
                "/api/v1/accounts/update_credentials",
                "display_name=x\(String(payload.prefix(29)).urlEncoded)&note=\(value)"
                    + "&fields_attributes[0][name]=\(value)&fields_attributes[0][value]=\(value)"
            ).status == 200
        )
        let picture = try await web.store.keepPicture(
            TinyPicture.named.bytes,
            by: ana.profileID,
            description: payload,
            at: web.clock.date
        )
        let said = try await send(
            .post,
            "/api/v1/statuses",
            "status=x+\(value)&spoiler_text=\(value)&media_ids[]=\(picture.id)"
        )
        #expect(said.status == 200, "\(said.body)")
        let id = try #require(try said.object()["id"] as? String)
        #expect(try await send(.put, "/api/v1/statuses/\(id)", "status=y+\(value)&spoiler_text=x").status == 200)
        _ = try await send(.post, "/api/v1/lists", "title=x+\(value)")
        try await web.say(
            "x \(payload)".prefix(130).description,
            link: "https://x.example/\(payload)",
            title: payload,
            card: PostCard(kind: .event, description: payload, place: payload)
        )
        let program = try await send(
            .post,
            "/api/v1/apps",
            "client_name=x+\(value)&website=\(value)&redirect_uris=https://app.example/\(value)&scopes=read+\(value)"
        )
        #expect([200, 422].contains(program.status))
        let reporterID = try await web.profile("reporter").id
        for path in [
            "/api/v1/statuses/\(id)", "/api/v1/statuses/\(id)/history", "/api/v1/statuses/\(id)/source",
            "/api/v1/timelines/public", "/api/v1/timelines/home", "/api/v1/accounts/\(ana.profileID)",
            "/api/v1/accounts/\(reporterID)/statuses", "/api/v1/accounts/verify_credentials", "/api/v1/lists",
            "/api/v2/search?q=\(value)", "/api/v1/accounts/lookup?acct=\(value)", "/api/v1/tags/\(value)",
            "/api/v1/timelines/tag/\(value)", "/api/v1/instance", "/api/v2/instance", "/nodeinfo/2.0",
            "/api/v1/notifications?types[]=\(value)", "/api/v1/media/\(value)", "/api/v1/\(value)",
        ] {
            let answer = try await door.ask(.get, path, token: ana.token)
            #expect(answer["Content-Type"] == "application/json; charset=utf-8", "\(path)")
            #expect(answer["X-Content-Type-Options"] == "nosniff", "\(path)")
            let json = try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
            try check(json, path.hasSuffix("source") ? "source" : path)
        }
        // The words themselves are not lost: a client shows them as they were written.
        let source = try await door.ask(.get, "/api/v1/statuses/\(id)/source", token: ana.token).object()
        #expect(source["text"] as? String == PostText.written("y \(payload)"))
    }

    @Test(arguments: payloads)
    func noPageOfAMemberHoldsMarkupThatIsNotOurs(payload: String) async throws {
        let web = try await WebFixture()
        let browser = try await web.browser(of: "ana")
        let value = payload.urlEncoded
        var change = ProfileChange()
        change.displayName = String("x\(payload)".prefix(29))
        change.bio = payload
        change.fields = [ProfileField(name: payload, value: payload)]
        let ana = try await web.profile("ana")
        try await web.store.change(ana.id, change, at: web.clock.date)
        let id = try await web.say("x \(payload)", as: "ana", warning: payload)
        let list = try await web.addList("x \(payload)", of: "ana", holding: ["ana"])
        let program = try await web.addProgram(
            redirectURIs: ["https://app.example/?\(value)"],
            name: "x \(payload)"
        )
        let consent =
            "/oauth/authorize?response_type=code&client_id=\(program.clientID)&state=\(value)"
            + "&redirect_uri=\("https://app.example/?\(value)".urlEncoded)"
        let invitation = "/invite/\(value)"
        for path in [
            "/", "/@ana", "/@ana/\(id)", "/@ana/\(id)/history", "/posts/\(id)/edit", "/posts/\(id)/delete", "/lists",
            "/lists/\(list)", "/lists/\(list)/edit", "/settings", "/compose?text=\(value)&to=\(value)",
            "/search?q=\(value)", "/tags/\(value)", "/login?next=\(value)", "/login?next=/\(value)", consent,
            consent + "&scope=\(value)", invitation, "/@\(value)", "/@ana/followers", "/messages", "/notifications",
        ] {
            let page = try await browser.request(path)
            #expect(page.status < 500, "\(path)")
            try expectOurs(page.body, path)
        }
        for fields in [["text": payload, "warning": payload], ["text": payload + String(repeating: "x", count: 200)]] {
            try await browser.visit("/compose")
            try expectOurs(try await browser.send("/compose", fields).body, "/compose")
        }
        try await browser.visit("/login")
        let again = try await browser.send("/login", ["name": payload, "password": "x", "next": payload])
        try expectOurs(again.body, "/login")
    }

    /// A page has scripts and handlers of ours alone: one script, and no attribute that a browser would run.
    private func expectOurs(_ html: String, _ path: String) throws {
        let scripts = html.matches(of: /<script[^>]*>/.matchingSemantics(.unicodeScalar)).map { String($0.output) }
        #expect(scripts.allSatisfy { $0.hasPrefix("<script src=\"/static/feedline.") }, "\(path): \(scripts)")
        var rest = html.unicodeScalars[...]
        while let open = rest.firstIndex(of: "<") {
            let tail = String(rest[open...].prefix(6_000))
            let tag = try #require(tail.prefixMatch(of: pageTagPattern), "\(path): \(tail.prefix(120))")
            for attribute in tag.output.2.matches(of: attributePattern) {
                let name = attribute.output.1.lowercased()
                #expect(!name.hasPrefix("on") && name != "style" && name != "srcdoc", "\(path): \(tag.output.0)")
                guard ["href", "src", "action"].contains(name) else { continue }
                #expect(!attribute.output.2.lowercased().contains("javascript:"), "\(path): \(tag.output.0)")
            }
            rest = rest[rest.index(open, offsetBy: tag.output.0.unicodeScalars.count)...]
        }
    }

    @Test(arguments: [
        (
            "display_name",
            String(
                repeating: "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
                count: 30
            )
        ),
        ("note", "e" + String(repeating: "\u{301}", count: 20_000)),
        ("source[language]", String(repeating: "a", count: 99)),
        ("source[language]", "<b>"), ("display_name", String(repeating: "a", count: 31)),
        ("fields_attributes[0][value]", "e" + String(repeating: "\u{301}", count: 20_000)),
    ])
    func nothingHoldsMoreThanItLooks(field: String, text: String) async throws {
        let web = try await WebFixture()
        let ana = try await Newcomer("ana", on: web)
        let path = "/api/v1/accounts/update_credentials"
        #expect(try await ana.ask(.patch, path, "\(field)=\(text.urlEncoded)").status == 422)
        let long = "status=x&language=\(String(repeating: "a", count: 5_000))"
        #expect(try await ana.ask(.post, "/api/v1/statuses", long).status == 422)
        #expect(try await ana.ask(.post, "/api/v1/statuses", "status=x&language=pt-BR").status == 200)
    }
}

nonisolated(unsafe) private let tagPattern = /<\/?([a-z]+)((?:\s+[a-z-]+="[^"<>]*")*)\s*\/?>/
    .matchingSemantics(.unicodeScalar)
nonisolated(unsafe) private let pageTagPattern =
    /<[\/!]?([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"<]*")?)*)\s*\/?>/
    .matchingSemantics(.unicodeScalar)
nonisolated(unsafe) private let attributePattern = /([a-zA-Z:-]+)="([^"]*)"/.matchingSemantics(.unicodeScalar)
