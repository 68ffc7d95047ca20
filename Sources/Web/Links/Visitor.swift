internal import HTTPTypes

/// Who asks for a page, as far as a request tells.
package enum Visitor: Sendable {
    case person
    /// A crawler, a link preview, a feed reader, or a browser that only prepares itself.
    case bot

    /// What says `Mozilla/` or is one of the few other browsers is a person, unless something in it says that it is none.
    init(_ headers: HTTPFields) {
        let agent = (headers[.userAgent] ?? "").prefix(1_000).lowercased()
        let isBrowser = Self.browsers.contains { agent.hasPrefix($0) }
        let isMarked = Self.marks.contains { agent.replacing("cubot", with: "").contains($0) }
        let isDisguised = agent.contains("compatible;") && !Self.oldBrowsers.contains { agent.contains($0) }
        self = isBrowser && !isMarked && !isDisguised && !Self.isPreparing(headers) ? .person : .bot
    }

    private static let browsers = [
        "mozilla/", "opera/", "lynx/", "links (", "elinks/", "w3m/", "netsurf/", "dillo/",
    ]

    /// In lower case. No browser gives an address of the web; whoever wants to be known by one does. `facebot` is in what
    /// iMessage sends. `Cubot` makes telephones.
    private static let marks = [
        "archive", "bot", "crawl", "favicon", "fetch", "-google", "google-", "headless", "http", "jsdom", "lighthouse",
        "mailto:", "monitor", "page speed", "phantomjs", "preview", "prerender", "slurp", "spider", "weblight",
    ]

    /// `Mozilla/5.0 (compatible; …)` is what crawlers say, and what these said.
    private static let oldBrowsers = ["msie ", "konqueror/"]

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
