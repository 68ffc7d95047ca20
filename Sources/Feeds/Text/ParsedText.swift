/// A text as the feed wrote it, rendered when it is asked for.
///
/// Most items of a feed are known already, so nothing is rendered, and nothing kept, before somebody reads it.
package struct ParsedText: Sendable, Equatable {
    package let markup: String
    private let kind: TextKind
    private let base: String?

    /// Relative links inside the text are resolved against `base`.
    package init(_ markup: String, kind: TextKind, base: String?) {
        self.markup = markup
        self.kind = kind
        self.base = base
    }

    /// The text without markup, white space folded.
    package var plain: String { PlainText.render(markup, as: kind) }

    /// The text as a sanitised HTML fragment with absolute links.
    package var html: String {
        kind == .plain ? HTMLFragment.escaped(markup) : HTMLFragment.sanitized(markup, base: base)
    }
}
