internal import Foundation

extension ParsedFeed {
    /// The feed as one line of JSON Feed 1.1, with extensions that begin with `_`; what is absent has no key.
    package func jsonLine() -> String {
        var json = JSONLine()
        json.object { json in
            json["version"] = "https://jsonfeed.org/version/1.1"
            json["_format"] = format.rawValue
            json["_encoding"] = encoding
            json["_id"] = id
            json["title"] = title
            json["home_page_url"] = homePageURL
            json["feed_url"] = feedURL
            json["description"] = summary
            json["language"] = language
            json["icon"] = icon
            json.list("authors", authors) { $0.write(to: &$1) }
            json.texts("_tags", tags)
            json["_date_published"] = published?.formatted(.iso8601)
            json["_date_modified"] = modified?.formatted(.iso8601)
            json.list("hubs", hubs) { hub, json in
                json["type"] = hub.type
                json["url"] = hub.url
            }
            json.texts("_warnings", warnings)
            json.list("items", items, evenIfEmpty: true) { $0.write(to: &$1) }
        }
        return json.text
    }
}

extension ParsedItem {
    fileprivate func write(to json: inout JSONLine) {
        json["id"] = id
        json["_id_source"] = idSource.rawValue
        json["url"] = url
        json["external_url"] = externalURL
        json["title"] = title
        json["summary"] = summary?.plain
        json["_summary_html"] = summary?.html
        json["content_html"] = content?.html
        json["date_published"] = published?.formatted(.iso8601)
        json["date_modified"] = modified?.formatted(.iso8601)
        json.list("authors", authors) { $0.write(to: &$1) }
        json.texts("tags", tags)
        json["language"] = language
        json["image"] = image
        json.list("attachments", attachments) { file, json in
            json["url"] = file.url
            json["mime_type"] = file.mimeType
            json.number("size_in_bytes", file.size)
            json["title"] = file.title
        }
        if let event { json.object("_event") { event.write(to: &$0) } }
    }
}

extension ParsedEvent {
    fileprivate func write(to json: inout JSONLine) {
        json["start"] = start?.formatted(.iso8601)
        json["end"] = end?.formatted(.iso8601)
        json["location"] = location
        json["organizer"] = organizer
        json["type"] = type
    }
}

extension ParsedPerson {
    fileprivate func write(to json: inout JSONLine) {
        json["name"] = name
        json["url"] = url
        json["_email"] = email
    }
}

/// JSON written in the order of its keys, without those whose value is absent.
private struct JSONLine {
    private(set) var text = ""

    subscript(key: String) -> String? {
        get { nil }
        set {
            guard let newValue, !newValue.isEmpty else { return }
            name(key)
            append(newValue)
        }
    }

    mutating func number(_ key: String, _ value: Int?) {
        guard let value else { return }
        name(key)
        text += String(value)
    }

    mutating func texts(_ key: String, _ values: [String]) {
        guard !values.isEmpty else { return }
        name(key)
        text += "["
        for value in values {
            separate()
            append(value)
        }
        text += "]"
    }

    mutating func list<Value>(
        _ key: String,
        _ values: [Value],
        evenIfEmpty: Bool = false,
        _ write: (Value, inout JSONLine) -> Void
    ) {
        guard evenIfEmpty || !values.isEmpty else { return }
        name(key)
        text += "["
        for value in values { object { write(value, &$0) } }
        text += "]"
    }

    mutating func object(_ key: String, _ write: (inout JSONLine) -> Void) {
        name(key)
        object(write)
    }

    mutating func object(_ write: (inout JSONLine) -> Void) {
        separate()
        text += "{"
        write(&self)
        text += "}"
    }

    private mutating func name(_ key: String) {
        separate()
        append(key)
        text += ":"
    }

    private mutating func separate() {
        if let last = text.utf8.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "["), last != UInt8(ascii: ":") {
            text += ","
        }
    }

    private mutating func append(_ value: String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            // Line separators would end a line of log or of script.
            case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
