/// The elements that some dialect or module gives a meaning. The raw value is the name with its module's usual prefix,
/// in lower case; a dialect's own elements have none.
enum Tag: String, CaseIterable {
    case rss, rdf, feed, channel, item, entry
    case title, link, description, summary, content, subtitle, tagline, abstract, body, fullitem
    case id, guid, language, docs, image, url, icon, logo, cloud, ttl, source
    case skipHours = "skiphours"
    case skipDays = "skipdays"
    case hour, day
    case pubDate = "pubdate"
    case lastBuildDate = "lastbuilddate"
    case published, updated, issued, created, modified
    case author, name, uri, email, homepage
    case managingEditor = "managingeditor"
    case webMaster = "webmaster"
    case category, enclosure

    case atomLink = "atom:link"
    case atomID = "atom:id"
    case atomAuthor = "atom:author"
    case atomName = "atom:name"
    case atomURI = "atom:uri"
    case atomEmail = "atom:email"
    case atomPublished = "atom:published"
    case atomUpdated = "atom:updated"
    case atomSummary = "atom:summary"
    case atomContent = "atom:content"
    case atomTitle = "atom:title"
    case atomIcon = "atom:icon"
    case contentEncoded = "content:encoded"
    case dcTitle = "dc:title"
    case dcCreator = "dc:creator"
    case dcAuthor = "dc:author"
    case dcContributor = "dc:contributor"
    case dcPublisher = "dc:publisher"
    case dcDate = "dc:date"
    case dcDescription = "dc:description"
    case dcIdentifier = "dc:identifier"
    case dcLanguage = "dc:language"
    case dcSubject = "dc:subject"
    case dctermsAlternative = "dcterms:alternative"
    case dctermsAbstract = "dcterms:abstract"
    case dctermsCreator = "dcterms:creator"
    case dctermsCreated = "dcterms:created"
    case dctermsIssued = "dcterms:issued"
    case dctermsModified = "dcterms:modified"
    case evEndDate = "ev:enddate"
    case evLocation = "ev:location"
    case evOrganizer = "ev:organizer"
    case evStartDate = "ev:startdate"
    case evTribe = "ev:tribe_event_meta"
    case evType = "ev:type"
    case feedburnerOrigLink = "feedburner:origlink"
    case itunesAuthor = "itunes:author"
    case itunesCategory = "itunes:category"
    case itunesEmail = "itunes:email"
    case itunesImage = "itunes:image"
    case itunesKeywords = "itunes:keywords"
    case itunesName = "itunes:name"
    case itunesOwner = "itunes:owner"
    case itunesSubtitle = "itunes:subtitle"
    case itunesSummary = "itunes:summary"
    case itunesTitle = "itunes:title"
    case mediaCategory = "media:category"
    case mediaContent = "media:content"
    case mediaCredit = "media:credit"
    case mediaDescription = "media:description"
    case mediaGroup = "media:group"
    case mediaKeywords = "media:keywords"
    case mediaThumbnail = "media:thumbnail"
    case mediaTitle = "media:title"
    case syUpdateFrequency = "sy:updatefrequency"
    case syUpdatePeriod = "sy:updateperiod"
    case xcalAddress = "xcal:adr"
    case xcalCity = "xcal:x-calconnect-city"
    case xcalEnd = "xcal:dtend"
    case xcalLocation = "xcal:location"
    case xcalOrganizer = "xcal:organizer"
    case xcalStart = "xcal:dtstart"
    case xcalStreet = "xcal:x-calconnect-street"
    case xcalVenue = "xcal:x-calconnect-venue"
    case xcalVenueName = "xcal:x-calconnect-venue-name"
    case xhtmlBody = "xhtml:body"
    case xhtmlDiv = "xhtml:div"

    /// Anything else.
    case other = ""

    static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

/// The attributes that are read, named as `Tag` is.
enum AttributeTag: String, CaseIterable {
    case href, rel, type, mode, url, length, version, term, label, scheme, domain, medium, role, text, src, resource
    case about, path, port, expression, title
    case isDefault = "isdefault"
    case fileSize = "filesize"
    case isPermaLink = "ispermalink"
    case registerProcedure = "registerprocedure"
    case xmlURL = "xmlurl"
    case rdfAbout = "rdf:about"
    case rdfResource = "rdf:resource"
    case xmlBase = "xml:base"
    case xmlLanguage = "xml:lang"

    /// Anything else.
    case other = ""

    static let named = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}

/// Namespaces, each known by the prefix that its module is usually given.
enum Vocabulary {
    static let rss090 = "http://my.netscape.com/rdf/simple/0.9"
    static let atom03 = "http://purl.org/atom/ns#"

    /// The usual prefix for a namespace; "" for one in which a whole feed is written.
    ///
    /// Publishers write `https`, end with a slash or not, and put white space around (all seen).
    static func prefix(of uri: String) -> String? { prefixes[normalized(uri)] }

    /// Whether `prefix` says enough when its namespace is missing or unknown.
    static func isUsual(_ prefix: String) -> Bool { usual.contains(prefix) }

    static func normalized(_ uri: String) -> String {
        var text = Substring(uri.lowercased())
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace || last == "/" { text.removeLast() }
        return text.hasPrefix("https://") ? "http://" + text.dropFirst(8) : String(text)
    }

    private static let prefixes: [String: String] = [
        "http://www.w3.org/2005/atom": "atom",
        "http://purl.org/atom/ns#": "atom",
        "http://purl.org/atom": "atom",
        "http://purl.org/rss/1.0": "",
        "http://my.netscape.com/rdf/simple/0.9": "",
        "http://my.netscape.com/publish/formats/rss-0.91.dtd": "",
        "http://backend.userland.com/rss": "",
        "http://backend.userland.com/rss2": "",
        "http://backend.userland.com/rss091": "",
        "http://blogs.law.harvard.edu/tech/rss": "",
        "http://cyber.law.harvard.edu/rss/rss.html": "",
        "http://channel.netscape.com/rdf/simple/0.9": "",
        "http://purl.org/net/rss1.1#": "",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
        "http://purl.org/rss/1.0/modules/content": "content",
        "http://purl.org/dc/elements/1.1": "dc",
        "http://purl.org/dc/elements/1.0": "dc",
        "http://purl.org/dc/terms": "dcterms",
        "http://purl.org/rss/1.0/modules/event": "ev",
        "http://purl.org/rss/2.0/modules/event": "ev",
        "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
        "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
        "http://example.com/dtds/podcast-1.0.dtd": "itunes",
        "http://search.yahoo.com/mrss": "media",
        "http://search.yahoo.com/mrss/index.html": "media",
        "http://tools.search.yahoo.com/mrss": "media",
        "http://www.rssboard.org/media-rss": "media",
        "http://video.search.yahoo.com/mrss": "media",
        "http://purl.org/rss/1.0/modules/syndication": "sy",
        "urn:ietf:params:xml:ns:xcal": "xcal",
        "urn:ietf:params:xml:ns:icalendar-2.0": "xcal",
        "http://www.w3.org/2002/12/cal": "xcal",
        "http://www.w3.org/2002/12/cal#": "xcal",
        "http://www.w3.org/2002/12/cal/ical#": "xcal",
        "http://www.w3.org/2002/12/cal/icaltzd#": "xcal",
        "http://www.w3.org/1999/xhtml": "xhtml",
        "http://www.w3.org/xml/1998/namespace": "xml",
    ]
    private static let usual = Set(prefixes.values).union(["atom10", "atom03", "xml"]).subtracting([""])
}
