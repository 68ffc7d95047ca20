internal import Foundation

/// JSON Feed 1.0 and 1.1 (jsonfeed.org). Every field is optional here: a null or a value of another type is as good as
/// absent, and costs nothing else.
enum JSONFeed {
    /// - Parameter json: UTF-8.
    static func parse(_ json: Data, base: String?) throws(FeedError) -> ParsedFeed {
        var warnings: [String] = []
        var value = try? JSONSerialization.jsonObject(with: json)
        if value == nil {
            // Line ends inside of a string, as from a template that knows nothing of JSON.
            value = try? JSONSerialization.jsonObject(with: Data(json.map { max($0, 0x20) }))
            warnings.append("recovered:character")
        }
        guard let value else { throw FeedError(.notAFeed, "it is neither XML nor JSON that can be read") }
        guard let object = value as? [String: Any], isFeed(object) else {
            throw FeedError(.notAFeed, "it is JSON, but no JSON Feed")
        }
        let source = JSONObject(object, base: base)
        var feed = ParsedFeed(format: source.text("version")?.hasSuffix("/1") ?? false ? .json10 : .json11)
        feed.warnings = warnings
        feed.title = source.plain("title")
        feed.homePageURL = source.link("home_page_url")
        feed.feedURL = source.link("feed_url")
        feed.id = feed.feedURL
        feed.summary = source.plain("description")
        feed.language = source.text("language")
        feed.icon = source.link("icon") ?? source.link("favicon")
        feed.authors = source.people
        feed.hubs = source.objects("hubs").compactMap { hub in
            hub.link("url").map { ParsedHub(type: hub.text("type") ?? "WebSub", url: $0) }
        }
        let items = source.objects("items")
        if items.count > FeedLimits.items { feed.warnings.append("limit:items") }
        feed.items = items.prefix(FeedLimits.items).map(item)
        return feed
    }

    private static func isFeed(_ object: [String: Any]) -> Bool {
        if let version = object["version"] as? String, version.contains("jsonfeed.org") { return true }
        return object["items"] is [Any] && (object["title"] is String || object["home_page_url"] is String)
    }

    private static func item(_ source: JSONObject) -> ParsedItem {
        var item = ParsedItem()
        if let id = source.text("id") {
            item.id = id
            item.idSource = .guid
        }
        item.url = source.link("url")
        item.externalURL = source.link("external_url")
        item.title = source.plain("title")
        item.summary = source.markup("summary", as: .plain)
        item.content = source.markup("content_html", as: .html) ?? source.markup("content_text", as: .plain)
        item.published = source.text("date_published").flatMap { FeedDate.parse($0) }
        item.modified = source.text("date_modified").flatMap { FeedDate.parse($0) }
        item.authors = source.people
        for tag in source.texts("tags") { item.tags.add(PlainText.fold(tag)) }
        item.language = source.text("language")
        item.image = source.link("image") ?? source.link("banner_image")
        item.attachments = source.objects("attachments").compactMap { file in
            file.link("url").map { url in
                ParsedAttachment(
                    url: url,
                    mimeType: file.text("mime_type"),
                    size: file.text("size_in_bytes").flatMap { Double($0) }.flatMap { Int(exactly: $0.rounded()) },
                    title: file.plain("title")
                )
            }
        }
        return item
    }
}

/// An object whose values are what we hope for, or absent.
private struct JSONObject {
    private let values: [String: Any]
    private let base: String?

    init(_ values: [String: Any], base: String?) {
        self.values = values
        self.base = base
    }

    /// A string, or a number as one (numeric ids were seen); nil if empty.
    func text(_ key: String) -> String? { Self.text(values[key]) }

    func texts(_ key: String) -> [String] { (values[key] as? [Any] ?? []).compactMap(Self.text) }

    func plain(_ key: String) -> String? {
        guard let text = text(key).map({ PlainText.render($0, as: .plain) }), !text.isEmpty else { return nil }
        return text
    }

    func markup(_ key: String, as kind: TextKind) -> ParsedText? {
        (values[key] as? String).flatMap { $0.isEmpty ? nil : ParsedText($0, kind: kind, base: base) }
    }

    func link(_ key: String) -> String? { text(key).flatMap { WebReference.resolve($0, against: base) } }

    func objects(_ key: String) -> [JSONObject] {
        (values[key] as? [Any] ?? []).compactMap { ($0 as? [String: Any]).map { JSONObject($0, base: base) } }
    }

    /// `authors` of 1.1, or the one `author` of 1.0.
    var people: [ParsedPerson] {
        let one = (values["author"] as? [String: Any]).map { [JSONObject($0, base: base)] } ?? []
        var people: [ParsedPerson] = []
        let many = objects("authors")
        for person in many.isEmpty ? one : many {
            let person = ParsedPerson(name: person.plain("name"), url: person.link("url"))
            if person != ParsedPerson() { people.add(person) }
        }
        return people
    }

    private static func text(_ value: Any?) -> String? {
        let text = value as? String ?? (value as? NSNumber)?.stringValue
        return text.flatMap { $0.isEmpty ? nil : $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    }
}
