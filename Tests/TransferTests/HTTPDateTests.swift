import Foundation
import Testing
import Transfer

@Suite struct HTTPDateTests {
    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "sun, 6 nov 1994 08:49:37 GMT", "Mon, 06 Nov 1994 08:49:37 UTC", "06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 +0000", "  Sun,  06 Nov 1994 08:49:37 GMT ",
    ])
    func readsAllForms(text: String) {
        #expect(HTTPDate.parse(text) == Date(timeIntervalSince1970: 784_111_777))
    }

    @Test func knowsTheCalendar() {
        for (text, seconds) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799),
            ("Tue, 01 Mar 2100 00:00:00 GMT", 4_107_542_400), ("Thu, 31 Dec 1969 23:59:59 GMT", -1),
            ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800), ("Friday, 01-Jan-38 00:00:00 GMT", 2_145_916_800),
            ("Mon, 01 Jan 0001 00:00:00 GMT", -62_135_596_800),
        ] {
            #expect(HTTPDate.parse(text) == Date(timeIntervalSince1970: Double(seconds)), "\(text)")
        }
    }

    @Test(arguments: [
        "", "0", "-1", "now", "Sun", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
        "Sun, 06 Nov 1994 08:49:37 +0100", "Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 29 Feb 1900 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nix 1994 08:49:37 GMT", "Sun, 06 Nov 94444 08:49:37 GMT", "Sun, 00 Nov 1994 08:49:37 GMT",
        "1994-11-06T08:49:37Z", "Sun Nov 6 08:49:37 1994 CET", "Sun, 06 Nov 1994 08:-9:37 GMT", "\u{661}\u{662}",
    ])
    func doesNotGuess(text: String) {
        #expect(HTTPDate.parse(text) == nil)
    }
}
