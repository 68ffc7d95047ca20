/// Writes `feeds.json` for people who did not write it themselves, and adds to the file of those who did.
package enum FeedsFile {
    /// A feed to be added.
    package struct Entry: Sendable, Equatable {
        /// An address, or a path as it is to stand in the file.
        package var url: String
        /// nil where the file has one profile only.
        package var profile: String?
        package var language: String?
        /// For people, such as the feed's title.
        package var comment: String?

        package init(url: String, profile: String? = nil, language: String? = nil, comment: String? = nil) {
            self.url = url
            self.profile = profile
            self.language = language
            self.comment = comment
        }

        /// The address as it may be printed: without the password that somebody may have written into it.
        package var shownURL: String {
            guard let start = url.firstRange(of: "://")?.upperBound else { return url }
            let authority = url[start...].prefix { !"/?#".contains($0) }
            guard let at = authority.lastIndex(of: "@") else { return url }
            return url[..<start] + "…" + url[at...]
        }
    }

    /// What adding came to.
    package struct Addition: Sendable, Equatable {
        /// The whole file: every byte of the old one is still there.
        package var text: String
        package var added: [Entry]
        /// The file, or an earlier entry, names the same feed.
        package var known: [Entry]
        /// Left out by `importing`.
        package var refused: [Refusal] = []
    }

    /// Adds entries behind those that are there, in the style of the file.
    ///
    /// Throws if the text is no JSON; what else is wrong with it is left to `Configuration.decode`.
    package static func adding(
        feeds entries: [Entry],
        to text: String,
        file: String = "feeds.json"
    ) throws(ConfigurationError) -> Addition {
        let bytes = Array(text.utf8)
        let document = JSONReader.read(bytes)
        guard let root = document.root, document.slips.isEmpty else {
            throw ConfigurationError(file: file, slips: document.slips, in: bytes)
        }
        let site = try BuildingSite(root, in: bytes, file: file)
        let directory = ConfigurationFile.directory(of: file)
        var identities = Set(site.addresses.map { identity(of: $0, in: directory) })
        var addition = Addition(text: text, added: [], known: [])
        for entry in entries {
            let isNew = identities.insert(identity(of: entry.url, in: directory)).inserted
            if isNew { addition.added.append(entry) } else { addition.known.append(entry) }
        }
        addition.text = String(decoding: site.extended(by: addition.added.map(line)), as: UTF8.self)
        return addition
    }

    /// A new file with one profile, as `init` writes it.
    package static func new(profile: ProfileConfiguration, feeds: [Entry], schema: String? = nil) -> String {
        var facts = [("displayName", profile.displayName)]
        if !profile.bio.isEmpty { facts.append(("bio", profile.bio)) }
        if let language = profile.language { facts.append(("language", language)) }
        if let url = profile.url { facts.append(("url", url)) }
        let entries = feeds.map { "\n    " + line($0) }.joined(separator: ",")
        return """
            {
            \(schema.map { "  \"$schema\": \($0.json),\n" } ?? "")  "profiles": {
                \(profile.name.json): {
            \(facts.map { "      \($0.json): \($1.json)" }.joined(separator: ",\n"))
                }
              },
              "defaults": {
                "every": "1h",
                "template": "{title} {link}"
              },
              "feeds": [\(entries)\(feeds.isEmpty ? "" : "\n  ")],
              "web": {
                "listen": \(ListenAddress.standard.description.json)
              }
            }

            """
    }

    private static func line(_ entry: Entry) -> String {
        let facts = [
            ("url", entry.url), ("profile", entry.profile), ("language", entry.language), ("comment", entry.comment),
        ]
        let members = facts.compactMap { key, value in value.map { "\(key.json): \($0.json)" } }
        return "{ " + members.joined(separator: ", ") + " }"
    }

    private static func identity(of url: String, in directory: String) -> String {
        let address = url.contains(":") ? url : AbsolutePath.of(url, in: directory)
        return FeedConfiguration.identity(of: address)
    }
}

/// The place in a file where further feeds go.
private struct BuildingSite {
    private let bytes: [UInt8]
    private let root: JSONValue
    private let members: [JSONMember]
    private let feeds: JSONValue?
    private let elements: [JSONValue]
    private let newline: String

    init(_ root: JSONValue, in bytes: [UInt8], file: String) throws(ConfigurationError) {
        guard case .object(let members) = root.content else {
            let slip = Slip(offset: root.start, path: "", message: "an object { … } is needed, not \(root.kind)")
            throw ConfigurationError(file: file, slips: [slip], in: bytes)
        }
        feeds = root[RootKey.feeds.rawValue]
        switch feeds?.content {
        case .array(let elements): self.elements = elements
        case nil: elements = []
        default:
            let slip = Slip(
                offset: feeds?.start ?? 0,
                path: "feeds",
                message: "a list is needed, not \(feeds?.kind ?? "")"
            )
            throw ConfigurationError(file: file, slips: [slip], in: bytes)
        }
        self.bytes = bytes
        self.root = root
        self.members = members
        let end = bytes.firstIndex(of: 0x0A)
        newline = end.map { $0 > 0 && bytes[$0 - 1] == 0x0D } ?? false ? "\r\n" : "\n"
    }

    /// Of the feeds that are there.
    var addresses: [String] {
        elements.compactMap { element in
            guard case .string(let url) = element[FeedKey.url.rawValue]?.content else { return nil }
            return url
        }
    }

    func extended(by lines: [String]) -> [UInt8] {
        guard !lines.isEmpty else { return bytes }
        guard let feeds else { return withFeeds(list(of: lines, indentation: unit)) }
        guard let last = elements.last else {
            return replacing(feeds.start..<feeds.end, with: list(of: lines, indentation: indentation(at: feeds.start)))
        }
        let separator = ownIndentation(at: last.start).map { "," + newline + $0 } ?? ", "
        return replacing(last.end..<last.end, with: lines.map { separator + $0 }.joined())
    }

    private func withFeeds(_ list: String) -> [UInt8] {
        let member = newline + unit + "\"feeds\": " + list
        guard let last = members.last else {
            return replacing(root.start..<root.end, with: "{" + member + newline + "}")
        }
        return replacing(last.value.end..<last.value.end, with: "," + member)
    }

    private func list(of lines: [String], indentation: String) -> String {
        let entries = lines.map { newline + indentation + unit + $0 }.joined(separator: ",")
        return "[" + entries + newline + indentation + "]"
    }

    private func replacing(_ range: Range<Int>, with text: String) -> [UInt8] {
        bytes[..<range.lowerBound] + Array(text.utf8) + bytes[range.upperBound...]
    }

    /// What one level is set in by.
    private var unit: String { members.first.flatMap { ownIndentation(at: $0.keyStart) } ?? "  " }

    /// The blanks before a value that begins its line; nil if something else stands before it.
    private func ownIndentation(at offset: Int) -> String? {
        let blanks = indentation(at: offset)
        let start = offset - blanks.utf8.count
        return start > 0 && bytes[start - 1] == 0x0A ? blanks : nil
    }

    /// The blanks at the beginning of the line that a value is on.
    private func indentation(at offset: Int) -> String {
        let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return String(decoding: bytes[start..<offset].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
    }
}
