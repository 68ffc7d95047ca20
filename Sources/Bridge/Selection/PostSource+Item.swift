internal import Feeds
internal import Foundation
internal import Timeline

extension PostSource {
    /// What the publisher wrote, with what the feed and the configuration add.
    ///
    /// Summary and content are turned into plain text only where the rules or a title that says nothing ask for them: that is
    /// most of the work on an item, and most items never become a post.
    init(_ item: ParsedItem, of feed: ParsedFeed, rules: FeedConfiguration) {
        let readsText = rules.readsText || item.title == nil || item.title == (item.url ?? item.externalURL)
        self.init(
            title: item.title,
            link: item.url ?? item.externalURL,
            summary: readsText ? item.summary?.plain : nil,
            content: readsText ? item.content?.plain : nil,
            author: (item.authors.first ?? feed.authors.first)?.name,
            feed: feed.title,
            tags: item.tags,
            date: item.published ?? item.modified,
            language: rules.language ?? item.language ?? feed.language
        )
        event = Event(item.event)
        file = item.attachments.lazy.compactMap(File.init).first
    }
}

extension PostSource.Event {
    /// nil if nobody can tell when it begins.
    fileprivate init?(_ event: ParsedEvent?) {
        guard let event, let start = event.start else { return nil }
        self.init(
            start: start,
            end: event.end.flatMap { $0 > start ? $0 : nil },
            place: event.location.flatMap { PostSource.line($0, upTo: 200) }
        )
    }
}

extension PostSource.File {
    /// nil for what is not to be heard, seen or read, or not on the web.
    fileprivate init?(_ attachment: ParsedAttachment) {
        guard let link = CanonicalLink(attachment.url), attachment.url.utf8.count <= 2_000 else { return nil }
        let declared = attachment.mimeType?.lowercased().prefix { $0 != ";" && $0 != " " }
        let ending = link.path.prefix { $0 != "?" }.split(separator: ".").last?.lowercased() ?? ""
        let guess = declared.map(Self.isVague) ?? true ? Self.types[ending] : nil
        guard let type = guess ?? declared.map(String.init), Self.isShown(type) else { return nil }
        self.init(url: attachment.url, type: type, bytes: attachment.size.map { Int64($0) })
    }

    private static func isShown(_ type: String) -> Bool {
        type == "application/pdf" || type.wholeMatch(of: /(audio|video|image)\/[a-z0-9][a-z0-9.+\-]{0,60}/) != nil
    }

    /// What servers call a file that they know nothing of.
    private static func isVague(_ type: some StringProtocol) -> Bool { type.isEmpty || type.hasSuffix("/octet-stream") }

    private static let types = [
        "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "oga": "audio/ogg", "opus": "audio/ogg",
        "wav": "audio/wav", "flac": "audio/flac", "mp4": "video/mp4", "m4v": "video/mp4", "webm": "video/webm",
        "mov": "video/quicktime", "pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg",
        "png": "image/png",
        "gif": "image/gif", "webp": "image/webp", "avif": "image/avif",
    ]
}
