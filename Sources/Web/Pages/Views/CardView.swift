internal import Foundation
internal import Timeline

/// What a post announces: an article, an event, or a file. Nothing of another site is loaded to show it.
struct CardView: Sendable {
    let label: String
    /// nil if there is nothing to follow.
    let target: String?
    let heading: String
    let cardLanguage: String?
    /// When and where, or of which type and size.
    let details: [String]
    let blurb: String?
    let host: String?

    static func all(of seen: SeenPost, _ phrases: PhraseBook) -> [CardView] {
        let (post, card) = (seen.post, seen.card)
        let link = post.link.flatMap(WebLink.init)
        let language = post.language ?? seen.author.language
        var cards: [CardView] = []
        if card?.kind == .event || link != nil {
            let isEvent = card?.kind == .event
            let when = card?.startsAt.map { phrases.span($0, card?.endsAt) }
            cards.append(
                CardView(
                    label: phrases[isEvent ? CardPhrase.event : .readArticle],
                    target: link?.address,
                    heading: post.title ?? link?.short ?? post.text,
                    cardLanguage: language,
                    details: isEvent ? [when, card?.place].compactMap { $0 } : [],
                    blurb: card?.description,
                    host: link?.host
                )
            )
        }
        if let card, let file = card.fileURL.flatMap(WebLink.init) {
            cards.append(
                CardView(
                    label: phrases[CardPhrase.file(card.fileType)],
                    target: file.address,
                    heading: file.fileName,
                    cardLanguage: nil,
                    details: [card.fileType, card.fileBytes.map(phrases.size)].compactMap { $0 },
                    blurb: link == nil ? card.description : nil,
                    host: file.host
                )
            )
        }
        return cards
    }
}

extension CardPhrase {
    /// What one does with a file.
    fileprivate static func file(_ type: String?) -> CardPhrase {
        switch type?.prefix(while: { $0 != "/" }).lowercased() {
        case "audio": .listen
        case "video": .watch
        default: .openFile
        }
    }
}

extension WebLink {
    /// The last part of the path.
    fileprivate var fileName: String {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        guard let name = path.split(separator: "/").last, path.count(where: { $0 == "/" }) > 2 else { return short }
        return String(name).removingPercentEncoding ?? String(name)
    }
}

extension PhraseBook {
    /// `12 MB`.
    func size(_ bytes: Int64) -> String {
        let units = self[CardPhrase.units].split(separator: " ")
        var (value, unit) = (Double(max(bytes, 0)), 0)
        while value >= 1_000, unit < units.count - 1 { (value, unit) = (value / 1_000, unit + 1) }
        let tenths = Int((value * 10).rounded())
        let isShort = tenths < 100 && tenths % 10 != 0
        let number = isShort ? "\(tenths / 10)\(self[CardPhrase.point])\(tenths % 10)" : "\(Int(value.rounded()))"
        return "\(number)\u{A0}\(units[unit])"
    }
}
