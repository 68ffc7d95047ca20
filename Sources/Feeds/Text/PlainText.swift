/// Text without markup.
package enum PlainText {
    /// Folds each run of white space into one space and trims both ends.
    package static func fold(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The text of an HTML fragment.
    package static func fromHTML(_ markup: String) -> String { fold(markup) }

    /// Reads `text` as its feed declared it.
    package static func render(_ text: String, as kind: TextKind) -> String { fold(text) }
}
