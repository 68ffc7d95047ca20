internal import Timeline

/// Makes an item into a post.
///
/// Room is given by rule, each step taking what the one before left:
/// 1. the link and the template's own words; a post without room for these is refused, or has a short link instead;
/// 2. the title, shortened if it must be;
/// 3. tags (whole, the first ones first), author, feed and date (whole or not at all), in the template's order;
/// 4. summary and content, in the template's order, shortened if they must be.
///
/// What would shrink to less than a useful beginning is left out, with the literal that goes with it. A missing title
/// is stood in for by the summary or else the content; a tag that the text says already is left out, and a text that
/// repeats the title is shown once. Nothing that comes from the item calls anybody: its `@name` is no mention.
package struct Composer: Sendable {
    private let template: Template
    /// In grapheme clusters.
    private let limit: Int
    private let maximumTags: Int
    private let shortener: Shortener
    private let shortFields: [Template.Field]
    private let longFields: [Template.Field]

    /// The least of a longer text that is worth showing, in characters.
    private static let minimumTitle = 10
    private static let minimumText = 20

    package init(
        template: Template,
        limit: Int = PostText.maximumLength,
        maximumTags: Int = 5,
        shortener: Shortener = .none
    ) {
        self.template = template
        self.limit = limit
        self.maximumTags = maximumTags
        self.shortener = shortener
        let fields = template.slots.map(\.field)
        shortFields = fields.filter { [.tags, .author, .feed, .date].contains($0) }
        longFields = fields.filter { $0 == .summary || $0 == .content }
    }

    package func compose(_ source: PostSource) -> Composition {
        let material = Material(source, for: template)
        let whole = attempt(material, with: material.link)
        guard template.has(.link), let link = material.link else { return whole.composition }
        // A whole link that leaves room for a title tells a reader more than a short one.
        if shortener.policy == .whenNeeded, whole.worth == .telling { return whole.composition }
        guard let (short, address) = shortener.shorten(link),
            shortener.policy == .always || PostText.length(address) < PostText.length(link)
        else { return whole.composition }
        let shortened = attempt(material, with: address, for: short)
        let isWanted = shortener.policy == .always && shortened.worth == whole.worth
        let isBetter = shortened.worth > whole.worth || whole.worth == .refused
        return isWanted || isBetter ? shortened.composition : whole.composition
    }

    /// - Parameter short: what `link` is, if it is not the article's own address.
    private func attempt(_ material: Material, with link: String?, for short: ShortLink? = nil) -> Attempt {
        var layout = Layout(template)
        layout[.link] = link
        if let reason = refusal(of: layout, link: link, isShort: short != nil) { return .refused(reason) }

        var tags = material.hashtags
        var notes = material.notes
        if short != nil { notes.append(.shortened(.link)) }
        var composed = fill(layout, with: material, tags: tags, notes: notes)
        // The room of a tag that goes lets the text grow, which then may say another tag.
        while !tags.isEmpty {
            let wording = Wording(of: composed.layout)
            let said = tags.filter(wording.says)
            if said.isEmpty { break }
            tags.removeAll(where: said.contains)
            notes.append(.tagsLeftOut(said.map(\.name), .repeatsText))
            composed = fill(layout, with: material, tags: tags, notes: notes)
        }

        var text = composed.layout.text
        if !composed.layout.saysSomething {
            let room = Room(length: limit, scalars: PostText.maximumScalars)
            guard let alone = material.alone.flatMap({ Excerpt.of($0, in: room, atLeast: 1) }) else {
                return .refused("it has neither title, text nor link")
            }
            text = alone
        }
        if let reason = damage(of: text) { return .refused(reason) }
        let leads = composed.layout[.link] != nil
        let post = ComposedPost(
            text: text,
            link: leads ? material.link : nil,
            shortLink: leads ? short : nil,
            notes: composed.notes
        )
        let opening = [.title, .summary, .content].first { material.texts[$0] != nil }
        let isTelling = opening.map { composed.layout[$0] != nil } ?? true
        return Attempt(composition: .post(post), worth: isTelling ? .telling : .bare)
    }

    private func refusal(of layout: Layout, link: String?, isShort: Bool) -> String? {
        guard let link, template.has(.link) else { return nil }
        let name = isShort ? "its short link" : "its link"
        let advice = shortener.lacksSite ? #"; "publicURL" in "web" would let it be shortened"# : ""
        let length = PostText.length(link)
        if length > limit || link.unicodeScalars.count > PostText.maximumScalars / 2 {
            return "\(name) is \(length) characters long, and a post has \(limit)\(advice)"
        }
        let fixed = PostText.length(layout.text)
        guard fixed > limit else { return nil }
        return "\(name) and the template's own words take \(fixed) characters, and a post has \(limit)\(advice)"
    }

    /// A text that lost its letters on the way is no news.
    private func damage(of text: String) -> String? {
        let lost = text.unicodeScalars.count { $0 == "\u{FFFD}" }
        guard lost >= 3, lost * 10 > text.unicodeScalars.count else { return nil }
        return "its text is damaged: \(lost) characters could not be decoded"
    }

    // MARK: - Giving room

    private func fill(
        _ empty: Layout,
        with material: Material,
        tags: [Hashtag],
        notes: [CompositionNote]
    ) -> (layout: Layout, notes: [CompositionNote]) {
        var layout = empty
        var notes = notes
        for field in [.title] + shortFields + longFields {
            let value: String?
            switch field {
            case .tags:
                value = Self.tags(tags, in: layout.room(for: .tags, limit: limit), atMost: maximumTags, &notes)
            case .author, .feed, .date:
                guard let name = material.names[field] else { continue }
                value = layout.room(for: field, limit: limit).holds(name) ? name : nil
                if value == nil { notes.append(.leftOut(field, .noRoom)) }
            default:
                guard let text = material.texts[field] else { continue }
                let minimum = field == .title ? Self.minimumTitle : Self.minimumText
                value = Excerpt.of(text, in: layout.room(for: field, limit: limit), atLeast: minimum)
                if value != text { notes.append(value == nil ? .leftOut(field, .noRoom) : .shortened(field)) }
            }
            layout[field] = value
        }
        // A value can join its neighbours in ways that no rule foresaw; then it goes.
        for field in (longFields + shortFields.reversed() + [.title]) where layout[field] != nil {
            guard PostText.length(layout.text) > limit else { break }
            layout[field] = nil
            notes.append(.leftOut(field, .noRoom))
        }
        return (layout, notes)
    }

    private static func tags(
        _ tags: [Hashtag],
        in room: Room,
        atMost maximum: Int,
        _ notes: inout [CompositionNote]
    ) -> String? {
        var text = ""
        var count = 0
        for tag in tags.prefix(maximum) {
            let longer = text.isEmpty ? "#\(tag.name)" : "\(text) #\(tag.name)"
            guard room.holds(longer) else { break }
            text = longer
            count += 1
        }
        if count < min(tags.count, maximum) {
            notes.append(.tagsLeftOut(tags[count..<min(tags.count, maximum)].map(\.name), .noRoom))
        }
        if tags.count > maximum { notes.append(.tagsLeftOut(tags[maximum...].map(\.name), .moreThan(maximum))) }
        return text.isEmpty ? nil : text
    }
}

/// What one way of writing the link comes to.
private struct Attempt {
    enum Worth: Comparable {
        case refused
        /// There was no room for the first of the texts that the template shows.
        case bare
        case telling
    }

    let composition: Composition
    let worth: Worth

    static func refused(_ reason: String) -> Attempt {
        Attempt(composition: .refused(reason: reason), worth: .refused)
    }
}

extension Layout {
    /// Whether a reader would learn anything.
    fileprivate var saysSomething: Bool {
        self[.title] != nil || self[.link] != nil || self[.summary] != nil || self[.content] != nil
    }
}
