internal import Foundation
internal import Timeline

/// Whom posts are for, as people write it.
extension Setting {
    /// One of three words; any other text is the title of a list, unless it looks like one of the words.
    func readership() -> Readership? {
        guard let text = line(upTo: .max)?.trimmingCharacters(in: .whitespaces) else { return nil }
        let word = text.lowercased()
        if word.hasPrefix("list:") { return list(titled: String(text.dropFirst("list:".count))) }
        if let readership = Readership.words[text] { return readership }
        if text.hasPrefix("@") || Suggestion.distance(word, "direct") <= 1 {
            return refuse(
                "a feed does not write to a single person",
                #"write "followers", or a list such as "list:donors""#
            )
        }
        if word == "list" { return list(titled: "") }
        let near = Readership.words.keys.first { Suggestion.distance(word, $0) <= 1 }
        if let meant = near ?? Readership.synonyms[word] {
            return refuse(
                "\(text.quoted) is no audience",
                "did you mean \(meant.quoted)? A list of that name is \("list:\(text)".quoted)"
            )
        }
        return list(titled: text)
    }

    private func list(titled text: String) -> Readership? {
        // As the store keeps titles, so that it is the same list that somebody makes by hand.
        let title = PostText.written(text)
        guard !title.isEmpty else { return refuse("the list has no title", #"write for example "list:donors""#) }
        guard title.count <= 100 else {
            return refuse("a list's title has at most 100 characters, and this one \(title.count)")
        }
        return .list(title)
    }

    /// The rules of `route`, each checked where it stands.
    func route() -> Route? {
        list { $0.routeRule() }.map { Route($0) }
    }

    private func routeRule() -> Route.Rule? {
        guard let section: Section<RouteKey> = section() else { return nil }
        if section[.match] == nil { note(#""match" is missing"#, #"add for example "match": ["volunteers"]"#) }
        if section[.audience] == nil { note(#""audience" is missing"#, #"add for example "audience": "volunteers""#) }
        let match = section[.match]?.patterns()
        let readership = section[.audience]?.readership()
        if match?.isEmpty ?? false { section[.match]?.note("there is no word to look for", "remove the rule") }
        guard let match, let readership else { return nil }
        return try? Route.Rule(match, to: readership)
    }
}

extension Readership {
    fileprivate static let words: [String: Readership] = [
        "public": .public, "unlisted": .unlisted, "followers": .followers,
    ]

    /// What people mean by other words, some of which are Mastodon's.
    fileprivate static let synonyms = [
        "private": "followers", "everybody": "public", "everyone": "public", "all": "public", "world": "public",
    ]
}
