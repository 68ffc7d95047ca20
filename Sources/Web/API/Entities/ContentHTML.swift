internal import Timeline

/// A text as clients show it: a fragment of HTML with paragraphs, links, tags and mentions, and everything else escaped.
struct ContentHTML {
    let text: String

    /// A post's.
    init(_ post: SeenPost, _ site: Site) {
        let names = Dictionary(post.mentions.map { ($0.name.lowercased(), $0.name) }) { first, _ in first }
        text = Self.paragraphs(post.post.text, entities: PostEntities.scan(post.post.text)) { words, kind in
            switch kind {
            case .link: return Self.link(words)
            case .hashtag(let name):
                let address = Markup.escaped(site.absolute(site.tag(name)))
                return
                    #"<a href="\#(address)" class="mention hashtag" rel="tag">#<span>\#(Markup.escaped(name))</span></a>"#
            case .mention(let name, host: _):
                guard let profile = names[name.lowercased()] else { return Markup.escaped(words) }
                let address = Markup.escaped(site.absolute(site.profile(profile)))
                return "<span class=\"h-card\"><a href=\"\(address)\" class=\"u-url mention\">@<span>"
                    + "\(Markup.escaped(name))</span></a></span>"
            }
        }
    }

    /// A text whose links alone mean something.
    init(plain text: String) {
        self.text =
            text.isEmpty ? "" : Self.paragraphs(text, entities: Self.links(in: text)) { words, _ in Self.link(words) }
    }

    /// Without a paragraph around it.
    init(inline text: String) {
        self.text = Self.marked(text, entities: Self.links(in: text)) { words, _ in Self.link(words) }
    }

    private static func links(in text: String) -> [PostEntity] {
        PostEntities.scan(text).filter { $0.kind == .link }
    }

    private static func link(_ words: String) -> String {
        guard let link = WebLink(words) else { return Markup.escaped(words) }
        let shown = words.firstRange(of: "://").map { String(words[$0.upperBound...]) } ?? words
        return
            "<a href=\"\(Markup.escaped(link.address))\" rel=\"nofollow noopener noreferrer\" target=\"_blank\">"
            + "\(Markup.escaped(shown))</a>"
    }

    private static func paragraphs(
        _ text: String,
        entities: [PostEntity],
        _ mark: (String, PostEntity.Kind) -> String
    ) -> String {
        let whole = marked(text, entities: entities, mark)
        guard whole.utf8.contains(0x0A) else { return "<p>\(whole)</p>" }
        return "<p>\(whole.replacing("\n\n", with: "</p><p>").replacing("\n", with: "<br />"))</p>"
    }

    private static func marked(
        _ text: String,
        entities: [PostEntity],
        _ mark: (String, PostEntity.Kind) -> String
    ) -> String {
        var html = ""
        var end = text.startIndex
        for entity in entities {
            html += Markup.escaped(String(text[end..<entity.range.lowerBound]))
            html += mark(String(text[entity.range]), entity.kind)
            end = entity.range.upperBound
        }
        return html + Markup.escaped(String(text[end...]))
    }
}
