/// How a feed says that a text is to be read.
package enum TextKind: Sendable, Equatable {
    /// Literal characters: Atom `type="text"`, where `Use <b> tag` means what it shows.
    case plain
    /// HTML, decoded once: Atom `type="html"`, JSON Feed `content_html`.
    case html
    /// What RSS calls text: HTML that some publishers escape twice.
    case rss
    /// Markup that stood in the document itself: Atom `type="xhtml"`.
    case xhtml
}
