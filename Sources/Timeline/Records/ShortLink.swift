internal import Crypto
internal import Foundation

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

    /// The one that a profile has for a target, with 64 bits of a SHA-256 as its code: it is known before anything is
    /// stored. The profile is in it so that each counts the clicks on its own post.
    ///
    /// It is no secret: whoever knows profile and address can work it out, and learns that the profile announced it.
    package init(to target: String, by profile: String) {
        let digest = SHA256.hash(data: Data("\(profile.lowercased())\n\(target)".utf8))
        var rest = digest.prefix(8).reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        var code = ""
        for _ in 0..<Self.codeLength {
            code.append(Self.digits[Int(rest % 62)])
            rest /= 62
        }
        self.init(code: code, target: target)
    }

    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
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
