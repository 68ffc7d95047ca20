import Testing

@testable import Bridge

@Suite struct LanguageTagTests {
    @Test(arguments: [
        "fr": "fr", "FR": "fr", "pt-br": "pt-BR", "zh-hant-tw": "zh-Hant-TW", "es-419": "es-419", "ckb": "ckb",
        "de-ch-1996": "de-CH-1996", "sl-rozaj-biske": "sl-rozaj-biske", "en-u-CA-gregory": "en-u-ca-gregory",
        "en-x-Ngo": "en-x-ngo", "zh-yue": "zh-yue",
    ])
    func writesTagsInTheirUsualLetterCase(text: String, tag: String) {
        #expect(LanguageTag.parse(text) == tag)
    }

    @Test(arguments: ["", "f", "french", "fr_FR", "jp", "xx", "en-", "-en", "en--GB", "fr-FRA-x", "en-x", "é"])
    func refusesWhatNamesNoLanguage(text: String) {
        #expect(LanguageTag.parse(text) == nil)
    }

    @Test(arguments: [
        "fr_FR": "fr-FR", "fr_FR.UTF-8": "fr-FR", "English": "en", "jp": "ja", "cn-hans": "zh-Hans", "xx": nil,
    ])
    func guessesWhatWasMeant(text: String, meant: String?) {
        #expect(LanguageTag.guess(text) == meant)
    }
}
