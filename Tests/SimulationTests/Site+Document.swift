import Foundation
import Transfer

/// How a site's articles stand in its feed.
extension Site {
    /// - Returns: the document, and where in it each article is complete.
    func document(of articles: [Article]) -> (text: String, ends: [(article: Article, end: Int)]) {
        var text = opening
        var ends: [(Article, Int)] = []
        for (position, article) in articles.enumerated() {
            if format == .json, position > 0 { text += "," }
            text += item(article)
            ends.append((article, text.utf8.count))
        }
        return (text + closing, ends)
    }

    var contentType: String {
        switch format {
        case .rss: "application/rss+xml"
        case .atom: "application/atom+xml"
        case .json: "application/feed+json"
        }
    }

    private var opening: String {
        let head = #"<?xml version="1.0" encoding="UTF-8"?>"#
        switch format {
        case .rss:
            let pace = ttl.map { "<ttl>\($0 * 60)</ttl>" } ?? ""
            return
                "\(head)<rss version=\"2.0\"><channel><title>Site \(index)</title><link>http://\(host)/</link>\(pace)"
        case .atom:
            return "\(head)<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Site \(index)</title>"
        case .json:
            return #"{"version": "https://jsonfeed.org/version/1.1", "title": "Site \#(index)", "items": ["#
        }
    }

    private var closing: String {
        switch format {
        case .rss: "</channel></rss>"
        case .atom: "</feed>"
        case .json: "]}"
        }
    }

    private func item(_ article: Article) -> String {
        let (title, link) = (escaped(article.title), link(of: article))
        let text = escaped("<p>\(article.words), told at length.</p>")
        let guid = guid(of: article)
        switch format {
        case .rss:
            return "<item><title>\(title)</title><link>\(link)</link>"
                + (guid.map { "<guid isPermaLink=\"\($0 == link)\">\($0)</guid>" } ?? "")
                + (isDated ? "<pubDate>\(article.published.inHTTP)</pubDate>" : "")
                + "<description>\(text)</description></item>"
        case .atom:
            return "<entry><title>\(title)</title><link href=\"\(link)\"/>"
                + (guid.map { "<id>\($0)</id>" } ?? "")
                + (isDated ? "<published>\(article.published.formatted(.iso8601))</published>" : "")
                + "<content type=\"html\">\(text)</content></entry>"
        case .json:
            return
                #"{"title": "\#(article.title.replacing("<b>", with: "").replacing("</b>", with: ""))", "url": "\#(link)""#
                + (guid.map { #", "id": "\#($0)""# } ?? "")
                + (isDated ? #", "date_published": "\#(article.published.formatted(.iso8601))""# : "")
                + #", "content_html": "<p>\#(article.words), told at length.</p>"}"#
        }
    }

    /// For a title in HTML, as most publishers of RSS write them, and for XML around it.
    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }
}

/// How a site tells whether a reader has its document already.
extension Site {
    func validators(of text: String) -> [(name: String, value: String)] {
        let tag = (name: "ETag", value: "\"\(text.hashValue)\"")
        let date = (name: "Last-Modified", value: changedAt.inHTTP)
        switch validator {
        case .etag: return [tag]
        case .date: return [date]
        case .both: return [tag, date]
        case .none: return []
        case .restless: return [(name: "ETag", value: "\"\(random)\"")]
        }
    }

    func isUnchanged(_ request: TransferRequest, _ validators: [(name: String, value: String)]) -> Bool {
        func asked(_ name: String) -> String? { request.headers.first { $0.name == name }?.value }
        if validator == .restless { return false }
        // A reader's date says nothing beside its tag (RFC 9110 section 13.1.3).
        if let tag = asked("If-None-Match") { return validators.contains { $0.value == tag } }
        guard let date = asked("If-Modified-Since") else { return false }
        return validators.contains { $0.value == date }
    }
}
