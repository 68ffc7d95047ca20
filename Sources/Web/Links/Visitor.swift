internal import HTTPTypes

/// Who asks for a page, as far as a request tells.
package enum Visitor: Sendable {
    case person
    /// A crawler, a link preview, a feed reader, or a browser that only prepares itself.
    case bot

    /// What says `Mozilla/` or is one of the few other browsers is a person, unless something in it says that it is none.
    init(_ headers: HTTPFields) {
        let agent = UserAgent(headers[.userAgent] ?? "")
        self = agent.isBrowser && !Self.isPreparing(headers) ? .person : .bot
    }

    /// A browser that loads a page before anybody has asked for it: `Sec-Purpose: prefetch;prerender` (Chrome, Firefox),
    /// `Purpose: prefetch` (older ones, Safari), `X-Moz: prefetch`, `X-Purpose: preview` (Safari's Top Sites).
    private static func isPreparing(_ headers: HTTPFields) -> Bool {
        purposes.contains { name in
            let purpose = headers[name]?.lowercased() ?? ""
            return purpose.contains("prefetch") || purpose.contains("preview")
        }
    }

    private static let purposes = ["Sec-Purpose", "Purpose", "X-Moz", "X-Purpose"].compactMap { HTTPField.Name($0) }
}

/// What a client calls itself, read by its bytes: a search by characters took longer than the answer that it was for.
private struct UserAgent {
    /// Of ASCII in lower case.
    private let bytes: [UInt8]

    init(_ text: String) {
        bytes = text.utf8.prefix(1_000).map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    }

    var isBrowser: Bool {
        guard Self.browsers.contains(where: { bytes.starts(with: $0.utf8) }) else { return false }
        let isCrawler = holds("compatible;") && !Self.oldBrowsers.contains { holds($0) }
        // Cubot makes telephones.
        return !isCrawler && !holds("bot", exceptAfter: "cu") && !Self.marks.contains { holds($0) }
    }

    private func holds(_ mark: String, exceptAfter stem: String? = nil) -> Bool {
        bytes.indices.contains { index in
            bytes[index...].starts(with: mark.utf8)
                && !(stem.map { bytes[..<index].suffix($0.utf8.count).elementsEqual($0.utf8) } ?? false)
        }
    }

    private static let browsers = [
        "mozilla/", "opera/", "lynx/", "links (", "elinks/", "w3m/", "netsurf/", "dillo/",
    ]

    /// No browser gives an address of the web; whoever wants to be known by one does.
    private static let marks = [
        "archive", "crawl", "favicon", "fetch", "-google", "google-", "headless", "http", "jsdom", "lighthouse",
        "mailto:", "monitor", "page speed", "phantomjs", "prerender", "preview", "slurp", "spider", "weblight",
    ]

    /// `Mozilla/5.0 (compatible; …)` is what crawlers say, and what these said.
    private static let oldBrowsers = ["msie ", "konqueror/"]
}
