import Feeds
import Foundation
import TestSupport
import Testing

@Suite struct FeedDateTests {
    /// A text and the instant it names, seconds since 1970 written as a date of RFC 3339.
    struct Form: Sendable, CustomTestStringConvertible {
        let text: String
        let expected: String
        init(_ text: String, _ expected: String) {
            self.text = text
            self.expected = expected
        }
        var testDescription: String { text }
    }

    private func check(_ forms: [Form]) throws {
        for form in forms {
            let expected = try #require(try? Date(form.expected, strategy: .iso8601))
            let date = FeedDate.parse(form.text)
            #expect(
                date.map { $0.timeIntervalSince1970.rounded(.down) } == expected.timeIntervalSince1970,
                "\(form.text)"
            )
        }
    }

    @Test func readsMail() throws {
        try check([
            Form("Sun, 22 Nov 2026 10:00:00 +0000", "2026-11-22T10:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 UT", "2026-11-22T10:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 Z", "2026-11-22T10:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 -0700", "2026-11-22T17:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 -0700 (PDT)", "2026-11-22T17:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 +05:30", "2026-11-22T04:30:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 +2", "2026-11-22T08:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 -400", "2026-11-22T14:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 GMT+0200", "2026-11-22T08:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00 UTC-5", "2026-11-22T15:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00:00", "2026-11-22T10:00:00Z"),
            Form("Sun, 22 Nov 2026 10:00 +0100", "2026-11-22T09:00:00Z"),
            Form("Sun, 22 Nov 2026", "2026-11-22T00:00:00Z"),
            Form("22 Nov 2026 10:00:00 +0000", "2026-11-22T10:00:00Z"),
            Form("22 Nov 26 10:00:00 +0000", "2026-11-22T10:00:00Z"),
            Form("1 Jan 99 00:00:00 GMT", "1999-01-01T00:00:00Z"),
            Form("Thu, 01 Jan 104 19:48:21 GMT", "2004-01-01T19:48:21Z"),
            Form("Monday, 22 Nov 2026 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("Sunday, 22 November 2026 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("Sun,22 Nov 2026 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("Sun,, 22 Nov, 2026, 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("Sun 22 Nov 2026 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("  Sun,  22  Nov  2026  10:00:00  GMT \n", "2026-11-22T10:00:00Z"),
            Form("Sun, 22 NOV 2026 10:00:00 gmt", "2026-11-22T10:00:00Z"),
            Form("Sun, 22-Nov-2026 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("Sunday, 22-Nov-26 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("Sun, 5 Nov 2026 9:05:00 GMT", "2026-11-05T09:05:00Z"),
            Form("Sun, Nov 22 2026 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("Sun, 22 Sept 2026 10:00:00 GMT", "2026-09-22T10:00:00Z"),
            Form("Sun, 22 Novemeber 2026 10:00:00 GMT", "2026-11-22T10:00:00Z"),
            Form("Sun, 22 Febuary 2026 10:00:00 GMT", "2026-02-22T10:00:00Z"),
            Form("Sun, 22 Nov 2026 24:00:00 GMT", "2026-11-23T00:00:00Z"),
            Form("Sat, 31 Dec 2016 23:59:60 GMT", "2017-01-01T00:00:00Z"),
            Form("Thu, 31 Jun 2004 19:48:21 GMT", "2004-07-01T19:48:21Z"),
            Form("Sun, 22 Nov 2026 10:00:00 AM GMT", "2026-11-22T10:00:00Z"),
            Form("Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z"),
            Form("22/Nov/2026:10:00:00 +0200", "2026-11-22T08:00:00Z"),
            Form("Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z"),
            Form("Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z"),
            Form("Sun Jan  4 16:29:06 +0100 2004", "2004-01-04T15:29:06Z"),
            Form("Sun Jan 04 2004 16:29:06 GMT+0100 (CET)", "2004-01-04T15:29:06Z"),
        ])
    }

    @Test func readsNamedZones() throws {
        let hours: [(String, Double)] = [
            ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8), ("PDT", -7),
            ("AKST", -9), ("HST", -10), ("AT", -4), ("ET", -5), ("CT", -6), ("MT", -7), ("PT", -8), ("NST", -3.5),
            ("BRT", -3), ("ART", -3), ("WET", 0), ("WEST", 1), ("BST", 1), ("CET", 1), ("CEST", 2), ("MEZ", 1),
            ("MESZ", 2),
            ("MET", 1), ("EET", 2), ("EEST", 3), ("MSK", 3), ("MSD", 4), ("SAST", 2), ("EAT", 3), ("IST", 5.5),
            ("PKT", 5),
            ("NPT", 5.75), ("ICT", 7), ("WIB", 7), ("HKT", 8), ("SGT", 8), ("AWST", 8), ("JST", 9), ("KST", 9),
            ("ACST", 9.5),
            ("AEST", 10), ("AEDT", 11), ("NZST", 12), ("NZDT", 13), ("Eastern Daylight Time", -4),
            ("Central European Summer Time", 2), ("Pacific Standard Time", -8),
        ]
        let noon = try #require(FeedDate.parse("22 Nov 2026 12:00:00 GMT"))
        for (name, offset) in hours {
            let date = FeedDate.parse("Sun, 22 Nov 2026 12:00:00 \(name)")
            #expect(date == noon.addingTimeInterval(-offset * 3600), "\(name)")
        }
    }

    @Test func takesZonesThatAreNowhereForUTC() throws {
        try check(
            ["XYZ", "A", "N", "Y", "+9999", "-2500", "LOCAL", "?", "Europe/Nowhere"].map {
                Form("Sun, 22 Nov 2026 12:00:00 \($0)", "2026-11-22T12:00:00Z")
            }
        )
    }

    @Test func readsISO8601() throws {
        try check([
            Form("2026-11-22T10:00:00Z", "2026-11-22T10:00:00Z"),
            Form("2026-11-22t10:00:00z", "2026-11-22T10:00:00Z"),
            Form("2026-11-22T10:00:00.123456Z", "2026-11-22T10:00:00Z"),
            Form("2026-11-22T10:00:00,5+01:00", "2026-11-22T09:00:00Z"),
            Form("2026-11-22T10:00:00+0130", "2026-11-22T08:30:00Z"),
            Form("2026-11-22T10:00:00-05", "2026-11-22T15:00:00Z"),
            Form("2026-11-22T10:00:00-5", "2026-11-22T15:00:00Z"),
            Form("2026-11-22T10:00+01:00", "2026-11-22T09:00:00Z"),
            Form("2026-11-22T10Z", "2026-11-22T10:00:00Z"),
            Form("2026-11-22T10:00:00", "2026-11-22T10:00:00Z"),
            Form("2026-11-22T24:00:00Z", "2026-11-23T00:00:00Z"),
            Form("2026-11-22T10:00:00 +01:00", "2026-11-22T09:00:00Z"),
            Form("2026-11-22 10:00:00 +0100", "2026-11-22T09:00:00Z"),
            Form("2026-11-22 10:00:00 UTC", "2026-11-22T10:00:00Z"),
            Form("2026-11-22 10:00:00Z", "2026-11-22T10:00:00Z"),
            Form("2026-11-22 10:00:00.0", "2026-11-22T10:00:00Z"),
            Form("2026-11-22 10:00", "2026-11-22T10:00:00Z"),
            Form("2026-11-22 10:00 AM", "2026-11-22T10:00:00Z"),
            Form("2026-11-22 at 10:00", "2026-11-22T10:00:00Z"),
            Form("2026-11-22, 10:00:00 EST", "2026-11-22T15:00:00Z"),
            Form("2026-11-22T10:00:00EST", "2026-11-22T15:00:00Z"),
            Form("2026-11-22T10:00:00+01:00[Europe/Paris]", "2026-11-22T09:00:00Z"),
            Form("2026-1-2T3:4:5Z", "2026-01-02T03:04:05Z"),
            Form("2026-11-22", "2026-11-22T00:00:00Z"),
            Form("2026-11-22Z", "2026-11-22T00:00:00Z"),
            Form("2026-11-22+02:00", "2026-11-21T22:00:00Z"),
            Form("2026-11", "2026-11-01T00:00:00Z"),
            Form("2026", "2026-01-01T00:00:00Z"),
            Form("20261122", "2026-11-22T00:00:00Z"),
            Form("20261122T100000Z", "2026-11-22T10:00:00Z"),
            Form("20261122T1000+0100", "2026-11-22T09:00:00Z"),
            Form("20261122T10", "2026-11-22T10:00:00Z"),
            Form("20261122100000", "2026-11-22T10:00:00Z"),
            Form("202611221000", "2026-11-22T10:00:00Z"),
            Form("2026-11-22T100000Z", "2026-11-22T10:00:00Z"),
            Form("2026-326", "2026-11-22T00:00:00Z"),
            Form("2026326T100000Z", "2026-11-22T10:00:00Z"),
            Form("2024-366", "2024-12-31T00:00:00Z"),
            Form("2026-W47-7", "2026-11-22T00:00:00Z"),
            Form("2026W477", "2026-11-22T00:00:00Z"),
            Form("2026-W47", "2026-11-16T00:00:00Z"),
            Form("2026-W01-1", "2025-12-29T00:00:00Z"),
            Form("2026-W53-7", "2027-01-03T00:00:00Z"),
            Form("2003-02-29T19:48:21Z", "2003-03-01T19:48:21Z"),
            Form("2026\u{2212}11\u{2212}22T10:00:00\u{2212}05:00", "2026-11-22T15:00:00Z"),
            Form("2026/11/22 10:00", "2026-11-22T10:00:00Z"),
            Form("2026.11.22", "2026-11-22T00:00:00Z"),
            Form("2026-Nov-22 10:00", "2026-11-22T10:00:00Z"),
            Form("2026 11 22", "2026-11-22T00:00:00Z"),
            Form("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
            Form("1900-03-01T00:00:00Z", "1900-03-01T00:00:00Z"),
            Form("2000-02-29T12:00:00Z", "2000-02-29T12:00:00Z"),
            Form("2100-03-01T00:00:00Z", "2100-03-01T00:00:00Z"),
        ])
    }

    @Test func readsTextInManyLanguages() throws {
        try check([
            Form("November 22, 2026 10:00 AM", "2026-11-22T10:00:00Z"),
            Form("November 22nd, 2026 at 10:30 p.m.", "2026-11-22T22:30:00Z"),
            Form("Nov. 22, 2026, 12:15 AM", "2026-11-22T00:15:00Z"),
            Form("Nov 22, 2026 12:15pm", "2026-11-22T12:15:00Z"),
            Form("22 Nov 2026 10 AM", "2026-11-22T10:00:00Z"),
            Form("Nov 22 '26", "2026-11-22T00:00:00Z"),
            Form("Nov 2026", "2026-11-01T00:00:00Z"),
            Form("2026 Nov 22", "2026-11-22T00:00:00Z"),
            Form("Published on Sunday, 22 November 2026 at 10:00", "2026-11-22T10:00:00Z"),
            Form("Sonntag, 22. November 2026 um 10:30 Uhr", "2026-11-22T10:30:00Z"),
            Form("So, 22 Dez 2026 10:30:00 +0100", "2026-12-22T09:30:00Z"),
            Form("3. März 2026", "2026-03-03T00:00:00Z"),
            Form("3. MÄRZ 2026", "2026-03-03T00:00:00Z"),
            Form("dimanche 22 novembre 2026 à 10h30", "2026-11-22T10:30:00Z"),
            Form("mar, 24 nov 2026 10:00:00 +0100", "2026-11-24T09:00:00Z"),
            Form("mardi 4 août 2026", "2026-08-04T00:00:00Z"),
            Form("1er févr. 2026", "2026-02-01T00:00:00Z"),
            Form("1 fe\u{301}vrier 2026", "2026-02-01T00:00:00Z"),
            Form("22 de noviembre de 2026", "2026-11-22T00:00:00Z"),
            Form("jue, 01 ene 2026 10:00:00 GMT", "2026-01-01T10:00:00Z"),
            Form("domenica 22 novembre 2026 10:30", "2026-11-22T10:30:00Z"),
            Form("lun, 05 gen 2026 10:00:00 +0100", "2026-01-05T09:00:00Z"),
            Form("22 de março de 2026 às 10h30", "2026-03-22T10:30:00Z"),
            Form("zo, 22 mrt 2026 10:00:00 +0100", "2026-03-22T09:00:00Z"),
            Form("22 maj 2026 kl. 10.30", "2026-05-22T10:30:00Z"),
            Form("tis, 05 okt 2026 10:00", "2026-10-05T10:00:00Z"),
            Form("22. desember 2026", "2026-12-22T00:00:00Z"),
            Form("22. marraskuuta 2026 klo 10.30", "2026-11-22T10:30:00Z"),
            Form("22 listopada 2026", "2026-11-22T00:00:00Z"),
            Form("pon, 05 paź 2026 10:00:00 +0200", "2026-10-05T08:00:00Z"),
            Form("22. listopadu 2026", "2026-11-22T00:00:00Z"),
            Form("3. září 2026 10:30", "2026-09-03T10:30:00Z"),
            Form("22 ноября 2026 г., 10:00", "2026-11-22T10:00:00Z"),
            Form("Вс, 22 НОЯ 2026 10:00:00 +0300", "2026-11-22T07:00:00Z"),
            Form("22 листопада 2026", "2026-11-22T00:00:00Z"),
            Form("Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"),
            Form("2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"),
            Form("2026. november 22. 10:30", "2026-11-22T10:30:00Z"),
            Form("22 Kasım 2026 10:30", "2026-11-22T10:30:00Z"),
            Form("22 noiembrie 2026", "2026-11-22T00:00:00Z"),
            Form("Minggu, 22 Agustus 2026", "2026-08-22T00:00:00Z"),
            Form("22 Tháng 11 2026", "2026-11-22T00:00:00Z"),
            Form("2026年11月22日", "2026-11-22T00:00:00Z"),
            Form("2026年11月22日(日) 午後3時05分", "2026-11-22T15:05:00Z"),
            Form("2026年11月22日 10:30", "2026-11-22T10:30:00Z"),
            Form("十一月 22, 2026", "2026-11-22T00:00:00Z"),
            Form("2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z"),
            Form("2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z"),
            Form("2026. 11. 22. 오전 10:00", "2026-11-22T01:00:00Z"),
            Form("2026년 11월 22일 10:00 +0000", "2026-11-22T10:00:00Z"),
            Form("22 نوفمبر 2026", "2026-11-22T00:00:00Z"),
            Form("22 בנובמבר 2026", "2026-11-22T00:00:00Z"),
            Form("22\u{A0}novembre\u{202F}2026", "2026-11-22T00:00:00Z"),
        ])
    }

    @Test func readsDaysInDigitsThatMeanOneThing() throws {
        try check([
            Form("22/11/2026", "2026-11-22T00:00:00Z"),
            Form("11/22/2026 3:05 pm", "2026-11-22T15:05:00Z"),
            Form("11/22/26", "2026-11-22T00:00:00Z"),
            Form("05/05/2026", "2026-05-05T00:00:00Z"),
            Form("22-11-2026 10:00", "2026-11-22T10:00:00Z"),
            Form("22.11.2026 10.30", "2026-11-22T10:30:00Z"),
            Form("1.2.2026", "2026-02-01T00:00:00Z"),
            Form("22. 11. 2026", "2026-11-22T00:00:00Z"),
            Form("1799999999", "2027-01-15T07:59:59Z"),
            Form("1799999999.5", "2027-01-15T07:59:59Z"),
            Form("1799999999123", "2027-01-15T07:59:59Z"),
        ])
    }

    @Test(
        arguments: [
            "", " ", "not a date at all", "now", "yesterday", "Nov 22", "22 Nov", "10:00", "Sunday", "01/02/2026",
            "22/11/26",
            "0000-00-00 00:00:00", "0000-00-00T00:00:00Z", "-0001-11-30T00:00:00+00:00", "0001-01-01T00:00:00Z",
            "Mon, 01 Jan 0001 00:00:00 +0000", "1601-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-13-01",
            "2026-00-10",
            "2026-11-32", "2026-11-00", "32 Nov 2026", "22 Foo 2026", "2026-11-22T25:00:00Z", "2026-11-22T10:60:00Z",
            "2026-11-22T10:00:61Z", "2026-11-22T24:30:00Z", "2026-367", "2026-W54-1", "2026-W47-8", "12345", "0", "-1",
            "123456789012345678901234567890", "99999999999999999", "2026-1122", "Version 2.0", "Issue 2026", "1.2", "+",
            "-",
            "T", ":", "--::++", "Summer 2019", "1 2 3 4 5 6 7 8 9",
            "22 Nov 2026 1:2:3:4:5 and a long sentence that goes on about something else entirely",
        ]
    )
    func refuses(_ text: String) { #expect(FeedDate.parse(text) == nil) }

    @Test func keepsPartsOfASecond() throws {
        let date = try #require(FeedDate.parse("2026-11-22T10:00:00.250Z"))
        #expect(abs(date.timeIntervalSince1970 - 1_795_341_600.25) < 0.0001)
    }

    @Test func readsEveryDayOfTwoCenturiesAsTheCalendarDoes() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let first = try #require(FeedDate.parse("1900-01-01"))
        for day in stride(from: 0, to: 109_500, by: 73) {
            let date = first.addingTimeInterval(Double(day) * 86_400)
            let parts = calendar.dateComponents([.year, .month, .day], from: date)
            let text = "\(parts.year ?? 0)-\(parts.month ?? 0)-\(parts.day ?? 0)"
            #expect(FeedDate.parse(text) == date, "\(text)")
        }
    }

    @Test func survivesWhateverItIsGiven() {
        var random = SeededRandom(seed: 20_261_122)
        let pieces = [
            "22", "2026", "11", "Nov", ":", "-", "+", "/", ".", " ", "T", "Z", "W", "h", "年", "月", "日", "午後", "AM",
            "GMT", ",",
            "99999999999999999", "0", "'", "\u{0}", "é", "\u{2212}", "klo", "tháng",
        ]
        for _ in 0..<5_000 {
            let text = (0..<Int.random(in: 0...14, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)]
            }
            _ = FeedDate.parse(text.joined())
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            _ = FeedDate.parse(utf8: bytes)
        }
    }
}
