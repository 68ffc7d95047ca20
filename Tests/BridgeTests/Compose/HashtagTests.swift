import Bridge
import Testing

@Suite struct HashtagTests {
    /// The tags that a post gets from an item's categories.
    private func tags(_ categories: String...) throws -> String {
        let composer = Composer(template: try Template.parse("{title} {tags}"), maximumTags: 9)
        guard case .post(let post) = composer.compose(PostSource(title: "–", tags: categories)) else { return "" }
        return String(post.text.dropFirst().drop { $0 == " " })
    }

    /// `#conomie` and `#lphant` came from bridges that keep ASCII only; Greek and Japanese vanished altogether.
    @Test(arguments: [
        ("économie", "#économie"), ("Éléphant", "#Éléphant"), ("人権", "#人権"), ("Ελλάδα", "#Ελλάδα"),
        ("droits humains", "#DroitsHumains"), ("e\u{301}cole", "#école"), ("l'élection", "#LÉlection"),
        ("aide d’urgence", "#AideDUrgence"), ("Covid-19", "#Covid19"), ("Node.js", "#Nodejs"), ("R&D", "#RD"),
        ("ONU Femmes", "#ONUFemmes"), ("#climat", "#climat"), ("# climat", "#climat"), ("Agenda 2030", "#Agenda2030"),
        ("حقوق الإنسان", "#حقوق_الإنسان"), ("מגן דוד אדום", "#מגן_דוד_אדום"), ("मानव अधिकार", "#मानव_अधिकार"),
        ("国際 協力", "#国際協力"), ("ドナルド・トランプ", "#ドナルド・トランプ"), ("col·lecció", "#col·lecció"), ("สิทธิมนุษยชน", "#สิทธิมนุษยชน"),
        ("World/Africa", "#Africa"), ("Actualités > Népal", "#Népal"), ("Asie, Népal; Inde", "#Asie #Népal #Inde"),
        ("snake_case", "#snake_case"), ("ǆungla zemlja", "#ǅunglaZemlja"),
    ])
    func keepsTheLettersOfEveryScript(category: String, tags expected: String) throws {
        #expect(try tags(category) == expected)
    }

    @Test(arguments: [
        "", " ", "#", "2026", "12 345", "C++", "!!!", "🎉", "Uncategorized", "Non classé", "non-classe", "Allgemein",
        "Sin categoría", "未分類", "غير مصنف", "http://schemas.example.org/kind#post", "www.example.org", "\u{301}",
        "Internationale Zusammenarbeit und wirtschaftliche Entwicklung",
    ])
    func makesNoTagOfWhatIsNoSubject(category: String) throws {
        #expect(try tags(category) == "")
    }

    @Test func saysEachTagOnce() throws {
        #expect(try tags("Économie", "economie", "#ÉCONOMIE", "Éco nomie", "Œuvre", "oeuvre") == "#Économie #Œuvre")
    }
}
