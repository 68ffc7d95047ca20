internal import Foundation

/// A look at the tags of a document before libxml2 sees it: a tag is parsed whole before any of our limits can act, in
/// time that grows with the square of its attributes.
struct TagSurvey {
    /// The limit that a tag passes, in words.
    static func passedLimit(_ text: UnsafeBufferPointer<UInt8>) -> String? {
        var survey = TagSurvey(text: text)
        while let open = survey.find("<", from: survey.at), open + 1 < text.count {
            survey.at = open + 1
            let next = text[open + 1]
            if next == UInt8(ascii: "!") {
                survey.skipSection(from: open)
            } else if next | 0x20 >= UInt8(ascii: "a") {
                let attributes = survey.skipTag()
                let most = FeedLimits.attributes
                if survey.at - open > FeedLimits.tag { return "a tag is longer than \(FeedLimits.tag >> 10) KB" }
                if attributes > most { return "a tag has more than \(most) attributes" }
            }
        }
        return nil
    }

    private let text: UnsafeBufferPointer<UInt8>
    private var at = 0

    private init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    private func find(_ byte: Unicode.Scalar, from start: Int) -> Int? {
        guard let base = text.baseAddress, start < text.count,
            let found = memchr(base + start, Int32(byte.value), text.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    /// Moves past the tag, and tells how many attributes it seems to have.
    private mutating func skipTag() -> Int {
        var attributes = 0
        while at < text.count {
            let byte = text[at]
            at += 1
            switch byte {
            case UInt8(ascii: ">"): return attributes
            case UInt8(ascii: "="): attributes += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                // libxml2 gives up at `<` inside a value, and a mended text has none.
                while at < text.count, text[at] != byte, text[at] != UInt8(ascii: "<") { at += 1 }
                if at == text.count || text[at] != byte { return attributes }
                at += 1
            default: continue
            }
        }
        return attributes
    }

    /// Moves past a comment or CDATA, which may be as long as they like.
    private mutating func skipSection(from open: Int) {
        let head = text[open...]
        let tail: UInt8
        if head.starts(with: "<!--".utf8) {
            tail = UInt8(ascii: "-")
        } else if head.starts(with: "<![CDATA[".utf8) {
            tail = UInt8(ascii: "]")
        } else {
            return
        }
        at = open + 4
        while let close = find(">", from: at) {
            at = close + 1
            if close >= open + 6, text[close - 1] == tail, text[close - 2] == tail { return }
        }
        at = text.count
    }
}
