internal import Foundation

/// What modules say of a feed. It counts where the dialect's own elements say nothing.
struct FeedModules {
    var cloud: ParsedHub?
    var language: String?

    private var title: String?
    private var summary: String?
    private var id: String?
    private var authors: [ParsedPerson] = []
    private var tags: [String] = []
    private var date: Date?
    private var modified: Date?
    private var picture: String?
    private var links = Atom.Links()
    private var period: Duration?
    private var frequency: Int?

    mutating func take(_ element: XMLElement) {
        switch element.tag {
        case .dcTitle, .itunesTitle, .mediaTitle: keep(&title, element.plain)
        case .atomTitle: keep(&title, Atom.plain(element))
        case .dcDescription, .itunesSummary, .itunesSubtitle: keep(&summary, element.plain)
        case .dcCreator, .dcAuthor, .itunesAuthor: authors.add(ParsedPerson(rss: element.plain))
        case .atomAuthor: authors.add(Atom.person(element))
        case .dcDate, .dctermsIssued, .dctermsCreated, .atomPublished: keep(&date, FeedDate.parse(element.text))
        case .dctermsModified, .atomUpdated: keep(&modified, FeedDate.parse(element.text))
        case .dcLanguage: keep(&language, element.nonEmptyText)
        case .dcSubject: tags.add(element.plain)
        case .itunesCategory:
            tags.add(element.attribute(.text))
            for part in element.children where part.tag == .itunesCategory { tags.add(part.attribute(.text)) }
        case .itunesImage: keep(&picture, element.link(.href) ?? element.link)
        case .mediaThumbnail: keep(&picture, element.link(.url))
        case .atomIcon: keep(&picture, element.link)
        case .atomLink: links.take(element)
        case .atomID: keep(&id, element.nonEmptyText)
        case .syUpdatePeriod: period = Self.periods[element.text.lowercased()]
        case .syUpdateFrequency: frequency = Int(element.text).flatMap { $0 > 0 ? $0 : nil }
        default: return
        }
    }

    func fill(_ feed: inout ParsedFeed) {
        keep(&feed.title, title)
        keep(&feed.summary, summary)
        keep(&feed.id, id)
        keep(&feed.language, language)
        keep(&feed.published, date)
        keep(&feed.modified, modified)
        keep(&feed.icon, picture)
        keep(&feed.homePageURL, links.alternate)
        keep(&feed.feedURL, links.own)
        if feed.authors.isEmpty { feed.authors = authors }
        for tag in tags { feed.tags.add(tag) }
        feed.hubs += links.hubs + [cloud].compactMap { $0 }
        if period != nil || frequency != nil {
            // Each has the other's default (web.resource.org/rss/1.0/modules/syndication).
            feed.pollingHints.updateEvery = (period ?? .seconds(86_400)) / (frequency ?? 1)
        }
    }

    private static let periods: [String: Duration] = [
        "hourly": .seconds(3_600), "daily": .seconds(86_400), "weekly": .seconds(7 * 86_400),
        "monthly": .seconds(30 * 86_400), "yearly": .seconds(365 * 86_400),
    ]
}
