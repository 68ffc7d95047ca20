import Bridge
import Testing

@Suite struct FilterTests {
    private func isMet(_ entry: String, _ source: PostSource) throws -> Bool {
        try Filter(include: [entry]).judge(source) == .accepted
    }

    @Test(arguments: [
        ("urgence", "Appel d'URGENCE !"), ("emploi", "Offre d’emploi"), ("emploi", "L'emploi"),
        ("economie", "L’Économie"),
        ("Économie", "ECONOMIE"), ("droits humains", "Les droits\u{A0}humains."), ("coeur", "Le cœur"),
        ("strasse", "Straße"),
        ("naïve", "NAI\u{308}VE"), ("İstanbul", "istanbul"), ("ελλάδα", "ΕΛΛΑΔΑ"), ("ЕЛКА", "Ёлка"), ("Ｎｅｐａｌ", "nepal"),
        ("人権", "国際人権団体"), ("地震", "大地震。"), ("인권", "인권을"), ("สิทธิ", "สิทธิมนุษยชน"), ("NATO", "在NATO的"),
        ("الإنسان", "حقوق الانسان"), ("شَمس", "شمس"), ("migr*", "Les migrants"), ("*krieg", "Bürgerkrieg"),
        ("*asyl*", "Die Asylpolitik"), ("c++", "Learn C++ now"), ("soft\u{AD}hyphen", "softhyphen"), ("#1", "x"),
    ])
    func findsWordsInAnyCaseAndAccent(entry: String, title: String) throws {
        #expect(try isMet(entry, PostSource(title: title, tags: ["1"])))
    }

    @Test(arguments: [
        ("art", "Partner"), ("emploi", "les emplois"), ("droits humains", "droits très humains"),
        ("migr*", "immigrants"),
        ("*krieg", "Kriege"), ("인권", "인간"), ("カ", "ガス"), ("가", "각"), ("हक", "हिक"), ("urgence", ""),
        ("#urgence", "urgence"), ("category:urgence", "urgence"),
    ])
    func findsWholeWordsOnly(entry: String, title: String) throws {
        #expect(try !isMet(entry, PostSource(title: title)))
    }

    @Test func searchesTextsAndCategories() throws {
        #expect(try isMet("népal", PostSource(title: "A", summary: "au Népal")))
        #expect(try isMet("népal", PostSource(title: "A", content: "au Népal")))
        #expect(try isMet("népal", PostSource(title: "A", tags: ["Asie", "NEPAL"])))
        #expect(try isMet("#DroitsHumains", PostSource(tags: ["droits humains"])))
        #expect(try isMet("category: droits", PostSource(tags: ["Droits humains"])))
        #expect(try isMet("category:/^droits/i", PostSource(tags: ["Droits humains"])))
    }

    @Test func saysWhyAnItemIsRejected() throws {
        let filter = try Filter(include: ["Népal", "Inde"], exclude: ["emploi", "#Publicité"])
        func judge(_ source: PostSource) -> FilterVerdict { filter.judge(source) }
        #expect(judge(PostSource(title: "Séisme au Népal")) == .accepted)
        #expect(judge(PostSource(title: "Séisme")) == .rejected(reason: "no word of include matches"))
        #expect(
            judge(PostSource(title: "Emploi au Népal")) == .rejected(reason: "excluded by \"emploi\" (in the title)")
        )
        #expect(
            judge(PostSource(title: "Népal", content: "un emploi"))
                == .rejected(reason: "excluded by \"emploi\" (in the text)")
        )
        #expect(
            judge(PostSource(title: "Népal", tags: ["publicite"]))
                == .rejected(reason: "excluded by \"#Publicité\" (in the category \"publicite\")")
        )
        #expect(try Filter().judge(PostSource()) == .accepted)
    }

    @Test func knowsWhetherItReadsTexts() throws {
        #expect(try !Filter().readsText)
        #expect(try !Filter(include: ["#a"], exclude: ["category:b"]).readsText)
        #expect(try Filter(exclude: ["#a", "b"]).readsText)
    }

    @Test(arguments: [
        ("", "there is no word to look for"), ("  ", "there is no word to look for"), ("*", "there is no word"),
        ("#", "there is no word"), ("category:", "there is no word"), ("a*b", "a * can only begin or end a word"),
        ("/a", "a regular expression that begins with /"), ("/a/x", "after the regular expression can only stand i"),
        ("/(a/", "in the regular expression, a ) is missing at character 3"),
        ("//", "in the regular expression, nothing"),
    ])
    func namesTheEntryThatCannotBeUsed(entry: String, message: String) throws {
        let error = #expect(throws: FilterError.self) { try Filter(exclude: ["fine", entry]) }
        #expect(error?.list == .exclude)
        #expect(error?.index == 1)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }
}
