import Foundation
import Testing
import Transfer

@Suite struct CacheControlTests {
    let now = Date(timeIntervalSince1970: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

    @Test(arguments: [
        ("max-age=3600", 3_600), ("MAX-AGE=3600", 3_600), ("public, max-age = \"3600\"", 3_600),
        ("private,max-age=60,must-revalidate", 60), ("max-age=60, max-age=90", 60), ("s-maxage=60", nil),
        ("max-age=60, no-cache", nil), ("no-cache, max-age=60", nil), ("no-cache=\"Set-Cookie, X\", max-age=60", 60),
        ("no-store, max-age=60", nil), ("max-age=0", nil), ("max-age=-1", nil), ("max-age=soon", nil), ("max-age", nil),
        ("max-age=1.5", nil), ("max-age=99999999999999999999999", 2_147_483_648), ("", nil), (",,max-age=5,", 5),
        ("x=\"max-age=9", nil),
    ])
    func readsHowLongAnAnswerIsFresh(text: String, seconds: Int?) {
        let headers = ResponseHeaders([("Cache-Control", text)])
        #expect(headers.freshness(at: now) == seconds.map { .seconds($0) })
    }

    @Test func readsAllLinesOfTheHeader() {
        let headers = ResponseHeaders([("Cache-Control", "public"), ("Cache-Control", "max-age=60"), ("X", "y")])
        #expect(headers.freshness(at: now) == .seconds(60))
    }

    @Test(arguments: [
        ("Sun, 06 Nov 1994 09:49:37 GMT", 3_600), ("0", nil), ("-1", nil), ("Sun, 06 Nov 1994 08:00:00 GMT", nil),
    ])
    func readsExpiresWhereThereIsNoMaxAge(text: String, seconds: Int?) {
        #expect(ResponseHeaders([("Expires", text)]).freshness(at: now) == seconds.map { .seconds($0) })
        let both = ResponseHeaders([("Expires", text), ("Cache-Control", "max-age=7")])
        #expect(both.freshness(at: now) == .seconds(7))
    }

    @Test func countsDatesFromTheServersOwnClock() {
        let headers = ResponseHeaders([
            ("Date", "Sun, 06 Nov 1994 05:00:00 GMT"), ("Expires", "Sun, 06 Nov 1994 05:10:00 GMT"),
            ("Retry-After", "Sun, 06 Nov 1994 05:01:00 GMT"),
        ])
        #expect(headers.freshness(at: now) == .seconds(600))
        #expect(headers.retryAfter(at: now) == .seconds(60))
        #expect(headers.date == now - 13_777)
    }

    @Test(arguments: [
        ("120", 120), ("0", 0), (" 5", nil), ("-5", nil), ("+5", nil), ("1.5", nil), ("soon", nil), ("", nil),
        ("31536000", 31_536_000), ("99999999999999999999", 2_147_483_648), ("Sun, 06 Nov 1994 08:50:37 GMT", 60),
        ("Sunday, 06-Nov-94 08:50:37 GMT", 60), ("Sun, 06 Nov 1994 08:48:37 GMT", nil),
    ])
    func readsRetryAfter(text: String, seconds: Int?) {
        #expect(ResponseHeaders([("Retry-After", text)]).retryAfter(at: now) == seconds.map { .seconds($0) })
    }
}
