import Bridge
import Testing

@Suite struct FilterPatternTests {
    private func matches(_ pattern: String, _ text: String) throws -> Bool {
        try Filter(include: [pattern]).judge(PostSource(title: text)) == .accepted
    }

    @Test(arguments: [
        ("/stage|offre/", "une offre"), ("/^Séisme/", "Séisme au Népal"), ("/Népal$/", "Séisme au Népal"),
        ("/séisme/i", "SÉISME"), ("/[É-Ï]/i", "éa"), ("/colou?r/", "color"), ("/a.c/", "a人c"),
        ("/\\bart\\b/", "l'art."),
        ("/\\d{4}-\\d\\d/", "le 2026-11"), ("/\\d+/", "١٢"), ("/[^a-z ]/", "abc D"), ("/(ab)+c/", "xababc"),
        ("/(?:a|b){2,3}c/", "abac"),
        ("/a{2,}b/", "aaaab"), ("/x*?y/", "y"), ("/[]a]/", "]"), ("/[a\\]-]/", "-"), ("/[\\w.]+@/", "jean.paul@"),
        ("/a\\/b/", "a/b"), ("/\\(x\\)/", "(x)"), ("/^$/", ""), ("/\\S\\s\\S/", "a\u{A0}b"), ("/e\u{301}/", "é"),
        ("/(a*)*b/", "aab"), ("/a|/", "zzz"), ("/人権|平和/", "国際人権"), ("/É/i", "é"), ("/\\B権/", "人権"), ("/a{0}b/", "b"),
    ])
    func matchesAsUsual(pattern: String, text: String) throws {
        #expect(try matches(pattern, text))
    }

    @Test(arguments: [
        ("/Stage/", "stage"), ("/^au/", "Séisme au"), ("/a.c/", "a\u{2028}c"), ("/\\bart\\b/", "Partner"),
        ("/[^abc]/", "abc"),
        ("/a{3}/", "aa"), ("/^a{1,2}$/", "aaa"), ("/[a-c]x/", "dx"), ("/\\D/", "123"), ("/(ab)+c/", "abac"),
        ("/\\W/", "été"),
    ])
    func doesNotMatchOtherwise(pattern: String, text: String) throws {
        #expect(try !matches(pattern, text))
    }

    @Test(arguments: [
        "/(?=a)/", "/(?<!a)b/", "/(a)\\1/", "/*a/", "/a)/", "/[a/", "/[z-a]/", "/a{3,2}/", "/a{x}/", "/a{100000}/",
        "/\\q/",
        "/a++/", "/a{99999999999999999999}/", "/((a{30}){30}){30}/", "/\\/",
    ])
    func refusesWhatItDoesNotUnderstand(pattern: String) {
        #expect(throws: FilterError.self) { try Filter(include: [pattern]) }
    }

    /// A backtracking matcher takes longer than the daemon lives for these.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["/(a+)+$/", "/(a|a)*b/", "/(a*)*(a*)*b/", "/^(a?){40}a{40}$/", "/(.*)(.*)(.*)(.*)x/"]
    )
    func takesNoLongerThanTheTextIs(pattern: String) throws {
        #expect(try !matches(pattern, String(repeating: "a", count: 9_000) + "!"))
    }
}
