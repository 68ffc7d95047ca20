import Testing

@testable import Web

@Suite struct MarkupTests {
    /// XML 1.0, section 2.2, and what HTML calls a parse error.
    private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    @Test(arguments: [0...0x2FFF, 0xD000...0xFFFF, 0x1_F000...0x1_F6FF])
    func escapesWhatMarkupCannotHoldAndNothingElse(numbers: ClosedRange<UInt32>) {
        let names: [Unicode.Scalar: String] = ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"]
        for scalar in numbers.compactMap(Unicode.Scalar.init) {
            let expected = names[scalar] ?? (isForbidden(scalar) ? "\u{FFFD}" : String(scalar))
            guard Markup.escaped("a\(scalar)b").unicodeScalars.elementsEqual("a\(expected)b".unicodeScalars) else {
                Issue.record("U+\(String(scalar.value, radix: 16)) is not escaped as it should be")
                return
            }
        }
    }
}
