import Testing

@testable import Bridge

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("90s", 90), ("30m", 1_800), ("1h30m", 5_400), ("1h 30m", 5_400), ("2d", 172_800), ("1w", 604_800), ("0s", 0),
        ("1w1d1h1m1s", 694_861),
    ])
    func readsNumbersWithUnits(text: String, seconds: Int) {
        #expect(DurationText.parse(text) == .seconds(seconds))
    }

    @Test(arguments: [
        "", " ", "30", "m", "m30", "30m1h", "1h1h", "1.5h", "-1h", "30 m", "1h  30m", "1h ", "30M", "٣٠m",
        "1000000000w",
        "1mo",
    ])
    func refusesEverythingElse(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: ["90s": "1m30s", "24h": "1d", "14d": "2w", "0m": "0s", "1d1h1s": "1d1h1s"])
    func writesTheShortestText(text: String, short: String) throws {
        #expect(try DurationText.format(#require(DurationText.parse(text))) == short)
    }

    @Test func readsBackWhatItWrites() {
        for seconds in stride(from: 0, to: 3_000_000, by: 7_919) {
            #expect(DurationText.parse(DurationText.format(.seconds(seconds))) == .seconds(seconds))
        }
        #expect(DurationText.format(.seconds(-90)) == "-1m30s")
        #expect(DurationText.format(.milliseconds(2_900)) == "2s")
    }

    @Test(arguments: [
        "30 minutes": "30m", "1.5h": "1h30m", "PT30M": "30m", "P1DT2H": "1d2h", "30m1h": "1h30m", "1 Hour": "1h",
        "1,5 heures": "1h30m", "2 jours": "2d", "1 hour and": nil, "soon": nil, "": nil, "30": nil,
    ])
    func guessesWhatWasMeant(text: String, meant: String?) {
        #expect(DurationText.guess(text) == meant)
    }
}
