internal import Foundation

/// What modules say of an item: Dublin Core, content, media, iTunes, Atom inside RSS, FeedBurner, calendars.
///
/// It counts where the dialect's own elements say nothing.
struct ItemModules {
    var id: String?
    var published: Date?
    var modified: Date?
    var summary: ParsedText?
    var content: ParsedText?

    private var title: String?
    private var authors: [ParsedPerson] = []
    private var tags: [String] = []
    private var keywords: [String] = []
    private var language: String?
    private var thumbnail: String?
    private var picture: String?
    private var original: String?
    private var links = Atom.Links()
    private var attachments: [ParsedAttachment] = []
    private var event = EventModule()

    mutating func take(_ element: XMLElement) {
        switch element.tag {
        case .dcTitle, .dctermsAlternative, .itunesTitle, .mediaTitle: keep(&title, element.plain)
        case .atomTitle: keep(&title, Atom.plain(element))
        case .dcCreator, .dcAuthor, .dctermsCreator, .itunesAuthor: authors.add(ParsedPerson(rss: element.plain))
        case .atomAuthor: authors.add(Atom.person(element))
        case .dcDate, .dctermsIssued, .dctermsCreated, .atomPublished:
            keep(&published, FeedDate.parse(element.text))
        case .dctermsModified, .atomUpdated: keep(&modified, FeedDate.parse(element.text))
        case .dcSubject, .mediaCategory: tags.add(element.plain)
        case .itunesKeywords, .mediaKeywords:
            for word in element.plain?.split(separator: ",") ?? [] {
                keywords.add(PlainText.fold(String(word)))
            }
        case .dcLanguage: keep(&language, element.nonEmptyText)
        case .contentEncoded, .xhtmlBody, .xhtmlDiv: keep(&content, element.html())
        case .atomContent: keep(&content, Atom.text(element))
        case .atomSummary: keep(&summary, Atom.text(element))
        case .dcDescription, .dctermsAbstract, .itunesSummary, .itunesSubtitle, .mediaDescription:
            keep(&summary, element.html())
        case .atomLink: links.take(element)
        case .atomID, .dcIdentifier: keep(&id, element.nonEmptyText)
        case .feedburnerOrigLink: keep(&original, element.link)
        case .itunesImage: keep(&picture, element.link(.href) ?? element.link)
        case .mediaThumbnail: keep(&thumbnail, element.link(.url) ?? element.link)
        case .mediaContent:
            takeMedia(element)
            for child in element.children where child.tag != .mediaTitle { take(child) }
        case .mediaGroup: for child in element.children where child.tag != .mediaTitle { take(child) }
        default: event.take(element)
        }
    }

    private mutating func takeMedia(_ element: XMLElement) {
        guard var file = RSS.attachment(element) else { return }
        keep(&file.title, element.first(.mediaTitle)?.plain)
        attachments.add(file)
        let isImage = element.attribute(.medium) == "image" || file.mimeType?.hasPrefix("image/") ?? false
        if isImage { keep(&picture, file.url) }
    }

    func fill(_ item: inout ParsedItem) {
        keep(&item.title, title)
        keep(&item.published, published)
        keep(&item.modified, modified)
        keep(&item.language, language)
        item.url = original ?? item.url ?? links.alternate
        keep(&item.externalURL, links.related)
        if item.id == nil, let id {
            item.id = id
            item.idSource = .guid
        }
        if item.authors.isEmpty { item.authors = authors }
        for tag in tags { item.tags.add(tag) }
        if item.tags.isEmpty { item.tags = keywords }
        keep(&item.summary, summary)
        keep(&item.content, content)
        for file in links.enclosures + attachments { item.attachments.add(file) }
        keep(&item.image, thumbnail ?? picture)
        keep(&item.image, item.attachments.first { $0.mimeType?.hasPrefix("image/") ?? false }?.url)
        event.fill(&item)
    }
}
