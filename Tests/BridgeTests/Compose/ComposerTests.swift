import Bridge
import Foundation
import Testing
import Timeline

/// Composes with a template, and gives the text or, for a refusal, its reason.
private func text(_ template: String, _ source: PostSource) throws -> String {
    switch Composer(template: try Template.parse(template)).compose(source) {
    case .post(let post): post.text
    case .refused(let reason): reason
    }
}

private func notes(_ template: String, _ source: PostSource) throws -> [String] {
    guard case .post(let post) = Composer(template: try Template.parse(template)).compose(source) else { return [] }
    return post.notes.map(\.description)
}

/// As long as the addresses of news sites are.
private let link = "https://exemple.org/actu/2026/seisme-nepal-point-de-situation"

@Suite struct ComposerTests {
    @Test(arguments: [
        (
            "fr",
            "Séisme au Népal\u{A0}: la Croix-Rouge appelle à une aide d’urgence pour des milliers de familles démunies",
            "Séisme au Népal\u{A0}: la Croix-Rouge appelle à une aide d’urgence pour des…"
        ),
        (
            "de", "Rotes Kreuz ruft nach dem Erdbeben zu Spenden für Zehntausende Menschen auf (Hilfsgüter unterwegs)",
            "Rotes Kreuz ruft nach dem Erdbeben zu Spenden für Zehntausende Menschen auf…"
        ),
        (
            "es",
            "Terremoto en Nepal: la Cruz Roja pide ayuda urgente para miles de familias; ¿qué hace falta ahora mismo?",
            "Terremoto en Nepal: la Cruz Roja pide ayuda urgente para miles de familias…"
        ),
        (
            "ar",
            "زلزال في نيبال: الصليب الأحمر يدعو إلى تقديم مساعدات عاجلة لآلاف العائلات المتضررة في المناطق الجبلية",
            "زلزال في نيبال: الصليب الأحمر يدعو إلى تقديم مساعدات عاجلة لآلاف العائلات…"
        ),
        (
            "he", "רעידת אדמה בנפאל: הצלב האדום קורא לסיוע מיידי לאלפי משפחות שנותרו ללא קורת גג באזורים ההרריים",
            "רעידת אדמה בנפאל: הצלב האדום קורא לסיוע מיידי לאלפי משפחות שנותרו ללא קורת גג…"
        ),
        (
            "ja", "ネパールで地震発生：赤十字社は数千の家族のために緊急支援を呼びかけ、医療チームを派遣することを決定しました。続報をお待ちください。さらに詳しい情報は赤十字社の公式サイトへ。",
            "ネパールで地震発生：赤十字社は数千の家族のために緊急支援を呼びかけ、医療チームを派遣することを決定しました。続報をお待ちください。さらに詳しい情報は赤十字…"
        ),
        (
            "zh", "尼泊尔地震：红十字会呼吁为数千个家庭提供紧急援助，并决定派遣医疗队前往灾区，请关注后续报道，更多信息请访问红十字会官方网站。感谢您的支持，您的捐款将帮助灾民。",
            "尼泊尔地震：红十字会呼吁为数千个家庭提供紧急援助，并决定派遣医疗队前往灾区，请关注后续报道，更多信息请访问红十字会官方网站。感谢您的支持，您的捐款将帮助灾…"
        ),
        (
            "th", "แผ่นดินไหวในเนปาล: สภากาชาดเรียกร้องความช่วยเหลือเร่งด่วนสำหรับครอบครัวนับพันที่ไร้ที่อยู่อาศัยในพื้นที่ภูเขาของประเทศ",
            "แผ่นดินไหวในเนปาล: สภากาชาดเรียกร้องความช่วยเหลือเร่งด่วนสำหรับครอบครัวนับพันที่ไร้ที่อยู่อาศัยในพื้…"
        ),
        (
            "hi", "नेपाल में भूकंप: रेड क्रॉस ने हजारों परिवारों के लिए तत्काल सहायता की अपील की है और राहत कार्य जारी है देश भर में लगातार",
            "नेपाल में भूकंप: रेड क्रॉस ने हजारों परिवारों के लिए तत्काल सहायता की अपील की है और राहत कार्य जारी है देश भर में…"
        ),
        (
            "emoji", String(repeating: "👩🏽‍🚒🇫🇷", count: 60), String(repeating: "👩🏽‍🚒🇫🇷", count: 38) + "👩🏽‍🚒…"
        ),
    ])
    func cutsTheTitleAndNeverTheLink(language: String, title: String, cut: String) throws {
        let post = try text("{title} {link}", PostSource(title: title, link: link, language: language))
        #expect(post == "\(cut) \(link)")
        #expect(PostText.flaws(of: post).isEmpty)
    }

