import Feeds
import Foundation
import Testing

/// As calendars and their plug-ins write them.
struct EventModuleTests {
    private static let usual =
        " xmlns:ev=\"http://purl.org/rss/1.0/modules/event/\" xmlns:xCal=\"urn:ietf:params:xml:ns:xcal\""
        + " xmlns:ical=\"http://www.w3.org/2002/12/cal/ical#\" xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""

    @Test func readsTheEventModule() throws {
        let item = try item(
            """
            <ev:startdate>2025-05-18T23:30:00.0000000Z</ev:startdate><ev:enddate>2025-05-19T01:30:00.0000000Z</ev:enddate>
            <ev:location>Tucson,  Ariz.</ev:location><ev:organizer>Bo &amp;amp; Co</ev:organizer><ev:type>Match</ev:type>
            """,
            attributes: Self.usual
        )
        #expect(
            item.event
                == ParsedEvent(
                    start: try instant("2025-05-18T23:30:00Z"),
                    end: try instant("2025-05-19T01:30:00Z"),
                    location: "Tucson, Ariz.",
                    organizer: "Bo & Co",
                    type: "Match"
                )
        )
        #expect(item.published == nil)
    }

    @Test(arguments: [
        "<xCal:dtstart>20260501T190000Z</xCal:dtstart><xCal:dtend>20260501T213000Z</xCal:dtend>",
        "<ical:dtstart>2026-05-01T19:00:00Z</ical:dtstart><ical:dtend>2026-05-01T21:30:00Z</ical:dtend>",
        "<ical:dtstart rdf:parseType='Resource'><ical:dateTime>2026-05-01T21:00:00+02:00</ical:dateTime></ical:dtstart>"
            + "<ical:dtend><ical:date-time>2026-05-01T23:30:00+02:00</ical:date-time></ical:dtend>",
        "<ev:startdate>20260501T1900</ev:startdate><ev:enddate>Fri, 01 May 2026 21:30:00 +0000</ev:enddate>",
        // Without its namespace, and in the one that a snippet of The Events Calendar makes up.
        "<xcal:dtstart>2026-05-01 19:00</xcal:dtstart><xcal:dtend>2026-05-01 21:30</xcal:dtend>",
        "<ev:tribe_event_meta xmlns:ev='Event'><ev:startdate>May-01-2026 19:00:00 </ev:startdate>"
            + "<ev:enddate>May 1, 2026 @ 9:30 pm</ev:enddate></ev:tribe_event_meta>",
    ])
    func readsTheDatesOfCalendars(inside: String) throws {
        let event = try #require(try item("<title>Concert</title>\(inside)", attributes: Self.usual).event)
        #expect(try event.start == instant("2026-05-01T19:00:00Z"))
        #expect(try event.end == instant("2026-05-01T21:30:00Z"))
    }

    @Test func putsAPlaceTogetherFromItsParts() throws {
        let item = try item(
            """
            <xCal:dtstart>2026-05-01</xCal:dtstart><xCal:location></xCal:location>
            <xCal:x-calconnect-venue><xCal:x-calconnect-venue-id>V0-1</xCal:x-calconnect-venue-id><xCal:adr>
            <xCal:x-calconnect-venue-name>Stubb's</xCal:x-calconnect-venue-name>
            <xCal:x-calconnect-street>801 Red River</xCal:x-calconnect-street>
            <xCal:x-calconnect-city>Austin</xCal:x-calconnect-city></xCal:adr></xCal:x-calconnect-venue>
            """,
            attributes: Self.usual
        )
        #expect(item.event?.location == "Stubb's, 801 Red River, Austin")
    }

    @Test func readsAnEventInAtom() throws {
        let feed = try feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><id>1</id><title>Meeting</title>
            <dtstart xmlns="urn:ietf:params:xml:ns:xcal">2026-05-01T19:00:00Z</dtstart>
            <location xmlns="urn:ietf:params:xml:ns:xcal">Hall</location></entry></feed>
            """
        )
        #expect(
            feed.items.first?.event == ParsedEvent(start: try instant("2026-05-01T19:00:00Z"), location: "Hall")
        )
    }

    @Test func isAbsentWhereNothingIsSaid() throws {
        #expect(try item("<title>T</title><ev:startdate>soon</ev:startdate>", attributes: Self.usual).event == nil)
    }

    @Test func isPrinted() throws {
        let inside = "<ev:startdate>2026-05-01</ev:startdate><ev:location>Hall</ev:location>"
        let line = try feed(rss("<item><title>T</title>\(inside)</item>", attributes: Self.usual)).jsonLine()
        #expect(line.contains(#""_event":{"start":"2026-05-01T00:00:00Z","location":"Hall"}"#))
    }
}
