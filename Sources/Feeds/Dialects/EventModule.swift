/// What feeds say for calendars: by the event module of RSS 1.0 (web.resource.org/rss/1.0/modules/event), which RSS 2.0 has
/// borrowed, or by iCalendar in XML and RDF.
struct EventModule {
    private var event = ParsedEvent()
    /// The parts of an address, the name of the place first.
    private var address: [String] = []

    mutating func take(_ element: XMLElement) {
        switch element.tag {
        case .evStartDate, .xcalStart: keep(&event.start, FeedDate.parse(element.text))
        case .evEndDate, .xcalEnd: keep(&event.end, FeedDate.parse(element.text))
        case .evLocation, .xcalLocation: keep(&event.location, element.plain)
        case .evOrganizer, .xcalOrganizer: keep(&event.organizer, element.plain)
        case .evType: keep(&event.type, element.plain)
        case .xcalVenueName, .xcalStreet, .xcalCity: address.add(element.plain)
        // The Events Calendar of WordPress wraps them up, and so do the venues of Eventful and its like.
        case .evTribe, .xcalVenue, .xcalAddress: for child in element.children { take(child) }
        default: return
        }
    }

    func fill(_ item: inout ParsedItem) {
        var event = event
        keep(&event.location, address.isEmpty ? nil : address.joined(separator: ", "))
        if event != ParsedEvent() { item.event = event }
    }
}
