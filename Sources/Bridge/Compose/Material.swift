internal import Foundation
internal import Timeline

/// What an item has to say to a template: clean, without repetition, and with stand-ins for what is missing.
struct Material {
    private(set) var link: String?
    private(set) var texts: [Template.Field: String] = [:]
    private(set) var names: [Template.Field: String] = [:]
    /// What stands for the item if the template shows nothing that it has.
    private(set) var alone: String?
    let hashtags: [Hashtag]
    private(set) var notes: [CompositionNote] = []

    /// Scalars of a text that are looked at; more could never be shown.
    private static let sufficient = PostText.maximumScalars + 200

    init(_ source: PostSource, for template: Template) {
        hashtags = template.has(.tags) ? Hashtag.hashtags(from: source.tags) : []
        link = source.link.flatMap(PostLink.written)
        if let address = source.link, link == nil, template.has(.link), !address.isEmpty {
            notes.append(.leftOut(.link, .notAnAddress))
        }
        if template.has(.author) { names[.author] = Self.clean(source.author) }
        if template.has(.feed) { names[.feed] = Self.clean(source.feed) }
        if template.has(.date) { names[.date] = source.date.flatMap(Self.day) }
        settleTexts(of: source, for: template)
    }

    /// Headline and texts: what is missing is stood in for, and what is shown is said once.
    private mutating func settleTexts(of source: PostSource, for template: Template) {
        let shown = [Template.Field.title, .summary, .content].filter(template.has)
        var found: [Template.Field: String] = [:]
        found[.title] = text(source.title)
        if template.readsText || found[.title] == nil {
            found[.summary] = text(source.summary)
            // The whole article is cleaned only where it may be shown.
            if template.has(.content) || found[.summary] == nil {
                found[.content] = text(source.content)
            }
        }
        alone = found[.title] ?? found[.summary] ?? found[.content]
        for field in shown { texts[field] = found[field] }
        if template.has(.title), texts[.title] == nil {
            let substitute: Template.Field = found[.summary] != nil ? .summary : .content
            texts[.title] = found[substitute]
            texts[substitute] = nil
        } else if template.has(.summary) != template.has(.content) {
            let wanted: Template.Field = template.has(.summary) ? .summary : .content
            let other: Template.Field = template.has(.summary) ? .content : .summary
            if texts[wanted] == nil { texts[wanted] = found[other] }
        }
        if texts.isEmpty, let first = shown.first { texts[first] = alone }
        sayOnce(.title, .summary)
        sayOnce(.title, .content)
        sayOnce(.summary, .content)
    }

    private mutating func sayOnce(_ headline: Template.Field, _ field: Template.Field) {
        guard let first = texts[headline], let text = texts[field] else { return }
        switch Repetition(of: first, in: text) {
        case .none: return
        case .whole: texts[field] = nil
        case .beginning(let rest): texts[field] = rest
        case .sentence:
            texts[headline] = text
            texts[field] = nil
        }
        if texts[field] == nil { notes.append(.leftOut(field, .repeatsText)) }
    }

    /// A text without the link, which the template puts in its place.
    private func text(_ source: String?) -> String? {
        guard let text = Self.clean(source) else { return nil }
        guard let link, text.utf8.count >= link.utf8.count else { return text }
        guard let range = PostLink.ranges(in: text).first(where: { text[$0] == link }) else { return text }
        return Self.clean(text.replacingCharacters(in: range, with: " "))
    }

    private static func clean(_ text: String?) -> String? {
        guard let text else { return nil }
        var clean = PostText.neutralized(text, limit: sufficient)
        // WordPress ends its excerpts so.
        for mark in [" […]", " [...]", " [&hellip;]"] where clean.hasSuffix(mark) {
            clean = clean.dropLast(mark.count) + "…"
        }
        return clean.isEmpty ? nil : clean
    }

    /// nil for a date beyond the years 1 to 9999, which some feeds have and no reader needs.
    static func day(of date: Date) -> String? {
        guard -62_135_596_800..<253_402_300_800 ~= date.timeIntervalSince1970 else { return nil }
        return date.formatted(Date.ISO8601FormatStyle().year().month().day())
    }
}