    /// Found in bridges that were tried: `…/seisme-nepal-point...` and `https://ong.exampl` as the end of the post.
    @Test func refusesALinkThatCannotBeWhole() throws {
        let long = "https://exemple.org/" + String(repeating: "a", count: 121)
        #expect(
            try text("{title} {link}", PostSource(title: "Séisme", link: long))
                == "its link is 141 characters long, and a post has 140"
        )
        #expect(try text("{title}", PostSource(title: "Séisme", link: long)) == "Séisme")
        #expect(
            try text("{title} {link} #humanitaire", PostSource(title: "Séisme", link: String(long.dropLast(5))))
                == "its link and the template's own words take 149 characters, and a post has 140"
        )
    }

    @Test func postsALinkThatTakesAllTheRoom() throws {
        let long = "https://exemple.org/" + String(repeating: "a", count: 120)
        #expect(try text("{title} {link}", PostSource(title: "Séisme", link: long)) == long)
        #expect(try notes("{title} {link}", PostSource(title: "Séisme", link: long)) == ["title left out: no room"])
    }

    @Test func givesRoomByItsRule() throws {
        let source = PostSource(
            title: "Erdbeben in Nepal",
            link: link,
            summary: "Das Rote Kreuz bittet um Hilfe. Tausende Familien haben kein Dach über dem Kopf.",
            author: "Anna Müller",
            tags: ["Internationale Hilfe"],
            date: Date(timeIntervalSince1970: 1_700_000_000)
        )
        #expect(
            try text("{title} – {summary} ({author}) {link} {tags}", source)
                == "Erdbeben in Nepal – Das Rote Kreuz bittet… (Anna Müller) \(link) #InternationaleHilfe"
        )
        #expect(
            try text("{title} ({author}, {date}) {link}", source)
                == "Erdbeben in Nepal (Anna Müller, 2023-11-14) \(link)"
        )
        #expect(
            try notes("{title} – {summary} ({author}) {link} {tags}", source) == ["summary shortened"]
        )
    }

    @Test func leavesOutATextThatWouldBeTooShortToBeOfUse() throws {
        let source = PostSource(
            title: String(repeating: "Wort ", count: 13),
            link: link,
            summary: "Ein längerer Text, der nicht mehr passt",
            tags: ["Nothilfe", "Katastrophenhilfe"]
        )
        let title = String(repeating: "Wort ", count: 13).dropLast()
        #expect(try text("{title} – {summary} {link} {tags}", source) == "\(title) \(link) #Nothilfe")
        #expect(
            try notes("{title} – {summary} {link} {tags}", source)
                == ["#Katastrophenhilfe left out: no room", "summary left out: no room"]
        )
    }

    @Test(arguments: [
        ("{title} – {summary} | {author} {link}", PostSource(title: "A", link: link), "A \(link)"),
        ("{title} – {summary} | {author} {link}", PostSource(title: "A", link: link, author: "B"), "A | B \(link)"),
        ("{title} ({author}) {link}", PostSource(title: "A", link: link), "A \(link)"),
        ("{title} ({author}) {link}", PostSource(title: "A", link: link, author: "B"), "A (B) \(link)"),
        ("[{feed}] {title}", PostSource(title: "A"), "A"),
        ("{title} ({author}, {date}) {tags}", PostSource(title: "A", author: "B"), "A (B)"),
        ("{title} ({author}, {feed}) {link}", PostSource(title: "A", link: link, feed: "F"), "A, F \(link)"),
        ("{title} ({author}, {feed}) {link}", PostSource(title: "A", link: link), "A \(link)"),
        ("{title} :) {author} {link}", PostSource(title: "A", link: link, author: "B"), "A :) B \(link)"),
        ("«\u{A0}{title}\u{A0}» {link}", PostSource(title: "A", link: link), "«\u{A0}A\u{A0}» \(link)"),
        ("{author}: {title}", PostSource(title: "A"), "A"),
        ("{author} | via {feed}: {title}", PostSource(title: "A", feed: "F"), "via F: A"),
        ("{title} via {author} {link} #ONG", PostSource(title: "A"), "A #ONG"),
        ("{title} #ONG {author} {link}", PostSource(title: "A", link: link), "A #ONG \(link)"),
        ("{title}. {summary}", PostSource(title: "A?", summary: "B"), "A? B"),
        ("{title}: {summary}", PostSource(title: "A", summary: "B"), "A: B"),
        ("{title}\n{link}", PostSource(title: "A", link: link), "A\n\(link)"),
        ("{title}{link}{tags}", PostSource(title: "A", link: link, tags: ["Népal"]), "A \(link) #Népal"),
        ("{link}を見る", PostSource(link: link), "\(link) を見る"),
        ("({link}).", PostSource(link: link), "(\(link))."),
        ("{{{title}}}", PostSource(title: "A"), "{A}"),
    ])
    func leavesNoSeparatorWithoutItsField(template: String, source: PostSource, post: String) throws {
        #expect(try text(template, source) == post)
    }

    @Test(arguments: [
        ("{title} {link}", PostSource(link: link, summary: "Résumé"), "Résumé \(link)"),
        ("{title} {link}", PostSource(link: link, content: "Texte"), "Texte \(link)"),
        ("{title} – {summary} {link}", PostSource(link: link, summary: "Résumé", content: "Texte"), "Résumé \(link)"),
        ("{title} – {summary}", PostSource(title: "Titre", content: "Texte"), "Titre – Texte"),
        ("{summary} {link}", PostSource(title: "Titre", link: link), "Titre \(link)"),
        ("{title} {link}", PostSource(title: "Titre"), "Titre"),
        ("{link}", PostSource(title: "Titre"), "Titre"),
        ("{title} {link}", PostSource(link: link), link),
        ("{title} {link}", PostSource(title: link, link: link, summary: "Résumé"), "Résumé \(link)"),
        ("{title} {link}", PostSource(title: "Titre \(link)", link: link), "Titre \(link)"),
        ("{title} {link}", PostSource(title: "Titre", link: "javascript:alert(1)"), "Titre"),
        ("{author} {tags}", PostSource(author: "A", tags: ["Népal"]), "it has neither title, text nor link"),
        ("{title}", PostSource(title: "\u{200B} "), "it has neither title, text nor link"),
    ])
    func standsInForWhatIsMissing(template: String, source: PostSource, post: String) throws {
        #expect(try text(template, source) == post)
    }

    /// Feeds of microblogs have the text as the title too, and both were posted (rss-to-activitypub).
    @Test(arguments: [
        ("Séisme au Népal", "Séisme au Népal.", "Séisme au Népal"),
        ("Séisme au Népal", "SÉISME AU NÉPAL : 3 morts", "Séisme au Népal – 3 morts"),
        ("Nepal", "Nepal braucht Hilfe", "Nepal braucht Hilfe"),
        ("Voici un texte qui est cou…", "Voici un texte qui est coupé ici", "Voici un texte qui est coupé ici"),
        ("Ein Satz, der weitergeht", "Ein Satz", "Ein Satz, der weitergeht"),
        ("Nepal", "Nepalesen helfen", "Nepal – Nepalesen helfen"),
        ("地震", "地震。死者３人", "地震 – 死者３人"),
    ])
    func saysTheTitleOnce(title: String, summary: String, post: String) throws {
        #expect(try text("{title} – {summary}", PostSource(title: title, summary: summary)) == post)
    }

    @Test func leavesOutTagsThatTheTextSays() throws {
        let source = PostSource(
            title: "Séisme au Népal : les droits humains",
            tags: [
                "nepal", "Droits Humains", "DroitsHumains", "économie", "Economie", "ONU", "a", "b1", "c1", "d1", "e1",
            ]
        )
        #expect(try text("{title} {tags}", source) == "Séisme au Népal : les droits humains #économie #ONU #b1 #c1 #d1")
        #expect(
            try notes("{title} {tags}", source)
                == ["#nepal #DroitsHumains left out: the text says it already", "#e1 left out: 5 tags are enough"]
        )
        #expect(try text("{title} #onu {tags}", PostSource(title: "A", tags: ["ONU", "OMS"])) == "A #onu #OMS")
    }

    @Test func refusesATextThatLostItsLetters() throws {
        #expect(
            try text("{title}", PostSource(title: "S\u{FFFD}isme a\u{FFFD} N\u{FFFD}pal"))
                == "its text is damaged: 3 characters could not be decoded"
        )
        #expect(try text("{title}", PostSource(title: "S\u{FFFD}isme au Népal")) == "S\u{FFFD}isme au Népal")
    }

    @Test func callsNobody() throws {
        let post = try text("{title} par {author}", PostSource(title: "@admin parle", author: "@anne"))
        #expect(post == "@\u{2060}admin parle par @\u{2060}anne")
    }

    @Test func takesTheMarkOfWordPressExcerptsForAnEllipsis() throws {
        #expect(try text("{summary}", PostSource(summary: "Le début […]")) == "Le début…")
    }

    @Test(arguments: [-1e300, -1e12, 0, -1, 1_700_000_000.9, 1e300, .infinity, .nan] as [Double])
    func survivesAnyDate(seconds: Double) throws {
        let source = PostSource(title: "A", date: Date(timeIntervalSince1970: seconds))
        let expected = [0: "A 1970-01-01", 1_700_000_000.9: "A 2023-11-14", -1: "A 1969-12-31"]
        #expect(try text("{title} {date}", source) == expected[seconds] ?? "A")
    }

    @Test func keepsADraftThroughJSON() throws {
        let source = PostSource(
            title: "Séisme",
            link: link,
            tags: ["人権"],
            date: Date(timeIntervalSince1970: 1),
            language: "fr"
        )
        #expect(try JSONDecoder().decode(PostSource.self, from: JSONEncoder().encode(source)) == source)
    }
}
