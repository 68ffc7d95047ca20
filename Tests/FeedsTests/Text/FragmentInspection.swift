import Foundation
import FoundationXML
import Testing

/// Reads a sanitised fragment as strict XML and notes everything in it that a page must not show.
final class FragmentInspection: NSObject, XMLParserDelegate {
    private static let elements: Set<String> = [
        "a", "abbr", "acronym", "address", "article", "aside", "audio", "b", "bdi", "bdo", "big", "blockquote", "br",
        "caption",
        "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption",
        "figure",
        "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "ins", "kbd", "li", "main",
        "mark",
        "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "source", "strike", "strong",
        "sub",
        "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video",
        "wbr",
    ]
    private static let attributes: Set<String> = [
        "href", "src", "cite", "poster", "alt", "title", "type", "datetime", "width", "height", "colspan", "rowspan",
        "span",
        "start", "value", "controls", "reversed", "open", "lang", "dir",
    ]
    private static let addresses: Set<String> = ["href", "src", "cite", "poster"]
    private static let schemes = [
        "http://", "https://", "mailto:", "tel:", "sms:", "xmpp:", "ftp://", "magnet:", "geo:",
    ]

    private let fragment: String
    private var findings: [String] = []

    init(_ fragment: String) { self.fragment = fragment }

    func check() throws {
        let parser = XMLParser(data: Data("<fragment>\(fragment)</fragment>".utf8))
        parser.delegate = self
        #expect(parser.parse(), "not well-formed: \(fragment)")
        #expect(findings.isEmpty, "\(fragment)")
    }

    func parser(
        _ parser: XMLParser,
        didStartElement name: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        if name != "fragment", !Self.elements.contains(name) { findings.append("<\(name)>") }
        for (attribute, value) in attributes {
            if !Self.attributes.contains(attribute) { findings.append("\(name) \(attribute)") }
            if Self.addresses.contains(attribute), !Self.schemes.contains(where: value.hasPrefix) {
                findings.append("\(attribute)=\(value)")
            }
        }
    }

    func parser(_ parser: XMLParser, foundComment comment: String) { findings.append("comment") }
    func parser(_ parser: XMLParser, foundCDATA block: Data) { findings.append("CDATA") }
    func parser(_ parser: XMLParser, foundProcessingInstructionWithTarget target: String, data: String?) {
        findings.append("instruction")
    }
}
