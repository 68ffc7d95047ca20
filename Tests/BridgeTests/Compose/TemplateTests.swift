import Bridge
import Testing

@Suite struct TemplateTests {
    @Test(arguments: [
        ("{titel} {link}", "there is no field {titel} at character 1; did you mean {title}?"),
        ("Neu: { Title }", "there is no field { Title } at character 6; did you mean {title}?"),
        ("{title:.20}", "there is no field {title:.20} at character 1"),
        ("Neu: {title", "a { without its } at character 6; write {{ for the character itself"),
        ("{title} }", "a } without its { at character 9; write }} for the character itself"),
        ("{title} {title}", "{title} stands twice at character 9"),
        ("Neu", "a template without a field"),
        ("{title}\u{202E}", "an invisible character at character 8"),
    ])
    func namesTheMistakeAndItsPlace(template: String, message: String) throws {
        let error = #expect(throws: TemplateError.self) { try Template.parse(template) }
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test func refusesLiteralsThatLeaveNoRoom() {
        #expect(throws: TemplateError.self) { try Template.parse(String(repeating: "a", count: 140) + "{title}") }
    }

    @Test func knowsWhetherItShowsText() throws {
        #expect(try !Template.parse("{title} {link} {tags}").readsText)
        #expect(try Template.parse("{summary}").readsText)
        #expect(try Template.parse("{content}").readsText)
    }
}
