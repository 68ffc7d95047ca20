/// An address of ours that leads to an article's, always and only.
package struct ShortLink: Sendable, Equatable {
    /// 11 digits and letters of ASCII.
    package var code: String
    /// An http or https address in visible ASCII, as a redirect has to name it; at most `maximumTarget` long.
    package var target: String

    package init(code: String, target: String) {
        self.code = code
        self.target = target
    }
}

extension ShortLink {
    package static let codeLength = 11

    /// What every browser and server takes.
    package static let maximumTarget = 2_048

    /// Where the pages have it.
    package static func path(of code: String) -> String { "/l/\(code)" }

    /// Whether a text is written as a code is.
    package static func isCode(_ text: some StringProtocol) -> Bool {
        text.utf8.count == codeLength
            && text.utf8.allSatisfy { 0x30...0x39 ~= $0 || 0x41...0x5A ~= $0 || 0x61...0x7A ~= $0 }
    }
}
