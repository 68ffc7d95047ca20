import Foundation
import FoundationXML
import TestSupport
import Testing
import Timeline

@testable import Web

/// Nothing that a feed says becomes markup.
@Suite struct EscapingTests {
    private static let payloads = [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)",
        "</title><script>alert(1)</script>",
        "</p></article></main><h1>x</h1>",
        "<!-- x --><![CDATA[ x ]]>",
        "{{version}} {{{version}}} {{&version}} {{#posts}}{{/posts}}",
        "&lt;script&gt; &amp;lt; &#60;b&#62;",
        // What joins itself to the character that has to be escaped.
        "\u{600}<script>alert(1)</script>",
        "\u{110BD}<img src=x>",
        "x\"\u{301} onmouseover=alert(1) y",
        "<\u{338}script>",
        "&\u{20E3}lt;",
        "<svg/onload=alert(1)>",
        "javascript:alert(1)",
        "https://x.example/\"onmouseover=\"alert(1)",
        "https://x.example/'onmouseover='alert(1)",
        "https://x.example/<script>",
        "https://x.example/\u{301}\"\u{301}x",
        "#tag\"onx=1 @name\"onx=1",
        "]]>",
    ]

    private static let tags: Set<String> = [
        "html", "head", "meta", "title", "link", "body", "a", "header", "img", "span", "main", "div", "h1", "h2", "p",
        "article", "time", "nav", "footer", "!doctype", "svg", "symbol", "use", "path", "section", "ul", "li",
    ]

    @Test(arguments: payloads)
    func noPayloadBecomesMarkup(payload: String) async throws {
        var profile = ProfileDeclaration(name: "reporter", displayName: payload, bio: payload, language: payload)
        profile.url = "https://x.example/\(payload)"
        let web = try await WebFixture([profile])
        let post = try await web.say(
            payload,
            link: "https://x.example/\(payload)",
            title: payload,
            language: payload
        )
        for path in ["/", "/@reporter", "/@reporter/\(post.id)"] {
            let page = try await web.get(path)
            #expect(page.status == 200)
            try expectNoMarkup(of: payload, in: page.body, path)
            #expect(!page.body.contains("1.2.3 "), "a template was read in \(path)")
        }
        let atom = try await web.get("/@reporter/feed.atom")
        let parsed = try AtomReader.read(atom.body)
        #expect(parsed.titles.count == 2)
        #expect(parsed.titles == [payload, payload])
        // Inside of an entry's HTML too.
        try expectNoMarkup(of: payload, in: parsed.contents.joined(), "content")
        let json = try await web.get("/@reporter/feed.json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.body.utf8)) as? [String: Any])
        let item = try #require((object["items"] as? [[String: Any]])?.first)
        #expect(item["title"] as? String == payload)
        #expect(item["content_text"] as? String == payload)
        try expectNoMarkup(of: payload, in: try #require(item["content_html"] as? String), "content_html")
    }

    @Test(arguments: payloads)
    func noPayloadBecomesMarkupInAnArchive(payload: String) async throws {
        var profile = ProfileDeclaration(name: "reporter", displayName: payload, bio: payload, language: payload)
        profile.url = "https://x.example/\(payload)"
        let web = try await WebFixture([profile])
        try await web.say(payload, link: "https://x.example/\(payload)", title: payload, language: payload)
        let folder = try TemporaryDirectory()
        let options = WebOptions(publicURL: "https://news.example.org", version: "1.2.3")
        let export = ProfileExport(web.store.reader, options: options, onlyOpen: true)
        let record = try await web.profile("reporter")
        _ = try await export.write(record, as: .archive, to: folder.path("out"), at: web.clock.date)
        for name in ["index.html", "2026-11.html"] {
            let page = try String(contentsOf: folder.url.appending(path: "out/\(name)"), encoding: .utf8)
            try expectNoMarkup(of: payload, in: page, name)
            #expect(!page.contains("1.2.3 "), "a template was read in \(name)")
        }
    }

    /// Every tag is one of ours, with attributes that we wrote.
    private func expectNoMarkup(of payload: String, in html: String, _ path: String) throws {
        let scalars = html.unicodeScalars
        var index = scalars.startIndex
        while let open = scalars[index...].firstIndex(of: "<") {
            let tail = String(scalars[open...].prefix(4_000))
            let tag = try #require(tail.prefixMatch(of: tagPattern), "\(path): \(tail.prefix(60))")
            #expect(Self.tags.contains(tag.output.1.lowercased()), "\(path): \(tag.output.0)")
            for attribute in tag.output.0.matches(of: /([a-zA-Z:-]+)="[^"<]*"/.matchingSemantics(.unicodeScalar)) {
                #expect(!attribute.output.1.lowercased().hasPrefix("on"), "\(path): \(tag.output.0)")
                #expect(attribute.output.1 != "style", "\(path): \(tag.output.0)")
            }
            index = scalars.index(open, offsetBy: tag.output.0.unicodeScalars.count)
        }
    }

    @Test(arguments: [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", " javascript:alert(1)",
        "java\nscript:alert(1)", "//evil.example/", "file:///etc/passwd", "",
    ])
    func onlyAddressesOfTheWebAreLinked(address: String) async throws {
        var profile = ProfileDeclaration.reporter
        profile.url = address
        let web = try await WebFixture([profile])
        let post = try await web.say("See \(address) there", link: address, title: "A title")
        for path in ["/", "/@reporter", "/@reporter/\(post.id)", "/@reporter/feed.atom", "/@reporter/feed.json"] {
            let page = try await web.get(path)
            #expect(
                page.body.matches(of: /(?:href|url)"?[=:] ?"([^"]*)"/).allSatisfy { match in
                    ["/", "#", "https://"].contains { match.1.hasPrefix($0) } && !match.1.hasPrefix("//")
                },
                "\(path)"
            )
        }
    }

    @Test func templatesEscapeAllTheyShow() {
        for template in Template.allCases {
            let source = template.source.replacing("<script src=\"{{script}}\" defer></script>", with: "")
            #expect(!source.contains("{{{") && !source.contains("{{&"))
            #expect(source.firstMatch(of: /\son[a-z]+=|<script|style=|\s[a-z-]+=\{\{/) == nil)
        }
    }
}

nonisolated(unsafe) private let tagPattern = /<\/?([a-zA-Z!][a-zA-Z0-9]*)(?:\s+[a-zA-Z:-]+(?:="[^"<]*")?)*\s*\/?>/
    .matchingSemantics(.unicodeScalar)

/// What a feed reader understands of an Atom document.
final class AtomReader: NSObject, XMLParserDelegate {
    private(set) var titles: [String] = []
    private(set) var contents: [String] = []
    private(set) var ids: [String] = []
    private(set) var links: [(element: String, attributes: [String: String])] = []
    private(set) var values: [String: String] = [:]
    private var path: [String] = []
    private var text = ""

    /// - Throws: if it is not well formed.
    static func read(_ xml: String) throws -> AtomReader {
        let reader = AtomReader()
        let parser = XMLParser(data: Data(xml.utf8))
        parser.delegate = reader
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
        return reader
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        path.append(name)
        text = ""
        if name == "link" { links.append((path.joined(separator: "/"), attributes)) }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        switch name {
        case "title": titles.append(text)
        case "content": contents.append(text)
        case "id": ids.append(text)
        default: values[path.joined(separator: "/")] = text
        }
        path.removeLast()
        text = ""
    }
}
