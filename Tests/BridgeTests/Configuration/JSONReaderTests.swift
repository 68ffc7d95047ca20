import Testing

@testable import Bridge

@Suite struct JSONReaderTests {
    @Test func readsWhatTheGrammarAllows() throws {
        let text = #" {"a": [1, -0.5e+3, true, false, null], "é\u00e9\ud83d\ude00\n\"\\\/": {}, "": []} "#
        let document = JSONReader.read(Array(text.utf8))
        #expect(document.slips.isEmpty)
        let root = try #require(document.root)
        guard case .object(let members) = root.content else { return #expect(Bool(false)) }
        #expect(members.map(\.key) == ["a", "éé😀\n\"\\/", ""])
        guard case .array(let elements) = members[0].value.content else { return #expect(Bool(false)) }
        #expect(elements.map(\.kind) == ["a number", "a number", "true", "false", "null"])
        guard case .number(let number) = elements[1].content else { return #expect(Bool(false)) }
        #expect(number == "-0.5e+3")
    }

    @Test func knowsFromWhereToWhereAValueGoes() throws {
        let text = Array(#"{ "a": ["é", 12 ] }"#.utf8)
        let list = try #require(JSONReader.read(text).root?["a"])
        #expect(String(decoding: text[list.start..<list.end], as: UTF8.self) == #"["é", 12 ]"#)
        guard case .array(let elements) = list.content else { return #expect(Bool(false)) }
        #expect(elements.map { String(decoding: text[$0.start..<$0.end], as: UTF8.self) } == [#""é""#, "12"])
    }

    /// Each text, and what is said about it: offset, path, message, suggestion.
    @Test(arguments: [
        ("", #"0: the file is empty; begin with { "profiles": {…}, "feeds": […] }"#),
        ("<rss/>", "0: this is XML or HTML, not JSON"),
        (#"{"a": 1,}"#, "7: there is a comma before the closing }; remove it"),
        (#"{"a": [1, 2,]}"#, "11: a: there is a comma before the closing ]; remove it"),
        (#"{"a": [,1]}"#, "7: a: there is nothing before this comma; remove it"),
        (#"{"a": [1,,1]}"#, "9: a: there is nothing before this comma; remove it"),
        ("{\"a\": 1 \"b\": 2}", "7: a comma is missing here; write , between two entries"),
        ("{\"a\": [{} {}]}", "9: a: a comma is missing here; write , between two entries"),
        (
            "{ // why\n\"a\": 1 }",
            #"2: JSON has no comments; write "comment": "…" inside the object that it is about"#
        ),
        ("{ 'a': 1 }", #"2: the text stands in single quotes; write "a""#),
        ("{ \"a\": “b” }", #"7: a: the text stands in curly quotes; write "b""#),
        ("{ a: 1 }", #"2: a key needs double quotes; write "a""#),
        ("{ \"a\" 1 }", "5: a: a colon is missing after the key; write : between key and value"),
        ("{ \"a\" = 1 }", "5: a: a colon is missing after the key; write : between key and value"),
        (#"{ "a": 30m }"#, #"7: a: a text needs double quotes; write "30m""#),
        (#"{ "a": 007 }"#, #"7: a: a text needs double quotes; write "007""#),
        (#"{ "a": True }"#, "7: a: True is not JSON; write true"),
        (#"{ "a": None }"#, "7: a: None is not JSON; leave the key out"),
        (#"{ "a": "\d" }"#, #"8: a: \d means nothing in JSON; for a backslash write \\d"#),
        (
            #"{ "a": "\u12g4" }"#,
            #"8: a: \u needs four hexadecimal digits; write for example \u00e9, or the character itself"#
        ),
        (#"{ "a": "\ud83d" }"#, "8: a: this escape is one half of a character; write the character itself"),
        ("{ \"a\": \"x\ty\" }", #"9: a: a control character stands in a text; write \t for a tab"#),
        ("{ \"a\": \"x\n }", #"7: a: the text that begins here is not closed on its line; add the closing ""#),
        ("{ \"a\": [1 }", "10: a: } closes what line 1 opened; write ]"),
        ("{\n \"a\": [1", "10: a: the file ends before the ] for line 2; add ]"),
        ("{ \"a\": 1, \"a\": 2 }", "10: a: this key was given on line 1 already; keep one of the two"),
        ("{ \"a\": @ }", #"7: a: "@" stands where a value is expected"#),
        ("{} x", "3: more text follows after the end of the configuration; remove it"),
    ])
    func namesWhatIsAgainstTheGrammar(text: String, slip: String) {
        let slips = JSONReader.read(Array(text.utf8)).slips.map { slip in
            let path = slip.path.isEmpty ? "" : slip.path + ": "
            return "\(slip.offset): \(path)\(slip.message)" + (slip.suggestion.map { "; \($0)" } ?? "")
        }
        #expect(slips == [slip])
    }

    @Test func goesOnReadingAfterHabits() throws {
        let text = "{ a: 'x', /* why */ \"b\": [1 2,], # so\n \"c\": True }"
        let document = JSONReader.read(Array(text.utf8))
        #expect(document.slips.count == 7)
        guard case .object(let members) = try #require(document.root).content else { return #expect(Bool(false)) }
        #expect(members.map(\.key) == ["a", "b", "c"])
    }

    @Test func saysWhichByteIsNotUTF8() {
        let slips = JSONReader.read(Array("{\"a\": \"caf".utf8) + [0xE9] + Array("\"}".utf8)).slips
        #expect(slips.map(\.message) == ["the byte 0xE9 is no UTF-8"])
        #expect(slips.map(\.offset) == [10])
        #expect(JSONReader.read([0xFF, 0xFE, 0x7B, 0x00]).slips.map(\.message) == ["the file is written in UTF-16"])
    }

    @Test func toleratesAByteOrderMark() {
        #expect(JSONReader.read([0xEF, 0xBB, 0xBF] + Array("{}".utf8)).slips.isEmpty)
    }

    @Test func refusesToNestWithoutEnd() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(JSONReader.read(Array(deep.utf8)).slips.map(\.message) == ["more than 64 levels are nested"])
    }

    @Test func writesStringsThatItReadsBack() throws {
        let text = "a\"\\/\n\t\u{0}\u{1F}\u{7F}\u{2028}é😀"
        let root = try #require(JSONReader.read(Array(text.json.utf8)).root)
        guard case .string(let read) = root.content else { return #expect(Bool(false)) }
        #expect(read == text)
    }
}
